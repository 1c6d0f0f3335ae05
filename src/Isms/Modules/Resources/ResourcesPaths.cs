namespace Isms.Modules.Resources;

/// <summary>Addresses of the pages.</summary>
internal static class ResourcesPaths
{
    public const string Requests = "/resources";
    public const string NewRequest = "/resources/new";
    public const string Summary = "/resources/summary";
    public const string Facilities = "/resources/facilities";
    public const string NewFacility = "/resources/facilities/new";

    public static string Request(Guid id) => $"/resources/{id}";

    public static string Facility(Guid id) => $"/resources/facilities/{id}";
}
