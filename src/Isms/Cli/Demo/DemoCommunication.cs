using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Contacts;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Communication.Planning;
using Isms.Modules.Communication.Reporting;

namespace Isms.Cli.Demo;

/// <summary>The demo company's communication (manual 4.2.2.2, 4.2.4 c): contacts, the plan, one signed coordination meeting with resolutions, the next one being prepared, and a report
/// that waits for the general manager.</summary>
internal static class DemoCommunication
{
    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.communication." + key);
        var today = await actors.AsAsync<FindResolutions, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));

        foreach (var (key, kind) in new[] { ("cert", ContactKind.Authority), ("police", ContactKind.Authority), ("expert", ContactKind.Expert), ("customer", ContactKind.Customer), ("landlord", ContactKind.Party) })
        {
            var party = kind is ContactKind.Customer or ContactKind.Party;
            var saved = await actors.AsAsync<SaveContact, ContactSaved>("team", (o, a) => o.RunAsync(a, new SaveContactRequest(null, 0, new ContactFacts(
                kind, Say(key), Say(key + ".person"), Say(key + ".reach"), Say(key + ".topic"), party ? Say(key + ".requirement") : null, party ? Say(key + ".basis") : null, kind == ContactKind.Customer ? Say(key + ".met") : null)), ct));
            if (kind == ContactKind.Authority)
                await actors.AsAsync<LogContact, ContactLogged>("mr", (o, a) => o.RunAsync(a, new LogContactRequest(saved.Id, today.AddDays(-20), Say(key + ".event"), Verified: false), ct));
        }
        foreach (var (key, months, days, owner) in new[] { ("briefing", 3, 9, "leader"), ("announcement", 12, 40, "gm"), ("customers", 12, 75, "sales"), ("incident", 0, 0, "mr"), ("suppliers", 6, 120, (string?)null) })
        {
            await actors.AsAsync<SavePlanLine, PlanLineSaved>("team", (o, a) => o.RunAsync(a, new SavePlanLineRequest(null, 0, new PlanLineFacts(
                Say(key), Say(key + ".audience"), Say(key + ".channel"), Say("process"), Say(key + ".occasion"), months, months > 0 ? today.AddDays(days) : null, owner is null ? null : people.People[owner])), ct));
        }

        var held = await actors.AsAsync<CreateMeeting, MeetingSaved>("team", (o, a) => o.RunAsync(a, new CreateMeetingRequest(Say("meeting"), today.AddDays(-12), Say("place"), people.People["leader"]), ct));
        var meeting = await actors.AsAsync<ReadMeeting, MeetingView>("team", (o, a) => o.RunAsync(a, held.Id, ct));
        await actors.AsAsync<WriteMinutes, MeetingSaved>("team", (o, a) => o.RunAsync(a, new WriteMinutesRequest(
            held.Id, meeting.Version, meeting.Title, meeting.HeldOn, meeting.Place, meeting.ChairId, Refresh: false, [.. meeting.Points.Select(p => new PointFacts(p.Topic, Say("conclusion." + p.Topic)))],
            [.. meeting.Attendance.Select(x => new AttendanceFacts(x.DepartmentId, x.PersonId, x.DepartmentId != people.Departments["finance"]))],
            [
                new ResolutionFacts(AgendaTopic.Controls, Say("resolution.backup"), people.People["engineer"], today.AddDays(18)),
                new ResolutionFacts(AgendaTopic.Training, Say("resolution.training"), people.People["office"], today.AddDays(-2)),
                new ResolutionFacts(AgendaTopic.Policy, Say("resolution.assets"), people.People["sales"], today.AddDays(7)),
            ]), ct));
        await actors.SignAsync("team", MinutesApproval.KindName, held.Id);
        var done = (await actors.AsAsync<FindResolutions, ResolutionList>("team", (o, a) => o.RunAsync(a, true, ct))).Items.Single(r => r.Topic == AgendaTopic.Policy);
        await actors.AsAsync<FinishResolution, ResolutionSaved>("sales", (o, a) => o.RunAsync(a, new FinishResolutionRequest(done.Id, done.Version, Say("outcome")), ct));
        await actors.AsAsync<CreateMeeting, MeetingSaved>("team", (o, a) => o.RunAsync(a, new CreateMeetingRequest(Say("next"), today.AddDays(16), Say("place"), people.People["leader"]), ct));
        var report = await actors.AsAsync<CreateReport, ReportSaved>("mr", (o, a) => o.RunAsync(a, new CreateReportRequest(Say("report"), today.AddMonths(-3)), ct));
        await actors.AsAsync<WriteReport, ReportSaved>("mr", (o, a) => o.RunAsync(a, new WriteReportRequest(report.Id, report.Version, Say("report"), Say("report.summary"), Say("report.needs")), ct));
        await actors.SignAsync("mr", ReportApproval.KindName, report.Id, leaveTo: Office.GeneralManager);
        await ReportMonthAsync(actors, Say, people, today, ct);
        await AnnounceAsync(actors, Say, today, ct);
        await actors.AsAsync<RemindOwners, OwnersReminded>("team", (o, _) => o.RunAsync(Actor.System("schedule", today), ct));
    }

    private static async Task ReportMonthAsync(DemoActors actors, Func<string, string> say, DemoPeople people, DateOnly today, CancellationToken ct)
    {
        var month = await actors.AsAsync<CreateReport, ReportSaved>("leader", (o, a) => o.RunAsync(a, new CreateReportRequest(say("monthly"), today.AddMonths(-1), ReportKind.Team), ct));
        await actors.AsAsync<WriteReport, ReportSaved>("leader", (o, a) => o.RunAsync(a, new WriteReportRequest(month.Id, month.Version, say("monthly"), say("monthly.summary"), null), ct));
        await actors.SignAsync("leader", TeamReportApproval.KindName, month.Id, leaveTo: Office.ManagementRepresentative);
        var department = await actors.AsAsync<CreateReport, ReportSaved>("engineer", (o, a) => o.RunAsync(a, new CreateReportRequest(say("department"), today.AddMonths(-1), ReportKind.Department, people.Departments["engineering"]), ct));
        await actors.AsAsync<WriteReport, ReportSaved>("engineer", (o, a) => o.RunAsync(a, new WriteReportRequest(department.Id, department.Version, say("department"), say("department.summary"), say("department.needs")), ct));
        await actors.SignAsync("engineer", DepartmentReportApproval.KindName, department.Id);
    }

    private static async Task AnnounceAsync(DemoActors actors, Func<string, string> say, DateOnly today, CancellationToken ct)
    {
        var draft = await actors.AsAsync<SaveAnnouncement, AnnouncementSaved>("team", (o, a) => o.RunAsync(a, new SaveAnnouncementRequest(
            null, 0, new AnnouncementFacts(say("announce"), say("announce.body"), AnnouncementTheme.Policy, today.AddDays(10))), ct));
        await actors.AsAsync<PublishAnnouncement, AnnouncementSaved>("gm", (o, a) => o.RunAsync(a, new PublishAnnouncementRequest(draft.Id, draft.Version, actors.Password), ct));
        foreach (var reader in new[] { "mr", "leader", "team", "office", "sales", "engineer", "auditor", "documents" })
            await actors.AsAsync<ConfirmAnnouncement, AnnouncementRead>(reader, (o, a) => o.RunAsync(a, draft.Id, ct));
    }
}
