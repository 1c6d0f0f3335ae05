using System.Data.Common;
using Isms.Kernel.Http;

namespace Isms.Kernel.Files;

/// <summary>
/// A bucket of a server that speaks Amazon's S3 protocol, as the operator sets it:
/// <c>Endpoint=https://…;Bucket=…;AccessKey=…;SecretKey=…</c>, and where the server wants it <c>Region=…</c> and <c>PathStyle=false</c>.
/// </summary>
/// <param name="Region">What the server expects in signatures; <c>us-east-1</c> unless set.</param>
/// <param name="PathStyle">True when the bucket is named in the path, false when in the host name.</param>
/// <param name="Prefix">Before the names of everything kept; ends with a slash.</param>
internal sealed record BucketOptions(Uri Endpoint, string Bucket, string AccessKey, string SecretKey, string Region, bool PathStyle, string Prefix = "")
{
    public static readonly Refusal Incomplete = new("files.bucket-incomplete", RefusalKind.Invalid);
    public static readonly Refusal Unknown = new("files.bucket-unknown", RefusalKind.Invalid);

    private static readonly string[] Names = ["Endpoint", "Bucket", "AccessKey", "SecretKey", "Region", "PathStyle"];

    /// <summary>Reads the setting; a refusal names what is wrong and repeats no value.</summary>
    public static Outcome<BucketOptions> Read(string setting)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = setting;
        }
        catch (ArgumentException)
        {
            return Incomplete.With(string.Join(", ", Names));
        }
        if (parts.Keys.Cast<string>().FirstOrDefault(k => !Names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            return Unknown.With(unknown, string.Join(", ", Names));
        string Of(string name) => parts.TryGetValue(name, out var value) ? value.ToString()!.Trim() : "";
        var missing = Names[..4].Where(n => Of(n).Length == 0).ToList();
        if (!Uri.TryCreate(Of("Endpoint"), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            missing = ["Endpoint", .. missing.Where(m => m != "Endpoint")];
        var style = true;
        if (Of("PathStyle").Length > 0 && !bool.TryParse(Of("PathStyle"), out style))
            missing.Add("PathStyle");
        return missing.Count > 0 ? Incomplete.With(string.Join(", ", missing))
            : new BucketOptions(endpoint!, Of("Bucket"), Of("AccessKey"), Of("SecretKey"), Of("Region") is { Length: > 0 } region ? region : "us-east-1", style);
    }

    /// <summary>Without the keys.</summary>
    public override string ToString() => $"{Endpoint.GetLeftPart(UriPartial.Authority)} {Bucket}/{Prefix}";
}
