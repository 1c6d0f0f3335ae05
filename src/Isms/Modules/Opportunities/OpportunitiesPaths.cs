namespace Isms.Modules.Opportunities;

/// <summary>Addresses of the pages.</summary>
internal static class OpportunitiesPaths
{
    public const string All = "/opportunities";
    public const string New = "/opportunities/new";
    public const string Sources = "/opportunities/sources";

    public static string Matter(Guid id) => $"/opportunities/{id}";

    /// <summary>A new matter that comes from this source.</summary>
    public static string NewFrom(MatterSource source, Guid id) => $"{New}?source={source}.{id}";
}
