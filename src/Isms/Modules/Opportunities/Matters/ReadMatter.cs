using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Opportunities.Planning;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Matters;

/// <summary>A matter with its plan, what was done and what came of it.</summary>
/// <param name="Late">What has to be done next is past its day.</param>
/// <param name="Follows">Number of the matter whose plan had no effect.</param>
/// <param name="FollowedBy">Number of the matter that follows this one.</param>
/// <param name="Gaps">What stands against signing the plan; empty once it is.</param>
public sealed record MatterView(
    Guid Id, int Version, string Number, MatterKind Kind, string Title, string Bearing, MatterSource Source, Guid? SourceId, string SourceWords, string SourceLink, MatterResponse Response, string Action, string Integration,
    string Measure, Guid? ResponsibleId, string Responsible, DateOnly? DueOn, Guid? JudgeId, string Judge, DateOnly? CheckOn, MatterState State, string ReplanReason, DateOnly? DoneOn, string Outcome,
    DateOnly? CheckedOn, string CheckedBy, string Finding, bool Late, Guid? FollowsId, string Follows, Guid? FollowedById, string FollowedBy, IReadOnlyList<Obstacle> Gaps, bool MayEdit, bool MayReplan, bool MayFinish, bool MayJudge) : IVersioned
{
    internal string ResponsibleNumber { get; init; } = "";
    internal string JudgeNumber { get; init; } = "";
}

/// <inheritdoc cref="MatterView"/>
internal sealed class ReadMatter(IsmsDbContext db)
{
    public async Task<Outcome<MatterView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.See) is { } no)
            return no;
        var found = await (
            from x in db.Set<Matter>().AsNoTracking().VisibleTo(actor)
            where x.Id == id
            from r in db.People.Where(p => p.Id == x.ResponsibleId).DefaultIfEmpty()
            from j in db.People.Where(p => p.Id == x.JudgeId).DefaultIfEmpty()
            from c in db.People.Where(p => p.Id == x.CheckedById).DefaultIfEmpty()
            from before in db.Set<Matter>().Where(b => b.Id == x.FollowsId).DefaultIfEmpty()
            from after in db.Set<Matter>().Where(a => a.FollowsId == x.Id).DefaultIfEmpty()
            select new
            {
                Matter = x, Responsible = r == null ? "" : r.Name, ResponsibleNumber = r == null ? "" : r.EmployeeNumber, Judge = j == null ? "" : j.Name, JudgeNumber = j == null ? "" : j.EmployeeNumber,
                CheckedBy = c == null ? "" : c.Name, Follows = before == null ? "" : before.Number, FollowedById = after == null ? (Guid?)null : after.Id, FollowedBy = after == null ? "" : after.Number,
            }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var m = found.Matter;
        var edit = actor.May(OpportunityPermissions.Edit);
        return new MatterView(
            m.Id, m.Version, m.Number, m.Kind, m.Title, m.Bearing, m.Source, m.SourceId, m.SourceWords, m.SourceLink, m.Response, m.Action, m.Integration, m.Measure, m.ResponsibleId, found.Responsible, m.DueOn, m.JudgeId,
            found.Judge, m.CheckOn, m.State, m.ReplanReason, m.DoneOn, m.Outcome, m.CheckedOn, found.CheckedBy, m.Finding, m.NextOn < actor.Today, m.FollowsId, found.Follows, found.FollowedById, found.FollowedBy,
            m.IsDraft ? MatterApproval.Gaps(m) : [], edit && m.IsDraft, edit && ReplanMatter.Fits(m), m.State == MatterState.Acting && (edit || m.ResponsibleId == actor.PersonId),
            m.State == MatterState.Checking && Effect.JudgeEffect.Fits(actor, m))
        {
            ResponsibleNumber = found.ResponsibleNumber, JudgeNumber = found.JudgeNumber,
        };
    }
}
