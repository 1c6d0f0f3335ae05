using System.Globalization;
using AssetFacts = Isms.Modules.Assets.Inventory.AssetFacts;
using Isms.Kernel.Access;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Criteria.Editing;
using Isms.Modules.Criteria.Versions;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using ItemFacts = Isms.Modules.Treatment.Items.ItemFacts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's cycle (manual 4.2.1.1 to 4.2.1.10), by the operations its people would use and in the manual's order: scope, policy, criteria, assets, confirmation,
/// important assets, assessment, treatment plan, statement of applicability, objectives; then the authorisation to operate, and the manual. Some duties are left open, so that a
/// visitor finds something to do.
/// </summary>
internal static class DemoCycle
{
    public static async Task MakeAsync(IServiceProvider services, CultureInfo culture, DemoPeople people, string password, CancellationToken ct)
    {
        var actors = new DemoActors(services, people, culture, password, ct);
        string Say(string key) => Phrase.In(culture, "demo." + key);
        var today = await actors.AsAsync<ListCriteria, DateOnly>("team", (_, actor) => Task.FromResult<Kernel.Http.Outcome<DateOnly>>(actor.Today));

        await DemoResponsibilities.MakeAsync(actors, people, ct);
        await DemoScope.MakeAsync(actors, Say, ct);
        await DemoPolicy.MakeAsync(actors, Say, ct);
        var criteria = await actors.AsAsync<CreateCriteria, CriteriaSaved>("team", (o, a) => o.RunAsync(a, new CreateCriteriaRequest("manual-hybrid"), ct));
        await actors.SignAsync("team", "criteria.criteria", criteria.Id);

        await AddAssetsAsync(actors, culture, people, ct);
        await ConfirmAsync(actors, people, today, Say("cycle"), ct);
        var list = await actors.AsAsync<DrawList, ListDrawn>("team", (o, a) => o.RunAsync(a, new DrawListRequest(Say("list")), ct));
        await actors.SignAsync("team", "assets.important-list", list.Id);

        var assessment = await AssessAsync(actors, people, today, Say, ct);
        await PlanAsync(actors, people, assessment, today, Say, ct);
        await StateAsync(actors, people, Say, ct);
        await DemoObjectives.MakeAsync(actors, culture, people, ct);
        await DemoOrganization.AuthorizeAsync(actors, people, today, ct);
        await DemoDocuments.ReleaseAsync(actors, Say, ct);
        await DemoRecords.MakeAsync(actors, culture, today, ct);
        await DemoCompliance.MakeAsync(actors, culture, people, today, ct);
        await DemoResources.MakeAsync(actors, culture, people, ct);
        await DemoCommunication.MakeAsync(actors, culture, people, ct);
        await DemoSecrets.MakeAsync(actors, culture, people, ct);
        await DemoOpportunities.MakeAsync(actors, culture, people, ct);
    }

    private static async Task AddAssetsAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        var language = culture.TwoLetterISOLanguageName == "en" ? "en" : "zh";
        foreach (var row in Tsv.Read("demo/assets.tsv"))
        {
            int Score(string column) => int.Parse(row[column], CultureInfo.InvariantCulture);
            var owner = people.People[row["owner"]];
            var facts = new AssetFacts(null, row["name_" + language], row["category"], people.Departments[row["department"]], owner, owner, null, row["location_" + language], null, null, null,
                Score("replacement_cost"), Score("confidentiality"), Score("integrity"), Score("availability"));
            await actors.AsAsync<CreateAsset, AssetSaved>("team", (o, a) => o.RunAsync(a, facts, ct));
        }
    }

    // Three departments confirmed in time; sales has not, and shows red.
    private static async Task ConfirmAsync(DemoActors actors, DemoPeople people, DateOnly today, string title, CancellationToken ct)
    {
        var cycle = await actors.AsAsync<OpenCycle, CycleSaved>("leader", (o, a) => o.RunAsync(a, new OpenCycleRequest(today.Year, title, today.AddDays(14)), ct));
        foreach (var (head, department) in new[] { ("office", "office"), ("finance", "finance"), ("engineer", "engineering") })
        {
            var id = people.Departments[department];
            var list = await actors.AsAsync<ReadDepartmentList, DepartmentList>(head, (o, a) => o.RunAsync(a, new ReadDepartmentListRequest(cycle.Id, id), ct));
            await actors.AsAsync<ConfirmList, ListConfirmed>(head, (o, a) => o.RunAsync(a, new ConfirmListRequest(cycle.Id, id, list.ContentHash), ct));
        }
    }

    private static async Task<Guid> AssessAsync(DemoActors actors, DemoPeople people, DateOnly today, Func<string, string> say, CancellationToken ct)
    {
        var made = await actors.AsAsync<CreateAssessment, AssessmentCreated>("team", (o, a) => o.RunAsync(a, new CreateAssessmentRequest(
            say("assessment"), say("scope"), today.AddDays(-10), today.AddDays(20), null, [people.People["leader"], people.People["team"]]), ct));
        await actors.AsAsync<ProposeRisks, RisksProposed>("team", (o, a) => o.RunAsync(a, new ProposeRisksRequest(made.Id), ct));
        var risks = await actors.ReadAsync(db => RiskViews.Risks(db).Where(r => r.AssessmentId == made.Id).OrderBy(r => r.Number).Select(r => new { r.Id, r.Severity }).ToListAsync(ct));
        foreach (var group in risks.Select((r, i) => (r.Id, Effect: 1 + (i * 7 + (r.Severity ?? 3)) % 4)).GroupBy(r => r.Effect))
            await actors.AsAsync<ConfirmRisks, RisksConfirmed>("team", (o, a) => o.RunAsync(a, new ConfirmRisksRequest(made.Id, [.. group.Select(r => r.Id)], group.Key), ct));
        await actors.SignAsync("team", "risks.assessment", made.Id);
        return made.Id;
    }

    // Waits for the general manager.
    private static async Task PlanAsync(DemoActors actors, DemoPeople people, Guid assessmentId, DateOnly today, Func<string, string> say, CancellationToken ct)
    {
        var plan = await actors.AsAsync<CreateTreatmentPlan, TreatmentPlanCreated>("team", (o, a) => o.RunAsync(a, new CreateTreatmentPlanRequest(assessmentId), ct));
        var heads = new Dictionary<Guid, Guid>
        {
            [people.Departments["office"]] = people.People["office"], [people.Departments["sales"]] = people.People["sales"],
            [people.Departments["finance"]] = people.People["finance"], [people.Departments["engineering"]] = people.People["engineer"],
        };
        var items = await actors.ReadAsync(db => db.Set<TreatmentItem>().AsNoTracking().Where(i => i.PlanId == plan.Id).OrderBy(i => i.Serial).ToListAsync(ct));
        var controls = await actors.ReadAsync(db => TreatmentViews.ItemControls(db).Where(c => items.Select(i => i.Id).Contains(c.ItemId)).ToListAsync(ct));
        foreach (var item in items)
        {
            var own = controls.Where(c => c.ItemId == item.Id).Select(c => new ControlKey(c.Edition, c.Code).ToString()).ToList();
            var facts = new ItemFacts(item.Option, item.DepartmentId, heads[item.DepartmentId], item.Method.Length > 0 ? item.Method : say("method"), today, today.AddDays(30 * item.Priority),
                2000m * (10 - item.Priority), say("benefit"), item.Priority, Controls: own);
            await actors.AsAsync<ChangeTreatmentItem, TreatmentItemSaved>("team", (o, a) => o.RunAsync(a, new ChangeTreatmentItemRequest(item.Id, item.Version, facts), ct));
        }
        await actors.SignAsync("team", "treatment.plan", plan.Id, leaveTo: Office.GeneralManager);
    }

    // A draft: what treats a risk is decided, the rest is for the team to decide.
    private static async Task StateAsync(DemoActors actors, DemoPeople people, Func<string, string> say, CancellationToken ct)
    {
        var soa = await actors.AsAsync<PrepareSoa, SoaSaved>("team", (o, a) => o.RunAsync(a, new PrepareSoaRequest(Edition.Iso2022, say("scope"), say("first-soa")), ct));
        var undecided = await actors.ReadAsync(db => db.Set<ControlDecision>().AsNoTracking().Where(d => d.SoaId == soa.Id && d.Standing == ControlStanding.Undecided)
            .OrderBy(d => d.Position).Select(d => new { d.Code, d.Edition, d.Version }).ToListAsync(ct));
        var decided = undecided.Where(d => d.Code.StartsWith("5.", StringComparison.Ordinal) || d.Code.StartsWith("6.", StringComparison.Ordinal))
            .Select(d => new SoaSheetRow(new ControlKey(d.Edition, d.Code).ToString(), d.Version, new DecisionInput(ControlStanding.Applicable, [ReasonKind.Business], say("business-reason")))).ToList();
        if (decided.Count > 0)
            await actors.AsAsync<SaveSoaSheet, SoaSheetSaved>("team", (o, a) => o.RunAsync(a, new SaveSoaSheetRequest(soa.Id, decided), ct));
    }
}
