using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity.Board;

/// <summary>Something that an edition asks and the manual, written on the 2005 clauses, does not.</summary>
/// <param name="Evidence">Kinds of evidence that would answer it.</param>
internal sealed record ClauseTopic(ClauseKey Clause, IReadOnlyList<string> Evidence, Bilingual About)
{
    private static readonly Lazy<IReadOnlyList<ClauseTopic>> Loaded = new(() =>
        [.. Tsv.Read("clause-topics.tsv").Select(r => new ClauseTopic(new(r.Edition("edition"), r["clause"]), r.List("evidence"), r.Both("about")))]);

    /// <summary>Those of one edition: its own, and those of the edition before that lead to the clause.</summary>
    public static IReadOnlyList<ClauseTopic> Of(ClauseKey clause) =>
        [.. Loaded.Value.Where(t => t.Clause.Edition <= clause.Edition && (t.Clause == clause || (t.Clause.Edition != clause.Edition && ClauseMap.To(t.Clause, clause.Edition).Any(m => m.Key == clause))))];
}
