using Isms.BrowserTests.Support;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

public sealed class ImportTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact, Trait("Requirement", "R-PLAT-08")]
    public async Task A_workbook_is_uploaded_mapped_looked_at_and_imported()
    {
        var before = 0;
        var page = await site.SignInAsync("team");
        before = await site.ReadAsync(db => db.Set<Asset>().CountAsync());
        await page.GotoAsync("/assets/import");
        await page.GetByLabel(Zh("assets.import-file")).SetInputFilesAsync(new FilePayload { Name = "资产台账.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = Workbook() });
        await page.PressAsync(Zh("kernel.import-upload"));
        await page.HasTitleAsync("资产台账.xlsx");

        // “存在何处” is in nobody's list of headings: the person says which field it is.
        await page.Body().GetByText(Zh("kernel.import-mapping", "资产", 6)).Or(page.Body().Locator("details.more > summary").First).First.ClickAsync();
        await page.Body().GetByLabel(Zh("assets.import.field-location"), new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "I 存在何处" });
        await page.PressAsync(Zh("kernel.import-look-again"));
        await page.SeesAsync("档案服务器");
        (await site.ReadAsync(db => db.Set<Asset>().CountAsync())).ShouldBe(before);

        await page.PressAsync(Zh("assets.import-commit", 2, 0));
        await page.SeesAsync(Zh("assets.import-done", 2, 0, 0, 0));
        await page.FollowAsync(Zh("assets.go-to-register"));
        await page.SeesAsync("档案服务器");
        (await site.ReadAsync(db => db.Set<Asset>().Where(a => a.Name == "档案服务器").Select(a => a.Location).SingleAsync())).ShouldBe("二楼机房");
        (await site.ReadAsync(db => db.Set<Asset>().CountAsync())).ShouldBe(before + 2);
    }

    private static byte[] Workbook()
    {
        using var file = new MemoryStream();
        string[] headings = ["资产名称", "资产类别", "责任部门", "责任人", "重置成本级别", "保密性", "完整性", "可用性", "存在何处"];
        var (department, owner) = (Zh("demo.department.engineering"), Zh("demo.post.head-engineering"));
        object?[][] rows =
        [
            ["档案服务器", "HARD-SRV", department, owner, 3, 4, 4, 3, "二楼机房"],
            ["设计图纸", "DATA-DOC", department, owner, 2, 4, 3, 2, "档案室"],
        ];
        WorkbookWriter.Write(file, new DocumentHead { Organization = "示例", Title = "资产台账", GeneratedAt = DateTimeOffset.UnixEpoch },
            [new WorkbookSheet("资产", [.. headings.Select(h => new SheetColumn(h))], rows)]);
        return file.ToArray();
    }
}
