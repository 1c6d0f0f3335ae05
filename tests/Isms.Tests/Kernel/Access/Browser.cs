using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Access;

/// <summary>What a browser does with pages of forms: keeps cookies, sends a form with its hidden fields. Redirects are not followed.</summary>
internal sealed class Browser(TestApp app)
{
    private static readonly Uri Site = new("http://localhost");
    private readonly HttpClient _client = app.Client();

    public CookieContainer Cookies { get; } = new();

    /// <summary>Set-Cookie headers of the last answer.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public string? Cookie(string name) => Cookies.GetCookies(Site)[name]?.Value;

    public async Task<HttpResponseMessage> GetAsync(string address) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public async Task<IDocument> PageAsync(string address)
    {
        var answer = await GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await ReadAsync(answer);
    }

    /// <summary>Opens the page and sends its form of that name, with these fields set.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string address, string formName, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(address);
        var form = page.QuerySelectorAll("form").Single(f => f.QuerySelector($"input[name=_handler][value='{formName}']") is not null);
        var values = form.QuerySelectorAll("input, textarea, select").Where(i => i.GetAttribute("name") is not null && i.GetAttribute("type") is not ("checkbox" or "radio"))
            .ToDictionary(i => i.GetAttribute("name")!, ValueOf);
        foreach (var (name, value) in fields)
            values[name] = value;
        return await PostAsync(address, values);
    }

    public Task<HttpResponseMessage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> values) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) });

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    private static string ValueOf(IElement input) =>
        input.LocalName == "select" ? input.QuerySelector("option[selected]")?.GetAttribute("value") ?? "" : input.GetAttribute("value") ?? input.TextContent;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var address = new Uri(Site, request.RequestUri!);
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        var answer = await _client.SendAsync(request);
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in SetCookies)
            Cookies.SetCookies(address, cookie);
        return answer;
    }
}
