namespace Isms.Kernel.Access.Account;

/// <summary>A browser's own description cut down to what its owner recognizes.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark", "Lark"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as “Edge · Windows”; the description itself when it is none of the usual ones.</summary>
    public static string Of(string description)
    {
        var browser = Array.Find(Browsers, b => description.Contains(b.Mark, StringComparison.Ordinal)).Name;
        var system = Array.Find(Systems, s => description.Contains(s.Mark, StringComparison.Ordinal)).Name;
        return (browser, system) switch
        {
            (null, null) => description.Length == 0 ? "—" : description,
            (null, _) => system,
            (_, null) => browser,
            _ => $"{browser} · {system}",
        };
    }
}
