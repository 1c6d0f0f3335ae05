using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Competence;

/// <summary>The duties around competence.</summary>
internal static class CompetenceWork
{
    public const string PlanSubject = "resources.competence-plan";
    public const string PlanWork = "resources.carry-out-competence-plan";
    public const string RenewSubject = "resources.competence-requirement";
    public const string RenewWork = "resources.renew-competence";
    public const string GapSubject = "resources.competence-profile";
    public const string GapWork = "resources.close-competence-gap";
}

/// <summary>What the look at competence put into inboxes and took out of them.</summary>
public sealed record CompetenceWatched(int Renewals, int Gaps, int Closed);

/// <summary>
/// Asks people in time to renew what runs out, and the management representative to judge or plan where somebody in office lacks what it asks for. Run any number
/// of times a day: each is asked for once.
/// </summary>
internal sealed class WatchCompetence(IsmsDbContext db, CompetenceReader reader, WorkInbox inbox, OfficeHolders offices, SettingsReader settings)
{
    public async Task<Outcome<CompetenceWatched>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Watch) is { } no)
            return no;
        var until = actor.Today.AddDays(await settings.NumberAsync(ResourcesModule.CompetenceNoticeDays, ct));
        var due = actor.Today.AddDays(await settings.NumberAsync(ResourcesModule.CompetenceGapDays, ct));
        await using var writing = await db.BeginAsync(ct);
        var posts = await reader.HoldersAsync(await reader.ProfilesAsync(null, ct), Reach.Everywhere, actor.Today, ct);
        var open = await db.Set<WorkItem>().Where(w => w.State == WorkState.Open && (w.SubjectKind == CompetenceWork.RenewSubject || w.SubjectKind == CompetenceWork.GapSubject)).ToListAsync(ct);
        // Nobody judges the own competence: the representative's is the general manager's to judge.
        var representatives = (await offices.OfAsync(Office.ManagementRepresentative, null, ct)).Select(h => h.PersonId).ToHashSet();
        var (renewals, gaps, closed) = (0, 0, 0);
        foreach (var post in posts)
        {
            foreach (var holder in post.Holders)
            {
                foreach (var cell in holder.Cells.Where(c => c.Standing == RequirementStanding.Met && c.GoodUntil <= until))
                {
                    if (open.Exists(w => w.SubjectKind == CompetenceWork.RenewSubject && w.SubjectId == cell.RequirementId && w.SourceId == holder.PersonId))
                        continue;
                    inbox.Add(new NewWork(CompetenceWork.RenewWork, "resources.work.renew-competence", [post.Profile.Requirements.Single(r => r.Id == cell.RequirementId).Words], ResourcesPaths.CompetenceOf(holder.PersonId),
                        CompetenceWork.RenewSubject, cell.RequirementId, cell.GoodUntil!.Value) { PersonId = holder.PersonId, SourceId = holder.PersonId });
                    renewals++;
                }
                if (holder.Standing != HolderStanding.Gap || open.Exists(w => w.SubjectKind == CompetenceWork.GapSubject && w.SubjectId == post.Profile.Id && w.SourceId == holder.PersonId))
                    continue;
                inbox.Add(new NewWork(CompetenceWork.GapWork, "resources.work.competence-gap", [holder.Name, post.Profile.Name], ResourcesPaths.CompetenceOf(holder.PersonId), CompetenceWork.GapSubject, post.Profile.Id, due)
                {
                    Office = representatives.Contains(holder.PersonId) ? Office.GeneralManager : Office.ManagementRepresentative, SourceId = holder.PersonId,
                });
                gaps++;
            }
        }
        var standing = posts.SelectMany(p => p.Holders.Where(h => h.Standing == HolderStanding.Gap).Select(h => (p.Profile.Id, (Guid?)h.PersonId))).ToHashSet();
        foreach (var gone in open.Where(w => w.SubjectKind == CompetenceWork.GapSubject && !standing.Contains((w.SubjectId, w.SourceId))))
        {
            await inbox.CancelAsync(gone.SubjectKind, gone.SubjectId, gone.Kind, ct, gone.SourceId);
            closed++;
        }
        if (renewals + gaps + closed > 0)
            await db.SaveAsync(actor, "resources.watch-competence", ct);
        await writing.CommitAsync(ct);
        return new CompetenceWatched(renewals, gaps, closed);
    }
}

/// <summary>Looks as days go by.</summary>
internal sealed class CompetenceSchedule(WatchCompetence watch) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await watch.RunAsync(actor, ct)).Require();
}

/// <summary>Says of whom a letter appoints that the profile of the office is not met (5.2.1, 6.3).</summary>
internal sealed class AppointedCompetence(IsmsDbContext db, CompetenceReader reader) : IContribute<OfficeGranting, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, OfficeGranting question, CancellationToken ct)
    {
        var id = await db.Set<CompetenceProfile>().Where(p => p.RetiredOn == null && p.Office == question.Office && p.Rule != CompetenceRule.Shown).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        if (id is null || (await reader.ProfilesAsync(id, ct)) is not [var profile])
            return [];
        var cells = await reader.CellsAsync([question.PersonId], [.. profile.Requirements], actor.Today, ct);
        return [.. profile.Requirements.Select(r => (Requirement: r, cells(question.PersonId, r.Id).Standing))
            .Where(r => r.Standing != RequirementStanding.Met && !(profile.Rule == CompetenceRule.MeetOrPlan && r.Standing == RequirementStanding.Planned))
            .Select(r => new Obstacle(
                Phrase.Of(profile.Rule == CompetenceRule.Meet ? "resources.competence-not-met" : "resources.competence-not-met-nor-planned", question.PersonName, profile.Name, r.Requirement.Words), ResourcesPaths.CompetenceOf(question.PersonId)))];
    }
}
