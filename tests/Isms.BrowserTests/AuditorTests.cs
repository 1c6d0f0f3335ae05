using Isms.BrowserTests.Support;
using Isms.Modules.Applicability;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

/// <summary>The external auditor sees what there is to audit and can change nothing of it.</summary>
public sealed class AuditorTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact, Trait("Requirement", "R-PLAT-01")]
    public async Task The_external_auditor_reads_plan_and_statement_and_is_offered_nothing_to_change()
    {
        var page = await site.SignInAsync("external");
        var plan = await site.ReadAsync(db => db.Set<TreatmentPlan>().AsNoTracking().SingleAsync());
        var soa = await site.ReadAsync(db => db.Set<SoaVersion>().AsNoTracking().SingleAsync());
        foreach (var address in new[] { TreatmentPaths.Plans, TreatmentPaths.Plan(plan.Id), SoaPages.Versions, SoaPages.Soa(soa.Id), SoaPages.Controls(soa.Id) })
        {
            (await page.GotoAsync(address))!.Status.ShouldBe(200, address);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            // Which columns one looks at is one's own affair.
            await Expect(page.Body().Locator("form[method=post]:not([action^='/views'])")).ToHaveCountAsync(0);
        }
        await page.GotoAsync(TreatmentPaths.Plan(plan.Id));
        await page.SeesAsync(plan.Number);
        await page.GotoAsync(SoaPages.Controls(soa.Id));
        await page.SeesAsync("5.1");
    }

    [Fact, Trait("Requirement", "R-PLAT-01")]
    public async Task A_request_that_the_external_auditor_forges_is_refused_and_changes_nothing()
    {
        var page = await site.SignInAsync("external");
        var token = await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync();
        var plan = await site.ReadAsync(db => db.Set<TreatmentPlan>().AsNoTracking().SingleAsync());
        var soa = await site.ReadAsync(db => db.Set<SoaVersion>().AsNoTracking().SingleAsync());
        var before = await LedgerAsync();
        foreach (var (address, handler) in new[]
        {
            ("/assets/new", "create"), ("/assets/import", "upload"), ("/assets/lists", "draw"), ("/risks/assessments/new", "create"),
            (TreatmentPaths.Plan(plan.Id), "assign"), (SoaPages.Soa(soa.Id), "scope"), (SoaPages.Soa(soa.Id), "discard"),
        })
        {
            var form = page.APIRequest.CreateFormData();
            foreach (var (name, value) in new[] { ("__RequestVerificationToken", token), ("_handler", handler), ("title", "伪造"), ("scope", "伪造"), ("version", "1"), ("name", "伪造") })
                form.Set(name, value);
            var answer = await page.APIRequest.PostAsync(address, new() { Form = form, MaxRedirects = 0 });
            answer.Status.ShouldBeInRange(400, 499, $"{address} {handler}");
        }
        (await LedgerAsync()).ShouldBe(before);
    }

    // That something was refused may be recorded; that something was changed may not have happened.
    private Task<(int Assets, int Plans, string Scope)> LedgerAsync() => site.ReadAsync(async db => (
        await db.Set<Modules.Assets.Asset>().CountAsync(), await db.Set<TreatmentPlan>().SumAsync(p => p.Version), (await db.Set<SoaVersion>().AsNoTracking().SingleAsync()).Scope));
}
