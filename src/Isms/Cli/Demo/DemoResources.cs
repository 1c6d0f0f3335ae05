using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Repairs;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Spending;
using Isms.Modules.Resources.Summary;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>The demo company's resources (manual 5.2.1): two requests granted and partly spent, one waiting for the general manager, one draft; facilities, one of them incomplete.</summary>
internal static class DemoResources
{
    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.resources." + key);
        var today = await actors.AsAsync<ReadSummary, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));
        var engineering = people.Departments["engineering"];
        var item = await actors.ReadAsync(db => TreatmentViews.Items(db).Where(i => i.DepartmentId == engineering).OrderBy(i => i.Number).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct));

        var firewall = await AskAsync("engineer", new RequestFacts(Say("firewall"), ResourceKind.Equipment, ResourcePurpose.Controls, null, Say("firewall.reason"), engineering, today.AddDays(45), 86_000m, ItemId: item));
        await actors.SignAsync("engineer", RequestApproval.KindName, firewall);
        await actors.AsAsync<ReportUse, UseReported>("engineer", (o, a) => o.RunAsync(a, new ReportUseRequest(firewall, today, 25_800m, Say("firewall.use")), ct));
        var audit = await AskAsync("team", new RequestFacts(Say("audit"), ResourceKind.Time, ResourcePurpose.System, null, Say("audit.reason"), people.Departments["office"], today.AddDays(60), 40m));
        await actors.SignAsync("team", RequestApproval.KindName, audit);
        await actors.AsAsync<ReportUse, UseReported>("team", (o, a) => o.RunAsync(a, new ReportUseRequest(audit, today, 12.5m, Say("audit.use")), ct));
        var pentest = await AskAsync("engineer", new RequestFacts(Say("pentest"), ResourceKind.Money, ResourcePurpose.Improvement, null, Say("pentest.reason"), engineering, today.AddDays(90), 50_000m));
        await actors.SignAsync("engineer", RequestApproval.KindName, pentest, leaveTo: Office.GeneralManager);
        await AskAsync("office", new RequestFacts(Say("training"), ResourceKind.People, ResourcePurpose.Procedure, "XX-B-01", Say("training.reason"), people.Departments["office"], today.AddDays(30), 1m));

        foreach (var (key, department, owner) in new[] { ("server-room", "engineering", "engineer"), ("archive", "office", "office"), ("wiring", "office", (string?)null) })
        {
            await actors.AsAsync<SaveFacility, FacilitySaved>("team", (o, a) => o.RunAsync(a, new SaveFacilityRequest(
                null, 0, new FacilityFacts(Say(key), people.Departments[department], Say(key + ".location"), owner is null ? null : people.People[owner], Say(key + ".protection"))), ct));
        }

        await JudgeAsync(actors, Say, people, today, ct);
        await RepairAsync(actors, Say, people, ct);

        async Task<Guid> AskAsync(string who, RequestFacts facts) => (await actors.AsAsync<CreateRequest, RequestSaved>(who, (o, a) => o.RunAsync(a, facts, ct))).Id;
    }

    // The auditor meets everything; of the team one training is planned, and the document controller is not judged yet.
    private static async Task JudgeAsync(DemoActors actors, Func<string, string> say, DemoPeople people, DateOnly today, CancellationToken ct)
    {
        await actors.AsAsync<AddStarterProfiles, StarterProfilesAdded>("team", (o, a) => o.RunAsync(a, ct));
        var posts = await actors.AsAsync<ReadCompetence, CompetenceView>("mr", (o, a) => o.RunAsync(a, null, ct));
        foreach (var (who, office, judge) in new[] { ("auditor", Office.InternalAuditor, "mr"), ("leader", Office.IsmsTeamLeader, "mr"), ("team", Office.IsmsTeam, "leader"), ("engineer", Office.DepartmentHead, "mr"), ("sysadmin", Office.SystemAdministrator, "leader") })
        {
            var profile = (await actors.AsAsync<ReadCompetence, CompetenceView>("mr", (o, a) => o.RunAsync(a, posts.Posts.Single(p => p.Name == Phrase.Of("kernel.office." + office)).ProfileId, ct))).Matrix!.Profile;
            foreach (var requirement in profile.Requirements)
            {
                if (who == "team" && requirement.Kind == CompetenceKind.Training)
                {
                    await actors.AsAsync<PlanCompetence, CompetencePlanned>(judge, (o, a) => o.RunAsync(a, new PlanCompetenceRequest(people.People[who], requirement.Id, say("competence.plan"), people.People["office"], today.AddDays(45)), ct));
                    continue;
                }
                var expires = who == "sysadmin" && requirement.Kind == CompetenceKind.Training ? today.AddDays(30) : (DateOnly?)null;
                var record = await actors.AsAsync<SaveCompetenceRecord, CompetenceRecordSaved>(who, (o, a) => o.RunAsync(a, new SaveCompetenceRecordRequest(
                    null, people.People[who], 0, new CompetenceRecordFacts(requirement.Kind, say("competence." + requirement.Kind), say("competence.issuer"), null, today.AddMonths(-8), expires)), ct));
                await actors.AsAsync<EvaluateCompetence, CompetenceEvaluated>(judge, (o, a) => o.RunAsync(a, new EvaluateCompetenceRequest(people.People[who], requirement.Id, true, record.Id, null), ct));
            }
        }
        await actors.AsSystemAsync<WatchCompetence, CompetenceWatched>((o, a) => o.RunAsync(a, ct));
    }

    private static async Task RepairAsync(DemoActors actors, Func<string, string> say, DemoPeople people, CancellationToken ct)
    {
        var engineering = await actors.ReadAsync(db => db.Departments.Where(d => d.Id == people.Departments["engineering"]).Select(d => d.Code).SingleAsync(ct));
        await actors.AsSystemAsync<ChangeSetting, SettingView>((o, a) => o.RunAsync(a, new ChangeSettingRequest(ResourcesModule.RepairDepartment.Key, engineering, 1), ct));
        var printer = await ReportAsync("office", "printer", RepairUrgency.Normal);
        var accepted = await actors.AsAsync<AcceptRepair, RepairSaved>("engineer", (o, a) => o.RunAsync(a, new AcceptRepairRequest(printer.Id, printer.Version, people.People["staff"]), ct));
        var solved = await actors.AsAsync<SolveRepair, RepairSaved>("staff", (o, a) => o.RunAsync(a, new SolveRepairRequest(printer.Id, accepted.Version, say("printer.solution")), ct));
        await actors.AsAsync<CloseRepair, RepairSaved>("office", (o, a) => o.RunAsync(a, new CloseRepairRequest(printer.Id, solved.Version, true, say("printer.note")), ct));
        await ReportAsync("finance", "host", RepairUrgency.Urgent);

        Task<RepairSaved> ReportAsync(string who, string key, RepairUrgency urgency) => actors.AsAsync<ReportRepair, RepairSaved>(who, (o, a) =>
            o.RunAsync(a, new ReportRepairRequest(say(key), say(key + ".description"), say(key + ".tried"), urgency), ct));
    }
}
