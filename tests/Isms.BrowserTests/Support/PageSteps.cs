using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.BrowserTests.Support;

/// <summary>What people do on pages, found as people and screen readers find it: by role, by label, by words.</summary>
internal static class PageSteps
{
    /// <summary>The words of a phrase in Chinese.</summary>
    public static string Zh(string key, params object?[] args) => Phrase.In(Phrase.Chinese, key, args);

    /// <summary>Fills in the sign-in page that is open.</summary>
    public static async Task SignInAsync(this IPage page, string userName, string password, CultureInfo culture)
    {
        await page.GetByLabel(Phrase.In(culture, "kernel.user-name")).FillAsync(userName);
        await page.GetByLabel(Phrase.In(culture, "kernel.password")).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = Phrase.In(culture, "kernel.sign-in.do"), Exact = true }).ClickAsync();
    }

    public static ILocator Body(this IPage page) => page.GetByRole(AriaRole.Main);

    /// <summary>Presses the button of these words in the page's own part.</summary>
    public static Task PressAsync(this IPage page, string words) => page.Body().GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    /// <summary>Follows the link of these words in the page's own part.</summary>
    public static Task FollowAsync(this IPage page, string words) => page.Body().GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();

    /// <summary>Signs the step that is this person's turn.</summary>
    /// <param name="meaning"><c>review</c>, <c>countersign</c> or <c>approve</c>.</param>
    public static async Task SignStepAsync(this IPage page, string meaning, string password)
    {
        await page.GetByLabel(Zh("ui.sign.password")).FillAsync(password);
        await page.PressAsync(Zh("ui.sign.do", Zh("ui.sign." + meaning)));
        await Expect(page.GetByLabel(Zh("ui.sign.password"))).ToHaveCountAsync(0);
    }

    /// <summary>Submits what the page shows for approval.</summary>
    public static async Task SubmitAsync(this IPage page, string password)
    {
        await page.GetByLabel(Zh("signing.secret")).FillAsync(password);
        await page.PressAsync(Zh("signing.submit"));
        await page.SeesAsync(Zh("signing.state.Running"));
    }

    public static Task SeesAsync(this IPage page, string words) => Expect(page.Body()).ToContainTextAsync(words);

    public static async Task HasTitleAsync(this IPage page, string words) =>
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(words);

    /// <summary>Addresses of the menu, in its order; groups that are folded count too.</summary>
    public static async Task<string[]> MenuAsync(this IPage page) =>
        await page.GetByRole(AriaRole.Navigation).EvaluateAllAsync<string[]>("navs => [...new Set(navs.flatMap(n => [...n.querySelectorAll('.menu-list a[href]')].map(a => a.getAttribute('href'))))]");
}
