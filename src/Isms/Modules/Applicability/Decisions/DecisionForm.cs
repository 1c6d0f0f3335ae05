using System.Text;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Ui;
using Isms.Ui.Editing;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Decisions as forms and the sheet write them.</summary>
internal static class DecisionForm
{
    public static IReadOnlyList<FieldOption> Standings() =>
        [.. new[] { ControlStanding.Undecided, ControlStanding.Applicable, ControlStanding.Excluded }.Select(s => new FieldOption(s.ToString(), DecisionDesk.StandingName(s)))];

    public static IReadOnlyList<FieldOption> Statuses() => [.. Enum.GetValues<ImplementationStatus>().Select(s => new FieldOption(s.ToString(), Phrase.Of("applicability.status." + s)))];

    public static IReadOnlyList<FieldOption> Reasons() => [.. Enum.GetValues<ReasonKind>().Select(r => new FieldOption(r.ToString(), Phrase.Of("applicability.reason." + r)))];

    /// <summary>The kinds ticked in a form.</summary>
    public static IReadOnlyList<ReasonKind> ReadReasons(FormInput form, string field) =>
        [.. form.All(field).Select(v => Enum.TryParse<ReasonKind>(v, out var kind) ? kind : (ReasonKind?)null).OfType<ReasonKind>()];

    /// <summary>
    /// Kinds written in one cell, as a spreadsheet would have them: words of either language or their first letters, with any separator.
    /// What is none of them is answered as unknown.
    /// </summary>
    public static (IReadOnlyList<ReasonKind> Kinds, string? Unknown) ReadReasons(string cell)
    {
        var kinds = new SortedSet<ReasonKind>();
        foreach (var word in cell.Normalize(NormalizationForm.FormKC).Split(['、', ',', ';', '/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Enum.GetValues<ReasonKind>().Where(k => Means(k, word)).Cast<ReasonKind?>().FirstOrDefault() is not { } kind)
                return ([], word);
            kinds.Add(kind);
        }
        return ([.. kinds], null);
    }

    /// <summary>The rows of a posted sheet that the person changed; what cannot be read is told to the sheet.</summary>
    /// <param name="departments">Names that departments are written with.</param>
    public static IReadOnlyList<SoaSheetRow> ReadSheet(SheetInput<DecisionRow> input, IReadOnlyDictionary<string, Guid> departments) => [.. input.Changed.Select(line =>
    {
        var (kinds, unknown) = ReadReasons(line.Text("reasons"));
        if (unknown is not null)
            line.Wrong("reasons", "applicability.unknown-reason-kind", unknown);
        Guid? department = null;
        if (line.Text("department") is { Length: > 0 } name)
        {
            if (departments.TryGetValue(name, out var id))
                department = id;
            else
                line.Wrong("department", "applicability.unknown-department", name);
        }
        return new SoaSheetRow(line.Id, line.Version,
            line.Changed("standing", "reasons", "reason", "documents") ? new DecisionInput(line.Enum<ControlStanding>("standing"), kinds, line.Text("reason"), line.Text("documents")) : null,
            line.Changed("status", "department") ? new SheetProgress(line.OtherVersion, department, line.Enum<ImplementationStatus>("status")) : null);
    })];

    private static bool Means(ReasonKind kind, string word) =>
        string.Equals(word, kind.ToString(), StringComparison.OrdinalIgnoreCase) || string.Equals(word, kind.ToString()[..1], StringComparison.OrdinalIgnoreCase) ||
        new[] { Phrase.Chinese, Phrase.English }.Any(c => string.Equals(word, Phrase.In(c, "applicability.reason." + kind), StringComparison.OrdinalIgnoreCase)) ||
        (word.Length >= 2 && Phrase.In(Phrase.Chinese, "applicability.reason." + kind).StartsWith(word, StringComparison.Ordinal));
}
