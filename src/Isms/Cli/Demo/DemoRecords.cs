using System.Globalization;
using Isms.Kernel.Text;
using Isms.Modules.Records;
using Isms.Modules.Records.Calendar;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's records: some months of checks signed by their routes, drafts on people's desks, and the annual plan whose gaps show what was missed.
/// </summary>
internal static class DemoRecords
{
    /// <summary>Form, who fills it in, how many days ago; the last two are left for the next signer and as a draft.</summary>
    private static readonly (string Form, string By, int DaysAgo, bool Signed)[] Made =
    [
        ("B-34-R03", "team", 95, true), ("B-34-R03", "team", 64, true), ("B-34-R03", "team", 33, true), ("B-27-R02", "team", 61, true), ("B-27-R02", "team", 30, true),
        ("B-34-R02", "team", 58, true), ("B-32-R05", "team", 27, true), ("B-23-R04", "team", 40, true), ("B-14-R03", "team", 70, true), ("B-06-R05", "leader", 45, true),
        ("B-18-R03", "team", 18, true), ("B-22-R03", "staff", 3, true), ("B-33-R01", "staff", 6, false), ("B-29-R02", "staff", 2, false),
    ];

    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DateOnly today, CancellationToken ct)
    {
        await actors.AsSystemAsync<AddStarterForms, StarterFormsAdded>((o, a) => o.RunAsync(a, ct));
        var plan = await actors.AsAsync<DrawPlan, PlanSaved>("leader", (o, a) => o.RunAsync(a, new DrawPlanRequest(today.Year, ["backup-run"]), ct));
        foreach (var (code, by, daysAgo, signed) in Made)
        {
            var form = await actors.ReadAsync(db => db.Set<RecordForm>().Where(f => f.Code == code).Select(f => new { f.Id, f.CurrentId }).SingleAsync(ct));
            var definition = FormDefinition.Parse(await actors.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == form.CurrentId).Select(v => v.Definition).SingleAsync(ct)));
            var facts = await FactsAsync(actors, definition, culture, today.AddDays(-daysAgo), ct);
            var record = await actors.AsAsync<CreateRecord, RecordSaved>(by, (o, a) => o.RunAsync(a, new CreateRecordRequest(form.Id, facts), ct));
            if (signed && record.Missing == 0)
                await actors.SignAsync(by, RecordApproval.KindName, record.Id);
        }
        await actors.SignAsync("leader", PlanApproval.KindName, plan.Id);
        await DemoOperations.MakeAsync(actors, culture, today, ct);
        await actors.AsSystemAsync<IssueOperations, OperationsIssued>((o, a) => o.RunAsync(a, ct));
    }

    /// <summary>A believable value in every field of the form.</summary>
    internal static async Task<RecordFacts> FactsAsync(DemoActors actors, FormDefinition form, CultureInfo culture, DateOnly day, CancellationToken ct)
    {
        var people = await actors.ReadAsync(db => db.People.OrderBy(p => p.EmployeeNumber).Select(p => p.EmployeeNumber).ToListAsync(ct));
        var department = await actors.ReadAsync(db => db.Departments.OrderByDescending(d => d.Code).Select(d => d.Name).FirstAsync(ct));
        string Say(string key) => Phrase.In(culture, "demo.record." + key);
        var on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var fields = form.Fields.Where(f => f.IsAsked && f.Type is not (FieldType.Files or FieldType.Signature) || f is { Type: FieldType.Signature, Required: true }).ToDictionary(f => f.Key, f => f.Type switch
        {
            FieldType.Integer => new FilledField("3"),
            FieldType.Number or FieldType.Money => new FilledField("0.2"),
            FieldType.Scale => new FilledField("3"),
            FieldType.Date => new FilledField(on),
            FieldType.DateTime => new FilledField(on + " 09:30"),
            FieldType.DateRange => new FilledField(on + "/" + day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            FieldType.DateTimeRange => new FilledField(on + " 09:00/" + on + " 10:30"),
            FieldType.YesNo => new FilledField("no"),
            FieldType.Choice => new FilledField(form.Find(f.Key)!.Options[0].Zh),
            FieldType.MultiChoice => new FilledField(Items: [f.Options[0].Zh]),
            FieldType.Person => new FilledField(people[3]),
            FieldType.People => new FilledField(Items: [people[2], people[3]]),
            FieldType.Department => new FilledField(department),
            FieldType.Departments => new FilledField(Items: [department]),
            FieldType.Table => new FilledField(Rows: [f.Columns.ToDictionary(c => c.Key, c => c.Type switch { FieldType.Date => on, FieldType.Number => "1", _ => Say("cell") })]),
            FieldType.Signature => new FilledField(RecordDesk.Me),
            FieldType.Masked => new FilledField("110101" + "19900101" + "1234"),
            FieldType.LongText => new FilledField(Say("long")),
            FieldType.References => new FilledField(Items: [Say("reference")]),
            FieldType.Reference => new FilledField(Say("reference")),
            FieldType.Duration => new FilledField(Say("duration")),
            _ => new FilledField(Say("text")),
        });
        var signers = form.Route.Select((s, i) => (s, i)).Where(s => s.s.By == SignerKind.Named).ToDictionary(s => s.i, s => people[7 + s.i]);
        return new RecordFacts(fields, signers, FilledOn: day, NoneForBlanks: true);
    }
}
