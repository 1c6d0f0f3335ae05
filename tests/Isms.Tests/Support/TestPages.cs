using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Access;
using Isms.Tests.Kernel.OfficeFiles.Writing;

namespace Isms.Tests.Support;

/// <summary>Pages, forms and downloads as a browser meets them.</summary>
internal static partial class TestPages
{
    /// <summary>The page's HTML; it opens without a problem.</summary>
    public static async Task<string> PageAsync(this TestPerson person, string address, bool english = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (english)
            request.Headers.Add("Cookie", Session(person) + "; " + ActorMiddleware.LanguageCookie + "=en");
        using var response = await person.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a form of a page with its hidden token; a field <c>version</c> is taken from the page unless given.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this TestPerson person, string address, string form, params (string Name, string Value)[] fields)
    {
        using var page = await person.Client.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();
        var token = Token().Match(html).Groups["value"].Value;
        List<KeyValuePair<string, string>> values = [new("_handler", form), new("__RequestVerificationToken", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        if (!values.Exists(v => v.Key == "version") && Version().Match(html) is { Success: true } version)
            values.Add(new("version", version.Groups["value"].Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Split('#')[0]) { Content = new FormUrlEncodedContent(values) };
        var given = page.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]) : [];
        request.Headers.Add("Cookie", string.Join("; ", given.Prepend(Session(person))));
        return await person.Client.SendAsync(request);
    }

    /// <summary>A PUT, POST or DELETE of JSON with If-Match.</summary>
    public static async Task<HttpResponseMessage> SendJsonAsync(this TestPerson person, HttpMethod method, string address, object? body, int? version = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (version is { } v)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{v}\"");
        return await person.Client.SendAsync(request);
    }

    /// <summary>Opens pages in both languages; no phrase of the module shows as its bare key.</summary>
    public static async Task OpensInBothLanguagesAsync(this TestPerson person, string module, params string[] pages)
    {
        foreach (var page in pages)
        {
            foreach (var english in new[] { false, true })
                Regex.Matches(WithoutNames(await person.PageAsync(page, english)), $@"\b{module}\.[a-z]").ShouldBeEmpty(page);
        }
    }

    /// <summary>All texts of the first sheet; the file opens without repair.</summary>
    public static async Task<string> WorkbookAsync(this TestPerson person, string address)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(await person.Client.GetByteArrayAsync(address)), false);
        file.ShouldBeValid();
        return string.Join('\n', file.Cells().Values);
    }

    /// <summary>All words of a Word document; the file opens without repair.</summary>
    public static async Task<string> WordAsync(this TestPerson person, string address)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(await person.Client.GetByteArrayAsync(address)), false);
        file.ShouldBeValid();
        return string.Concat(file.MainDocumentPart!.Document!.Body!.InnerText, string.Concat(file.MainDocumentPart.HeaderParts.Select(h => h.Header!.InnerText)));
    }

    // A request's own cookies take the place of the client's.
    private static string Session(TestPerson person) => string.Join("; ", person.Client.DefaultRequestHeaders.GetValues("Cookie"));

    private static string WithoutNames(string html) => Names().Replace(html, "");

    [GeneratedRegex(@"name=""__RequestVerificationToken"" value=""(?<value>[^""]+)""")]
    private static partial Regex Token();

    [GeneratedRegex(@"name=""version"" value=""(?<value>\d+)""")]
    private static partial Regex Version();

    [GeneratedRegex(@"(href|src|action|value|name|id|for)=""[^""]*""")]
    private static partial Regex Names();
}
