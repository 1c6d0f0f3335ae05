using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity.Questions;

/// <summary>When an auditor of the certification body asks.</summary>
public enum AuditStage
{
    /// <summary>Documents, readiness.</summary>
    One,

    /// <summary>On site.</summary>
    Two,

    /// <summary>Every year after.</summary>
    Surveillance,
}

/// <summary>Something that certification auditors commonly ask, in our words.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="Asked">Whom: <c>gm</c>, <c>mr</c>, <c>team</c>, <c>heads</c>, <c>docctrl</c>, <c>office</c>, <c>sales</c>, <c>engineering</c>, <c>everybody</c>.</param>
/// <param name="Evidence">What answers it: kinds, documents, or procedures whose records do.</param>
internal sealed record AuditQuestion(
    int Number, AuditStage Stage, IReadOnlyDictionary<Edition, IReadOnlyList<string>> Clauses, IReadOnlyList<string> Asked, IReadOnlyList<string> Evidence, Bilingual Question)
{
    private static readonly Lazy<IReadOnlyList<AuditQuestion>> Loaded = new(() => [.. Tsv.Read("audit-questions.tsv").Select(r => new AuditQuestion(
        int.Parse(r["number"], System.Globalization.CultureInfo.InvariantCulture),
        r["stage"] switch { "1" => AuditStage.One, "2" => AuditStage.Two, "S" => AuditStage.Surveillance, _ => throw r.Bad("stage", "is 1, 2 or S") },
        Enum.GetValues<Edition>().ToDictionary(e => e, e => r.List(e.ToString().ToLowerInvariant())), r.List("asked"), r.List("evidence"), r.Both("question")))]);

    public static IReadOnlyList<AuditQuestion> All => Loaded.Value;
}
