using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Facilities;
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

        async Task<Guid> AskAsync(string who, RequestFacts facts) => (await actors.AsAsync<CreateRequest, RequestSaved>(who, (o, a) => o.RunAsync(a, facts, ct))).Id;
    }
}
