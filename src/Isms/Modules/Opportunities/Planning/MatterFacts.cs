using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Planning;

/// <summary>A risk or opportunity with its plan. A draft may lack most of it; signing needs all.</summary>
/// <param name="Bearing">What it means for what the system is to achieve.</param>
/// <param name="SourceId">Which issue, requirement or record; required unless the source is <see cref="MatterSource.Other"/>.</param>
/// <param name="SourceWords">For <see cref="MatterSource.Other"/>: where it is known from.</param>
/// <param name="Action">What is done; for <see cref="MatterResponse.Watch"/>, why nothing is.</param>
/// <param name="Integration">How it becomes part of the processes: by which procedure, record or duty.</param>
/// <param name="Measure">By what its effect is judged.</param>
/// <param name="JudgeId">Who judges the effect; somebody else than who carries it out.</param>
/// <param name="CheckOn">Not before the day until which it is carried out.</param>
public sealed record MatterFacts(
    MatterKind Kind, [Required, StringLength(Matter.TitleLength)] string Title, [Required, StringLength(Matter.TextLength)] string Bearing, MatterSource Source, Guid? SourceId,
    [StringLength(Matter.TextLength)] string? SourceWords, MatterResponse Response, [StringLength(Matter.TextLength)] string? Action, [StringLength(Matter.TextLength)] string? Integration,
    [StringLength(Matter.TextLength)] string? Measure, Guid? ResponsibleId, DateOnly? DueOn, Guid? JudgeId, DateOnly? CheckOn);

/// <summary>A matter as saved.</summary>
public sealed record MatterSaved(Guid Id, int Version, string Number, MatterState State) : IVersioned;

/// <summary>Checks the facts and writes them into a matter.</summary>
internal sealed class MatterFactsCheck(IsmsDbContext db, SourceReader sources)
{
    /// <summary>What is wrong, field by field; empty when nothing is, and then the matter is filled.</summary>
    public async Task<IReadOnlyList<FieldProblem>> FillAsync(Actor actor, Matter matter, MatterFacts facts, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        foreach (var (field, person) in new[] { ("responsibleId", facts.ResponsibleId), ("judgeId", facts.JudgeId) })
        {
            if (person is not null && !await db.People.AnyAsync(p => p.Id == person && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
                problems.Add(new FieldProblem(field, "opportunities.no-such-person"));
        }
        if (facts.JudgeId is not null && facts.JudgeId == facts.ResponsibleId)
            problems.Add(new FieldProblem("judgeId", "opportunities.own-judge"));
        if (facts.CheckOn < facts.DueOn)
            problems.Add(new FieldProblem("checkOn", "opportunities.check-before-due"));
        // What it comes from keeps its words: the issue may be gone from the scope since.
        var sameSource = facts.Source != MatterSource.Other && facts.Source == matter.Source && facts.SourceId == matter.SourceId;
        if (facts.Source != MatterSource.Other && facts.SourceId is null)
            problems.Add(new FieldProblem("sourceId", "opportunities.source-needed"));
        var source = facts is { Source: not MatterSource.Other, SourceId: { } id } && !sameSource ? await sources.FindAsync(actor, facts.Source, id, ct) : null;
        if (facts is { Source: not MatterSource.Other, SourceId: not null } && !sameSource && source is null)
            problems.Add(new FieldProblem("sourceId", "opportunities.no-such-source"));
        if (problems.Count > 0)
            return problems;

        if (facts.Source == MatterSource.Other)
            (matter.SourceId, matter.SourceWords, matter.SourceLink) = (null, facts.SourceWords?.Trim() ?? "", "");
        else if (source is not null)
            (matter.SourceId, matter.SourceWords, matter.SourceLink) = (source.Id, source.Words, source.Link);
        (matter.Kind, matter.Title, matter.Bearing, matter.Source, matter.Response) = (facts.Kind, facts.Title.Trim(), facts.Bearing.Trim(), facts.Source, facts.Response);
        (matter.Action, matter.Integration, matter.Measure) = (facts.Action?.Trim() ?? "", facts.Integration?.Trim() ?? "", facts.Measure?.Trim() ?? "");
        (matter.ResponsibleId, matter.DueOn, matter.JudgeId, matter.CheckOn) = (facts.ResponsibleId, facts.DueOn, facts.JudgeId, facts.CheckOn);
        return [];
    }
}
