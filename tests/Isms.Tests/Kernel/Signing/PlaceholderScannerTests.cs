using System.Net;
using System.Net.Http.Json;
using Isms.Kernel.Signing;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Signing;

public sealed class PlaceholderScannerTests
{
    [Theory]
    [Trait("Requirement", "R-PLAT-18")]
    [InlineData("〈公司名称〉信息安全方针", "〈公司名称〉")]
    [InlineData("<公司名称>信息安全方针", "<公司名称>")]
    [InlineData("＜部门＞负责", "＜部门＞")]
    [InlineData("the policy of <company name> applies", "<company name>")]
    [InlineData("XX-A-04.08 清洁桌面和清屏策略", "XX")]
    [InlineData("ＸＸ公司", "ＸＸ")]
    [InlineData("xx部门负责人", "xx")]
    [InlineData("××有限公司", "××")]
    [InlineData("联系人：XXX", "XXX")]
    [InlineData("日期 XXXX年XX月", "XXXX")]
    [InlineData("○○公司", "○○")]
    [InlineData("负责人：（空白）", "（空白）")]
    [InlineData("空白", "空白")]
    [InlineData("[请填写负责人]", "[请填写负责人]")]
    [InlineData("【公司名称】", "【公司名称】")]
    [InlineData("负责人：______", "______")]
    [InlineData("完成时间待定", "待定")]
    [InlineData("待定", "待定")]
    [InlineData("此处待补充", "待补充")]
    [InlineData("owner: TBD", "TBD")]
    public void What_is_still_to_be_filled_in_is_found(string text, string found) =>
        PlaceholderScanner.Find(text).ShouldContain(p => p.Found == found);

    [Theory]
    [Trait("Requirement", "R-PLAT-18")]
    [InlineData("《关于〈信息安全管理办法〉的通知》")]
    [InlineData("风险值 < 中等 且 影响 > 低")]
    [InlineData("若 a<b 且 c>d，则降级")]
    [InlineData("List<String> 与 Map<K,V>")]
    [InlineData("张三 <zhang.san@example.com>")]
    [InlineData("HTTP 4xx、5xx 错误")]
    [InlineData("手机号 138XXXX1234 脱敏显示")]
    [InlineData("外衣尺码 XXL，服务器型号 MAXX-100")]
    [InlineData("二○○五年版、二〇〇五年")]
    [InlineData("等待定期检查")]
    [InlineData("看待定量分析的结果，按待定级系统处理")]
    [InlineData("函数 my___name 与 a_b")]
    [InlineData("填补管理空白，空白支票由财务保管")]
    [InlineData("Exxon, AXXB, TBDs")]
    [InlineData("3×4 矩阵，2 × 2")]
    [InlineData("防止 <script> 注入")]
    [InlineData("")]
    public void Finished_text_is_left_alone(string text) => PlaceholderScanner.Find(text).ShouldBeEmpty();

    [Fact]
    [Trait("Requirement", "R-PLAT-18")]
    public void The_place_in_the_content_is_named()
    {
        var json = SignedContent.Json(new { title = "计划", items = new[] { new { method = "加锁" }, new { method = "由XX部门实施" } }, note = (string?)null, count = 3 });

        var found = PlaceholderScanner.FindInJson(json).ShouldHaveSingleItem();

        found.Place.ShouldBe("items[1].method");
        found.Around.ShouldBe("由XX部门实施");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-18")]
    public async Task Content_with_placeholders_is_not_submitted_and_the_places_are_named(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        await scene.RenameAsync("〈公司名称〉清洁桌面规定");

        var refusal = (await scene.TrySubmitAsync()).Refusal!;

        refusal.Code.ShouldBe("signing.placeholders");
        refusal.Obstacles.Select(o => o.Text).ShouldContain(t => t.StartsWith("parts[0].text：“〈公司名称〉”", StringComparison.Ordinal));
        scene.Rules.Heard.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-18")]
    public async Task Names_of_other_companies_count_too(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        await scene.App.SetAsync(Isms.Kernel.Settings.KernelSettings.ForeignNames, "东方样板，Sample Works");
        await scene.RenameAsync("sample works 清洁桌面规定");

        (await scene.TrySubmitAsync()).Refusal!.Obstacles.ShouldContain(o => o.Text.Contains("sample works", StringComparison.Ordinal));
        await scene.RenameAsync("清洁桌面规定");
        (await scene.TrySubmitAsync()).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-18")]
    public async Task The_representative_lets_one_stand_with_a_reason_which_every_approval_shows(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        await scene.RenameAsync("XX 级密钥与〈公司名称〉规定");
        object Waiver(string found, string reason) => new { kind = NoticeApproval.Name, subjectId = scene.Notice, found, reason };

        (await scene.Author.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", Waiver("XX", "型号中的字母"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Representative.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", Waiver("XX", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Representative.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", Waiver("YY", "型号中的字母"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Representative.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", new { kind = NoticeApproval.Name, subjectId = Guid.CreateVersion7(), found = "XX", reason = "型号中的字母" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Representative.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", Waiver("XX", "型号中的字母"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.TrySubmitAsync()).Refusal!.Code.ShouldBe("signing.placeholders", "the other one still stands in the way");
        (await scene.Representative.Client.GetStringAsync($"/placeholders/{NoticeApproval.Name}/{scene.Notice}")).ShouldContain("型号中的字母");

        await scene.RenameAsync("XX 级密钥规定");
        var approval = await scene.SubmitAsync();
        (await scene.ViewAsync(approval)).Waivers.ShouldHaveSingleItem().Reason.ShouldBe("型号中的字母");
        (await scene.Representative.Client.GetStringAsync("/approvals/" + approval)).ShouldContain("型号中的字母");
        (await scene.App.LedgerCountAsync("signing.waive-placeholder")).ShouldBe(1);
    }
}
