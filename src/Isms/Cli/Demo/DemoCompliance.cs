using System.Globalization;
using Isms.Kernel.Text;
using Isms.Modules.Compliance;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Measures;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>The demo company's laws (XX-B-10) and licences (XX-B-11): laws with and without clauses, a check with a change, a signed evaluation with a measure, contract duties, a licence exceeded.</summary>
internal static class DemoCompliance
{
    private static readonly string[] Applicable = ["cybersecurity-law", "data-security-law", "personal-information-law", "copyright-law", "software-regulation", "network-data-regulation", "gbt22239-2019"];
    private static readonly string[] Proposed = ["cryptography-law", "electronic-signature-law", "data-flow-rule", "gdpr"];
    private const string WithoutClauses = "network-data-regulation";

    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, DateOnly today, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.compliance." + key);
        await actors.AsAsync<TakeOverLaws, LawsTakenOver>("team", (o, a) => o.RunAsync(a, new TakeOverLawsRequest([.. Applicable, .. Proposed]), ct));
        var laws = await actors.ReadAsync(db => db.Set<Law>().AsNoTracking().Where(l => l.StarterCode != null).ToDictionaryAsync(l => l.StarterCode!, ct));
        foreach (var code in Applicable)
        {
            var department = people.Departments[code is "copyright-law" or "software-regulation" ? "office" : "engineering"];
            var judged = await actors.AsAsync<JudgeLaw, LawSaved>("team", (o, a) => o.RunAsync(a, new JudgeLawRequest(laws[code].Id, laws[code].Version, Applies: true, Say("applies"), department), ct));
            if (code is "cybersecurity-law" or "gbt22239-2019")
                await actors.AsAsync<HoldText, LawSaved>("team", (o, a) => o.RunAsync(a, new HoldTextRequest(judged.Id, judged.Version), ct));
            if (code != WithoutClauses)
                await actors.AsAsync<SaveClause, ClauseSaved>("team", (o, a) => o.RunAsync(a, new SaveClauseRequest(judged.Id, null, 0, new ClauseFacts(Say(code + ".clause"), Say(code + ".demand"), Say(code + ".met"), null)), ct));
        }

        var evaluation = await actors.AsAsync<OpenEvaluation, EvaluationSaved>("team", (o, a) => o.RunAsync(a, new OpenEvaluationRequest(), ct));
        var view = await actors.AsAsync<ReadEvaluation, EvaluationView>("team", (o, a) => o.RunAsync(a, evaluation.Id, ct));
        foreach (var line in view.Lines)
        {
            var partly = line.LawId == laws["data-security-law"].Id;
            var facts = partly ? new LineFacts(Say("partly"), ComplianceResult.Partly, null, Say("measure"), people.People["staff"], today.AddDays(45))
                : new LineFacts(line.Situation, ComplianceResult.Conforms, Say("evidence"), null, null, null);
            await actors.AsAsync<JudgeLine, LineSaved>("team", (o, a) => o.RunAsync(a, new JudgeLineRequest(line.Id, line.Version, facts), ct));
        }
        await actors.SignAsync("team", EvaluationApproval.KindName, evaluation.Id);
        await actors.AsAsync<RecordCheck, CheckSaved>("leader", (o, a) => o.RunAsync(a, new RecordCheckRequest(today.AddMonths(-5), Say("sources"), null,
            [new FoundChange(laws["cybersecurity-law"].Id, ChangeKind.Changed, Say("changed"))]), ct));

        var kept = await DutyAsync("HT-2026-018", "maintenance", "sales", "sales");
        await actors.AsAsync<CheckDuty, DutySaved>("team", (o, a) => o.RunAsync(a, new CheckDutyRequest(kept.Id, kept.Version, ComplianceResult.Conforms, Say("maintenance.checked")), ct));
        await DutyAsync("HT-2026-027", "hosting", "engineering", "staff");

        await LicenceAsync("office-suite", LicenceKind.Device, 60, 58, null);
        await LicenceAsync("drawing", LicenceKind.Device, 5, 7, new MeasureFacts(Say("drawing.measure"), people.People["staff"], today.AddDays(20)));
        await LicenceAsync("antivirus", LicenceKind.Subscription, 80, 76, null, today.AddDays(20));
        await LicenceAsync("database", LicenceKind.Free, null, 6, null);
        var check = await actors.AsAsync<OpenLicenceCheck, LicenceCheckSaved>("team", (o, a) => o.RunAsync(a, new OpenLicenceCheckRequest(Say("extent")), ct));
        var first = (await actors.AsAsync<ReadLicenceCheck, LicenceCheckView>("team", (o, a) => o.RunAsync(a, check.Id, ct))).Lines.First(l => l.Licences > 10);
        await actors.AsAsync<CountSoftware, CountSaved>("team", (o, a) => o.RunAsync(a, new CountSoftwareRequest(first.Id, first.Version, new CountFacts(first.Licences - 3, null)), ct));

        await RightAsync("platform", RightKind.SoftwareCopyright, RightState.Held, "2024SR0100001", today.AddYears(-2), null);
        await RightAsync("domain", RightKind.DomainName, RightState.Held, "example.com", today.AddYears(-5), today.AddDays(25));
        await RightAsync("mark", RightKind.TradeMark, RightState.Applied, "TM-2026-0001", null, null);
        await actors.AsSystemAsync<WatchCompliance, ComplianceWatched>((o, a) => o.RunAsync(a, ct));

        Task<DutySaved> DutyAsync(string contract, string key, string department, string person) => actors.AsAsync<SaveDuty, DutySaved>("team", (o, a) => o.RunAsync(a, new SaveDutyRequest(null, 0, new DutyFacts(
            contract, Say(key), Say(key + ".party"), Say(key + ".clause"), Say(key + ".duty"), people.Departments[department], people.People[person], today.AddMonths(10))), ct));

        Task<LicenceSaved> LicenceAsync(string key, LicenceKind kind, int? licences, int installed, MeasureFacts? measure, DateOnly? expires = null) => actors.AsAsync<SaveLicence, LicenceSaved>("team", (o, a) => o.RunAsync(a,
            new SaveLicenceRequest(null, 0, new LicenceFacts(Say(key), null, kind, licences, installed, null, null, expires, people.Departments["office"]), measure), ct));

        Task<RightSaved> RightAsync(string key, RightKind kind, RightState state, string certificate, DateOnly? obtained, DateOnly? expires) => actors.AsAsync<SaveRight, RightSaved>("team", (o, a) => o.RunAsync(a,
            new SaveRightRequest(null, 0, new RightFacts(Say(key), kind, state, certificate, null, obtained, expires, people.Departments["office"], null)), ct));
    }
}
