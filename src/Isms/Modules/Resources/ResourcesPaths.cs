namespace Isms.Modules.Resources;

/// <summary>Addresses of the pages.</summary>
internal static class ResourcesPaths
{
    public const string Requests = "/resources";
    public const string NewRequest = "/resources/new";
    public const string Summary = "/resources/summary";
    public const string Facilities = "/resources/facilities";
    public const string NewFacility = "/resources/facilities/new";

    public const string Competence = "/resources/competence";
    public const string NewProfile = "/resources/competence/profiles/new";
    public const string Repairs = "/resources/repairs";
    public const string NewRepair = "/resources/repairs/new";

    public static string Profile(Guid id) => $"/resources/competence/profiles/{id}";

    public static string CompetenceOf(Guid personId) => $"/resources/competence/people/{personId}";

    public static string CompetenceRecord(Guid id) => $"/resources/competence/records/{id}";

    public static string Repair(Guid id) => $"/resources/repairs/{id}";

    public static string Request(Guid id) => $"/resources/{id}";

    public static string Facility(Guid id) => $"/resources/facilities/{id}";
}
