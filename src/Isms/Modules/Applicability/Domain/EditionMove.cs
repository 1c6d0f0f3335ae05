using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Domain;

/// <summary>What is proposed for a control of the new edition.</summary>
/// <param name="Sources">The old edition's controls it was made from; empty for a new control.</param>
/// <param name="Facts">The decision proposed.</param>
/// <param name="Status">How far the sources that are applied are put in place; the least of them.</param>
internal sealed record MovedDecision(MoveProposal Proposal, IReadOnlyList<ControlKey> Sources, DecisionFacts Facts, ImplementationStatus Status);

/// <summary>A decision of the old statement with how far its control is put in place.</summary>
internal sealed record OldDecision(DecisionFacts Facts, ImplementationStatus Status);

/// <summary>Carries decisions to another edition through the map between editions; never by an equal code.</summary>
internal static class EditionMove
{
    public static readonly DecisionFacts Undecided = new(ControlStanding.Undecided, [], "", "", "");

    /// <summary>What a control of another edition should be, from what was decided on the controls it corresponds to.</summary>
    /// <param name="target">A control of the new edition.</param>
    /// <param name="decided">Every control of the old statement.</param>
    public static MovedDecision Propose(ControlKey target, Edition from, IReadOnlyDictionary<ControlKey, OldDecision> decided)
    {
        var mapped = ControlMap.To(target, from).Where(m => decided.ContainsKey(m.Key)).ToList();
        var sources = mapped.ConvertAll(m => m.Key);
        if (sources.Count == 0)
            return new(MoveProposal.New, [], Undecided, ImplementationStatus.Planned);
        var old = sources.ConvertAll(s => decided[s]);
        var standings = old.Select(o => o.Facts.Standing).Distinct().ToList();
        var documents = Joined(old.SelectMany(o => o.Facts.Documents.Split(DocumentNumbers.Separator)), DocumentNumbers.Separator.ToString(), ControlDecision.DocumentsLength);
        if (standings.Count > 1)
            return new(MoveProposal.Conflict, sources, Undecided with { Documents = documents }, ImplementationStatus.Planned);
        var facts = new DecisionFacts(
            standings[0], [.. old.SelectMany(o => o.Facts.Reasons).Distinct().Order()],
            Joined(old.Select(o => o.Facts.Reason), "；", ControlDecision.ReasonLength), documents,
            Joined(old.Select(o => o.Facts.ChallengeAnswer), "；", ControlDecision.AnswerLength));
        return new(sources.Count == 1 ? MoveProposal.Carried : MoveProposal.Merged, sources, facts, Status(old, mapped));
    }

    // Where only a part lives on, whether that part is in place needs a look: it is not taken as done.
    private static ImplementationStatus Status(List<OldDecision> old, List<Mapped<ControlKey>> mapped)
    {
        var least = old.Min(o => o.Status);
        return least == ImplementationStatus.Implemented && mapped.Exists(m => m.Relation is MapRelation.Split or MapRelation.Partial)
            ? ImplementationStatus.InProgress : least;
    }

    // Whole texts only: what no longer fits is left to the person who confirms.
    private static string Joined(IEnumerable<string> texts, string separator, int longest)
    {
        var joined = "";
        foreach (var text in texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var longer = joined.Length == 0 ? text : joined + separator + text;
            if (longer.Length <= longest)
                joined = longer;
        }
        return joined;
    }
}
