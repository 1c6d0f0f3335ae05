using System.IO.Compression;
using Isms.BrowserTests.Support;
using Isms.Kernel.Access.Account;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

/// <summary>The life of a form and of its records, from the first field to the certificate of disposal.</summary>
public sealed class FormTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string FormName = "全字段检查表";
    private const string Said = "现场逐项核对完毕";

    [Fact]
    [Trait("Requirement", "R-4.3.3.5-01"), Trait("Requirement", "R-4.3.3.4-03")]
    public async Task A_form_with_every_kind_of_field_is_designed_filled_on_a_telephone_signed_printed_corrected_and_its_record_destroyed_in_the_end()
    {
        var controller = await site.SignInAsync("documents");
        var form = await DesignAsync(controller);
        var version = await VersionAsync(form);
        await ApproveVersionAsync(controller, version);

        var record = await FillAsync(form);
        await SignRecordAsync(record);
        await PrintAsync(controller, record);

        // A new version of the form; the old record stays on its own.
        await controller.GotoAsync(RecordPaths.Design(form));
        await controller.PressAsync(Zh("records.design"));
        var second = await VersionAsync(form);
        second.ShouldNotBe(version);
        await AddFieldAsync(controller, (await DefinitionAsync(version)).Fields.Count, FieldType.Text, "机房编号", required: true);
        await controller.GetByLabel(Zh("records.field.change-reason")).FillAsync("增加机房编号");
        await controller.PressAsync(Zh("records.save"));
        await controller.SeesAsync(Zh("records.design-saved"));
        await ApproveVersionAsync(controller, second);
        var corrected = await CorrectAsync(record);
        await controller.GotoAsync(RecordPaths.Record(record));
        await controller.SeesAsync(Zh("records.version-n", 1));
        await Expect(controller.Body()).Not.ToContainTextAsync("机房编号");
        await controller.SeesAsync(Zh("records.corrected-by", await NumberAsync(corrected)));
        await controller.GotoAsync(RecordPaths.Record(corrected));
        await controller.SeesAsync(Zh("records.version-n", 2));

        await DestroyAsync(record);
    }

    /// <summary>A form with one field of each kind, as the designer's own preview shows it.</summary>
    private async Task<Guid> DesignAsync(IPage controller)
    {
        await controller.GotoAsync(RecordPaths.Forms);
        await controller.FollowAsync(Zh("records.new-form"));
        await controller.GetByLabel(Zh("records.field.form-number")).FillAsync("D-77");
        await controller.GetByLabel(Zh("records.field.name-zh")).FillAsync(FormName);
        await controller.GetByLabel(Zh("records.field.form-name-en")).FillAsync("Check of every field");
        await controller.Body().GetByRole(AriaRole.Radio, new() { Name = Zh("records.class.Other") }).CheckAsync();
        await controller.GetByLabel(Zh("records.field.retention-years")).FillAsync("3");
        await controller.PressAsync(Zh("records.go-design"));
        await controller.HasTitleAsync(FormName);
        await controller.Body().Locator("[name=owner]").SelectOptionAsync("emp");
        await controller.GetByLabel(Zh("records.field.change-reason")).FillAsync("首版");
        var row = 0;
        foreach (var type in Enum.GetValues<FieldType>())
            await AddFieldAsync(controller, row++, type, Zh("records.type." + type), required: type is not (FieldType.Computed or FieldType.AutoNumber or FieldType.Files or FieldType.Reference));
        foreach (var type in Enum.GetValues<FieldType>())
            await Expect(controller.Locator("#preview")).ToContainTextAsync(Zh("records.type." + type));
        await controller.Body().Locator("[name='route[0].zh']").FillAsync("复核");
        await controller.Body().Locator("[name='route[0].en']").FillAsync("Checked");
        await controller.Body().Locator("[name='route[0].role']").SelectOptionAsync("mr");
        await controller.Body().Locator("[name='route[0].meaning']").SelectOptionAsync("Approve");
        await controller.PressAsync(Zh("records.save"));
        await controller.SeesAsync(Zh("records.design-saved"));
        return await site.ReadAsync(db => db.Set<RecordForm>().Where(f => f.Code == "D-77").Select(f => f.Id).SingleAsync());
    }

    private static async Task AddFieldAsync(IPage page, int row, FieldType type, string name, bool required)
    {
        ILocator Part(string part) => page.Body().Locator($"[name='fields[{row}].{part}']");
        if (await Part("zh").CountAsync() == 0)
        {
            await page.PressAsync(Zh("records.refresh-preview"));
            await Expect(Part("zh")).ToHaveCountAsync(1);
        }
        await Part("zh").FillAsync(name);
        await Part("en").FillAsync(type.ToString());
        await Part("type").SelectOptionAsync(type.ToString());
        await Part("key").FillAsync(KeyOf(type) + (name == Zh("records.type." + type) ? "" : "2"));
        if (required)
            await Part("required").CheckAsync();
        if (PartsOf(type) is { } parts)
            await Part("parts").FillAsync(parts);
    }

    private static string KeyOf(FieldType type) => "k" + type;

    private static string? PartsOf(FieldType type) => type switch
    {
        FieldType.Choice => "合格 | Good\n不合格 | Bad",
        FieldType.MultiChoice => "门禁 | Door\n空调 | Cooling\n电源 | Power",
        FieldType.Table => "项目 | Item\n分数 | Score | Number\n日期 | Day | Date",
        FieldType.Computed => "sum(kTable.c2)",
        FieldType.Reference or FieldType.References => "asset",
        _ => null,
    };

    private Task<Guid> VersionAsync(Guid form) => site.ReadAsync(db => db.Set<FormVersion>().Where(v => v.FormId == form).OrderByDescending(v => v.Number).Select(v => v.Id).FirstAsync());

    private async Task<FormDefinition> DefinitionAsync(Guid version) => FormDefinition.Parse(await site.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == version).Select(v => v.Definition).SingleAsync()));

    private Task<string> NumberAsync(Guid record) => site.ReadAsync(db => db.Set<FormRecord>().Where(r => r.Id == record).Select(r => r.Number).SingleAsync());

    private async Task ApproveVersionAsync(IPage controller, Guid version)
    {
        await controller.GotoAsync(RecordPaths.Version(version));
        await controller.SubmitAsync(site.Password);
        var representative = await site.SignInAsync("mr");
        await representative.GotoAsync(RecordPaths.Version(version));
        await representative.SignStepAsync("approve", site.Password);
        await representative.SeesAsync(Zh("records.version-state.InForce"));
        await representative.Context.CloseAsync();
    }

    /// <summary>By an engineer, standing in the server room with a telephone.</summary>
    private async Task<Guid> FillAsync(Guid form)
    {
        var page = await site.SignInAsync("staff", width: 390);
        await page.GotoAsync(RecordPaths.Fill(form));
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(1);
        foreach (var type in Enum.GetValues<FieldType>())
            await FillFieldAsync(page, type);
        await page.PressAsync(Zh("records.save-draft"));
        await page.HasTitleAsync(FormName);
        var record = Guid.Parse(new Uri(page.Url).Segments[2].TrimEnd('/'));
        await Expect(page.Body().Locator($"[name='fields.{KeyOf(FieldType.Computed)}']")).ToHaveValueAsync("12.5");
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(1);
        await page.Body().Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "现场照片.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes("机柜照片说明") });
        await page.PressAsync(Zh("files.add"));
        await page.SeesAsync("现场照片.txt");
        await page.SubmitAsync(site.Password);
        await page.Context.CloseAsync();
        return record;
    }

    private static async Task FillFieldAsync(IPage page, FieldType type)
    {
        ILocator At(string more = "") => page.Body().Locator($"[name='fields.{KeyOf(type)}{more}']");
        switch (type)
        {
            case FieldType.LongText: await At().FillAsync(Said); break;
            case FieldType.Integer: await At().FillAsync("12"); break;
            case FieldType.Number: await At().FillAsync("3.5"); break;
            case FieldType.Money: await At().FillAsync("1,200.50"); break;
            case FieldType.Scale: await page.Body().Locator($"[name='fields.{KeyOf(type)}'][value='4']").CheckAsync(); break;
            case FieldType.Date: await At().FillAsync("2026-03-02"); break;
            case FieldType.DateTime: await At().FillAsync("2026-03-02T09:30"); break;
            case FieldType.DateRange: await At(".from").FillAsync("2026-03-02"); await At(".to").FillAsync("2026-03-05"); break;
            case FieldType.DateTimeRange: await At(".from").FillAsync("2026-03-02T09:00"); await At(".to").FillAsync("2026-03-02T11:00"); break;
            case FieldType.YesNo: await page.Body().Locator($"[name='fields.{KeyOf(type)}'][value='yes']").CheckAsync(); break;
            case FieldType.Choice: await page.Body().Locator($"[name='fields.{KeyOf(type)}'][value='合格']").CheckAsync(); break;
            case FieldType.MultiChoice:
                await page.Body().Locator($"[name='fields.{KeyOf(type)}'][value='门禁']").CheckAsync();
                await page.Body().Locator($"[name='fields.{KeyOf(type)}'][value='电源']").CheckAsync();
                break;
            case FieldType.Person: await At().FillAsync(Zh("demo.post.head-engineering")); break;
            case FieldType.People: await At().FillAsync(Zh("demo.post.head-engineering") + "、" + Zh("demo.post.team-member")); break;
            case FieldType.Department: await At().SelectOptionAsync(new SelectOptionValue { Label = Zh("demo.department.engineering") }); break;
            case FieldType.Departments: await page.Body().Locator($"[name='fields.{KeyOf(type)}']").First.CheckAsync(); break;
            case FieldType.Reference: await page.Body().Locator($"[name='fields.{KeyOf(type)}.none']").CheckAsync(); break;
            case FieldType.References: await At().FillAsync("DEMO-ZC-0001；DEMO-ZC-0002"); break;
            case FieldType.Table:
                await At("[0].c1").FillAsync("灭火器");
                await At("[0].c2").FillAsync("5");
                await At("[1].c1").FillAsync("温湿度");
                await At("[1].c2").FillAsync("7.5");
                break;
            case FieldType.Signature: await page.Body().Locator($"input[type=checkbox][name='fields.{KeyOf(type)}']").CheckAsync(); break;
            case FieldType.Masked: await At().FillAsync("110101" + "19900101" + "1234"); break;
            case FieldType.Duration: await At().FillAsync("4 小时"); break;
            case FieldType.Text: await At().FillAsync("机房"); break;
            case FieldType.Secret: await At().FillAsync("柜门密码封存于保险柜"); break;
        }
    }

    private async Task SignRecordAsync(Guid record)
    {
        var representative = await site.SignInAsync("mr");
        await representative.FollowAsync(await NumberAsync(record));
        await representative.SignStepAsync("approve", site.Password);
        await representative.GotoAsync(RecordPaths.Record(record));
        await representative.SeesAsync(Zh("records.state.Approved"));
        await Expect(representative.Body().Locator("[name^='fields.']")).ToHaveCountAsync(0);
        await representative.Context.CloseAsync();
    }

    /// <summary>The print carries a code that leads back to the record.</summary>
    private async Task PrintAsync(IPage reader, Guid record)
    {
        await reader.GotoAsync(RecordPaths.Record(record));
        await reader.FollowAsync(Zh("records.print"));
        await reader.SeesAsync(Said);
        await reader.SeesAsync("****");
        var code = await reader.GetByRole(AriaRole.Img, new() { Name = Zh("records.document.qr") }).GetAttributeAsync("src");
        code.ShouldBe(QrCode.Of(site.Address + RecordPaths.Record(record)));
        await reader.GotoAsync(RecordPaths.Record(record));
        var file = await reader.Context.APIRequest.GetAsync($"{site.Address}/api/v1/records/{record}/document");
        file.Status.ShouldBe(200);
        using var zip = new ZipArchive(new MemoryStream(await file.BodyAsync()));
        zip.Entries.ShouldContain(e => e.FullName.StartsWith("word/media/", StringComparison.Ordinal));
    }

    private async Task<Guid> CorrectAsync(Guid record)
    {
        var page = await site.SignInAsync("staff");
        await page.GotoAsync(RecordPaths.Record(record));
        await page.FollowAsync(Zh("records.correct"));
        foreach (var type in Enum.GetValues<FieldType>())
            await FillFieldAsync(page, type);
        await page.Body().Locator("[name='fields.kText2']").FillAsync("A-03");
        await page.PressAsync(Zh("records.save-draft"));
        await Expect(page.Body().Locator("[name='fields.kText2']")).ToHaveValueAsync("A-03");
        var corrected = Guid.Parse(new Uri(page.Url).Segments[2].TrimEnd('/'));
        await page.Context.CloseAsync();
        return corrected;
    }

    private async Task DestroyAsync(Guid record)
    {
        var number = await NumberAsync(record);
        site.Wait(TimeSpan.FromDays(3 * 366 + 1));
        var controller = await site.SignInAsync("documents");
        await controller.GotoAsync(RecordPaths.Disposals);
        await controller.PressAsync(Zh("records.propose-disposal"));
        await controller.HasTitleAsync(Zh("records.disposal-title"));
        await controller.SeesAsync(number);
        var disposal = new Uri(controller.Url).AbsolutePath;
        await controller.SubmitAsync(site.Password);
        await Expect(controller.Body().GetByRole(AriaRole.Button, new() { Name = Zh("records.carry-out") })).ToHaveCountAsync(0);

        var representative = await site.SignInAsync("mr");
        await representative.GotoAsync(disposal);
        await representative.SignStepAsync("approve", site.Password);

        await controller.GotoAsync(disposal);
        await controller.PressAsync(Zh("records.carry-out"));
        await controller.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Zh("ui.confirm.yes"), Exact = true }).ClickAsync();
        await controller.SeesAsync(Zh("records.disposal-note"));
        await controller.GotoAsync(RecordPaths.Record(record));
        await controller.SeesAsync(Zh("records.state.Disposed"));
        await Expect(controller.Body()).Not.ToContainTextAsync(Said);
        (await site.ReadAsync(db => db.Set<RecordContent>().CountAsync(c => c.RecordId == record))).ShouldBe(0);
        var certificate = await controller.Context.APIRequest.GetAsync($"{site.Address}/api/v1/record-disposals/{disposal.Split('/')[^1]}/document");
        using var zip = new ZipArchive(new MemoryStream(await certificate.BodyAsync()));
        using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        (await text.ReadToEndAsync()).ShouldContain(number);
    }
}
