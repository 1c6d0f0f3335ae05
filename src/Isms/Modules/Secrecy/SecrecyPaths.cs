namespace Isms.Modules.Secrecy;

/// <summary>Addresses of the pages.</summary>
internal static class SecrecyPaths
{
    public const string Current = "/secrecy";
    public const string Openings = "/secrecy/openings";

    public static string Scheme(Guid id) => $"/secrecy/schemes/{id}";

    public static string Thing(string kind, Guid id) => $"/secrecy/things/{kind}/{id}";

    public static string Lowering(Guid id) => $"/secrecy/lowerings/{id}";
}
