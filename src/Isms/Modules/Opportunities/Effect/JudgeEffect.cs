using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Effect;

/// <summary>Judges the effect of what was done, or whether watching was enough (6.1.1 e, manual 8.3 e).</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Effective">Must be answered; no opens a matter that follows this one.</param>
/// <param name="Finding">What was found, and from what.</param>
public sealed record JudgeEffectRequest(Guid Id, int Version, [Required] bool? Effective, [Required, StringLength(Matter.TextLength)] string Finding);

/// <summary>A matter as judged.</summary>
/// <param name="FollowedById">The draft that follows it; null when it had effect.</param>
public sealed record EffectJudged(Guid Id, int Version, MatterState State, Guid? FollowedById) : IVersioned;

/// <inheritdoc cref="JudgeEffectRequest"/>
internal sealed class JudgeEffect(IsmsDbContext db, WorkInbox inbox, Numbers numbers, SettingsReader settings, TimeProvider time)
{
    /// <summary>The effect is judged after the plan was carried out, once.</summary>
    public static readonly Refusal NotChecking = new("opportunities.not-checking");

    /// <summary>Who carried it out does not judge it.</summary>
    public static readonly Refusal OwnWork = new("opportunities.own-work");

    /// <summary>The one who is named; another editor, should that person be away, but never who carried it out.</summary>
    public static bool Fits(Actor actor, Matter matter) => matter.ResponsibleId != actor.PersonId && (matter.JudgeId == actor.PersonId || actor.May(OpportunityPermissions.Edit));

    public async Task<Outcome<EffectJudged>> RunAsync(Actor actor, JudgeEffectRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Matter>().VisibleTo(actor).SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } matter)
            return Refusal.NotFound;
        if (matter.ResponsibleId == actor.PersonId)
            return OwnWork;
        if (!Fits(actor, matter))
            return Refusal.Forbidden;
        if (matter.State != MatterState.Checking)
            return NotChecking;
        if (matter.Version != request.Version)
            return Refusal.Stale([]);
        matter.Judge(actor.Today, actor.PersonId, request.Effective!.Value, request.Finding.Trim());
        await inbox.CompleteAsync(actor, MatterApproval.KindName, matter.Id, MatterApproval.JudgeWork, ct);
        var next = request.Effective.Value ? null : await FollowAsync(actor, matter, ct);
        await db.SaveAsync(actor, "opportunities.judge-effect", ct);
        await writing.CommitAsync(ct);
        return new EffectJudged(matter.Id, matter.Version, matter.State, next?.Id);
    }

    private async Task<Matter> FollowAsync(Actor actor, Matter before, CancellationToken ct)
    {
        var next = new Matter
        {
            Number = await numbers.TakeAsync(OpportunitiesModule.MatterNumber, ct), Kind = before.Kind, Title = before.Title, Bearing = before.Bearing, Source = before.Source, SourceId = before.SourceId,
            SourceWords = before.SourceWords, SourceLink = before.SourceLink, Response = MatterResponse.Act, Measure = before.Measure, ResponsibleId = before.ResponsibleId, JudgeId = before.JudgeId,
            FollowsId = before.Id, CreatedById = actor.PersonId, CreatedAt = time.Instant(),
        };
        db.Add(next);
        inbox.Add(new NewWork(MatterApproval.FollowWork, "opportunities.work.follow", [before.Number, next.Number, next.Title], OpportunitiesPaths.Matter(next.Id), MatterApproval.KindName, next.Id,
            actor.Today.AddDays(await settings.NumberAsync(OpportunitiesModule.FollowDays, ct))) { Office = Office.IsmsTeamLeader });
        return next;
    }
}
