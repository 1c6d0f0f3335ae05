using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Isms.Modules.Records.Rules;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Records;

/// <summary>A company of two departments with every starter form in force.</summary>
internal sealed class RecordScene : IAsyncDisposable
{
    private RecordScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Leader { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public TestPerson Controller { get; private set; } = null!;
    public TestPerson Staff { get; private set; } = null!;
    public TestPerson Seller { get; private set; } = null!;

    public static async Task<RecordScene> StartAsync(On on)
    {
        var app = await TestApp.StartAsync(on, services => services.AddScoped<IReauthentication, AlwaysTheOne>());
        var scene = new RecordScene(app) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部") };
        scene.Manager = await app.PersonAsync(scene.Sales, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Leader = await app.PersonAsync(scene.It, Office.IsmsTeamLeader);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        scene.Controller = await app.PersonAsync(scene.It, Office.DocumentController);
        scene.Staff = await app.PersonAsync(scene.It);
        scene.Seller = await app.PersonAsync(scene.Sales);
        await app.RunAsync<AddStarterForms, Outcome<StarterFormsAdded>>(o => o.RunAsync(app.System, default));
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public Task<RecordForm> FormAsync(string code) => App.ReadAsync(db => db.Set<RecordForm>().AsNoTracking().SingleAsync(f => f.Code == code));

    public async Task<FormDefinition> DefinitionAsync(string code)
    {
        var form = await FormAsync(code);
        return FormDefinition.Parse(await App.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == form.CurrentId).Select(v => v.Definition).SingleAsync()));
    }

    /// <summary>Facts with a believable value in every field, and somebody else named for every signature.</summary>
    public async Task<RecordFacts> FactsAsync(string code, bool onlyRequired = false)
    {
        var form = await DefinitionAsync(code);
        var fields = form.Fields.Where(f => f.IsAsked && f.Type != FieldType.Files && (f.Required || !onlyRequired)).ToDictionary(f => f.Key, Valid);
        var signers = form.Route.Select((s, i) => (s, i)).Where(s => s.s.By == SignerKind.Named).ToDictionary(s => s.i, s => s.i == 0 ? Seller.Actor.Name : s.i == 1 ? Staff.Actor.Name : Leader.Actor.Name);
        return new RecordFacts(fields, signers, NoneForBlanks: true);
    }

    /// <summary>As above, with these fields said otherwise; null leaves one blank.</summary>
    public async Task<RecordFacts> FactsWithAsync(string code, params (string Key, string? Text)[] said)
    {
        var facts = await FactsAsync(code);
        var fields = new Dictionary<string, FilledField>(facts.Fields);
        foreach (var (key, text) in said)
        {
            if (text is null)
                fields.Remove(key);
            else
                fields[key] = new FilledField(text);
        }
        return facts with { Fields = fields };
    }

    /// <summary>An approved record with these fields.</summary>
    public async Task<RecordSaved> ApprovedWithAsync(string code, params (string Key, string? Text)[] said)
    {
        var record = await CreateAsync(code, Team, await FactsWithAsync(code, said));
        if ((await DefinitionAsync(code)).Fields.Any(f => f is { Type: FieldType.Files, Required: true }))
            await AttachAsync(record.Id, Team);
        await SignAllAsync((await TrySubmitAsync(record.Id, Team)).Require().Id);
        return record;
    }

    /// <summary>What stands in the way of signing a draft with these fields: the codes of the sentences.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(string code, params (string Key, string? Text)[] said)
    {
        var record = await CreateAsync(code, Team, await FactsWithAsync(code, said));
        (await TrySubmitAsync(record.Id, Team)).Refusal!.Code.ShouldBe("records.incomplete-record");
        return [.. (await ReadAsync(record.Id, Team)).Missing.Select(m => m.Code)];
    }

    /// <summary>An asset of this kind, in the register under this number.</summary>
    public Task AssetAsync(string number, string category, bool important = false) => App.SaveAsync(db =>
    {
        var asset = new Isms.Modules.Assets.Asset { Number = number, CategoryCode = category, DepartmentId = It, OwnerId = ItHead.Actor.PersonId, ReplacementCost = 3, Confidentiality = 3, Integrity = 3, Availability = 3 };
        asset.Rename("资产" + number);
        db.Add(asset);
        db.Entry(asset).Property(a => a.IsImportant).CurrentValue = important;
    });

    /// <summary>How everything stands that the rules of a form watch, after the schedule has looked.</summary>
    public async Task<IReadOnlyList<WatchRow>> WatchedAsync(string code, bool look = true)
    {
        if (look)
            await DoAsync<KeepWatch, WatchKept>(o => o.RunAsync(App.System, default));
        var query = new RegisterQuery { Limit = 100, Filters = new Dictionary<string, string> { ["form"] = code } };
        return (await DoAsync<FindWatched, RegisterPage<WatchRow>>(o => o.RunAsync(App.System, query, default))).Rows;
    }

    /// <summary>Titles of the open duties about what rules found, of one kind.</summary>
    public async Task<IReadOnlyList<WorkItem>> DutiesAsync(string kind = WatchDesk.Settle) =>
        await App.ReadAsync(db => db.Set<WorkItem>().AsNoTracking().Where(w => w.Kind == kind && w.State == WorkState.Open).ToListAsync());

    public async Task<RecordSaved> CreateAsync(string code, TestPerson by, RecordFacts? facts = null) => (await TryCreateAsync(code, by, facts)).Require();

    public async Task<Outcome<RecordSaved>> TryCreateAsync(string code, TestPerson by, RecordFacts? facts = null)
    {
        var (form, given) = (await FormAsync(code), facts ?? await FactsAsync(code));
        return await TryAsync<CreateRecord, RecordSaved>(o => o.RunAsync(by.Actor, new CreateRecordRequest(form.Id, given), default));
    }

    public Task<RecordView> ReadAsync(Guid id, TestPerson by) => DoAsync<ReadRecord, RecordView>(o => o.RunAsync(by.Actor, id, default));

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(Guid id, TestPerson by, string kind = RecordApproval.KindName) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(by.Actor, new SubmitForApprovalRequest(kind, id, "secret"), default));

    public async Task<Outcome<ApprovalProgress>> TrySignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default));
        var step = (view.Steps.FirstOrDefault(s => s.Mine) ?? view.Steps.Last(s => s.State is StepState.Open or StepState.Waiting)).Id;
        return await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, "secret"), default));
    }

    /// <summary>A clock check of the IT department, filled in by staff and signed by the team: approved.</summary>
    public async Task<RecordSaved> ApprovedAsync(string code = "B-34-R03", TestPerson? by = null, RecordFacts? facts = null)
    {
        var record = await CreateAsync(code, by ?? Staff, facts);
        var approval = (await TrySubmitAsync(record.Id, by ?? Staff)).Require().Id;
        await SignAllAsync(approval);
        return record;
    }

    /// <summary>Everybody whose turn it is signs until nobody is left.</summary>
    public async Task SignAllAsync(Guid approval)
    {
        for (var signed = true; signed;)
        {
            signed = false;
            foreach (var person in (TestPerson[])[Team, Leader, ItHead, SalesHead, Representative, Manager, Seller, Staff, Controller])
            {
                if ((await TryAsync<GetApproval, ApprovalView>(o => o.RunAsync(person.Actor, approval, default))).Value is not { State: ApprovalState.Running } view || view.Steps.FirstOrDefault(s => s.Mine) is not { } step)
                    continue;
                (await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(person.Actor, new SignStepRequest(approval, step.Id, "secret"), default))).Require();
                signed = true;
            }
        }
    }

    public async Task AttachAsync(Guid record, TestPerson by, string text = "现场照片说明")
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        await DoAsync<AddAttachment, AttachmentView>(o => o.RunAsync(by.Actor, new AddAttachmentRequest(RecordFiles.KindName, record, "证据.txt", content), default));
    }

    /// <summary>A believable value of a field.</summary>
    public FilledField Valid(FormField field) => Valid(field, ItHead.Actor.Name, Staff.Actor.Name, "信息技术部", "销售部");

    /// <summary>As above, naming these people and departments.</summary>
    public static FilledField Valid(FormField field, string person, string other, string department, string otherDepartment) => field.Type switch
    {
        FieldType.Integer => new("12"),
        FieldType.Number => new("3.5"),
        FieldType.Money => new("1,200.50"),
        FieldType.Scale => new("4"),
        FieldType.Duration => new("4 小时"),
        FieldType.Date => new("2026-03-02"),
        FieldType.DateTime => new("2026-03-02 09:30"),
        FieldType.DateRange => new("2026-03-02/2026-03-05"),
        FieldType.DateTimeRange => new("2026-03-02 09:00/2026-03-02 11:00"),
        FieldType.YesNo => new("是"),
        FieldType.Choice => new(field.Options[0].Zh),
        FieldType.MultiChoice => new(Items: [field.Options[0].Zh, field.Options[1].En]),
        FieldType.Person => new(person),
        FieldType.People => new(Items: [person, other]),
        FieldType.Department => new(department),
        FieldType.Departments => new(Items: [department, otherDepartment]),
        FieldType.References => new(Items: ["SL-ZC-0001", "SL-ZC-0002"]),
        FieldType.Table => new(Rows: [field.Columns.ToDictionary(c => c.Key, c => c.Type switch { FieldType.Date => "2026/3/2", FieldType.Number => "8", _ => c.Zh + "一" })]),
        FieldType.Signature => new(RecordDesk.Me),
        FieldType.Masked => new("110101" + "19900101" + "1234"),
        _ => new("已按规定检查：" + field.Zh),
    };

    /// <summary>A value that the field must refuse; null where every text will do.</summary>
    public static FilledField? Invalid(FormField field) => field.Type switch
    {
        FieldType.Integer => new("十二点五"),
        FieldType.Number or FieldType.Money => new("很多"),
        FieldType.Scale => new("6"),
        FieldType.Date => new("2026-02-30"),
        FieldType.DateTime => new("昨天上午"),
        FieldType.DateRange => new("2026-03-05/2026-03-02"),
        FieldType.DateTimeRange => new("2026-03-02 09:00"),
        FieldType.YesNo => new("也许"),
        FieldType.Choice => new("没有这个选项"),
        FieldType.MultiChoice => new(Items: ["没有这个选项"]),
        FieldType.Person => new("查无此人"),
        FieldType.People => new(Items: ["查无此人"]),
        FieldType.Department => new("不存在部"),
        FieldType.Departments => new(Items: ["不存在部"]),
        FieldType.Text or FieldType.Reference or FieldType.Duration => new(new string('长', FieldParser.LongestText + 1)),
        FieldType.LongText => new(new string('长', FieldParser.LongestLongText + 1)),
        FieldType.Table when field.Columns.FirstOrDefault(c => c.Type == FieldType.Number) is { } column => new(Rows: [new Dictionary<string, string> { [column.Key] = "若干" }]),
        FieldType.Table => new(Rows: [new Dictionary<string, string> { [field.Columns[0].Key] = new string('长', FieldParser.LongestText * 4 + 1) }]),
        _ => null,
    };

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(secret == "secret" ? null : new Refusal("kernel.reauthentication-failed", RefusalKind.Unauthenticated));
    }
}
