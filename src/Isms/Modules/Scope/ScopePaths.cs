namespace Isms.Modules.Scope;

/// <summary>Addresses of the pages.</summary>
internal static class ScopePaths
{
    public const string Scopes = ScopeViews.Link;

    public static string Scope(Guid id) => $"{Scopes}/{id}";

    public static string Context(Guid id) => $"{Scopes}/{id}/context";

    public static string Drawings(Guid id) => $"{Scopes}/{id}/drawings";

    public static string Drawing(Guid id, Guid drawingId) => $"{Scopes}/{id}/drawings/{drawingId}";

    public static string Approval(Guid id) => $"{Scopes}/{id}/approval";

    public static string Image(Guid drawingId) => $"/api/v1/scope-drawings/{drawingId}/image";
}
