namespace Isms.Kernel.Http;

/// <summary>The version that an update is based on, from the header <c>If-Match: "3"</c>.</summary>
/// <param name="Version">0 when the header is missing or is no version of ours; operations answer that with <see cref="Refusal.VersionRequired"/>.</param>
public readonly record struct IfMatch(int Version)
{
    /// <summary>For minimal API endpoints.</summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext http) => ValueTask.FromResult(new IfMatch(
        int.TryParse(http.Request.Headers.IfMatch.ToString().AsSpan().Trim().Trim('"'), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0));
}
