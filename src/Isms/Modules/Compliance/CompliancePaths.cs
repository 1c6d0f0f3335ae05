namespace Isms.Modules.Compliance;

/// <summary>Addresses of the pages.</summary>
internal static class CompliancePaths
{
    public const string Laws = "/compliance/laws";
    public const string NewLaw = "/compliance/laws/new";
    public const string Starter = "/compliance/laws/starter";
    public const string Import = "/compliance/laws/import";
    public const string Updates = "/compliance/updates";
    public const string Evaluations = "/compliance/evaluations";
    public const string Measures = "/compliance/measures";
    public const string Duties = "/compliance/contracts";
    public const string NewDuty = "/compliance/contracts/new";
    public const string Licences = "/compliance/licences";
    public const string NewLicence = "/compliance/licences/new";
    public const string LicenceChecks = "/compliance/licence-checks";
    public const string Rights = "/compliance/rights";
    public const string NewRight = "/compliance/rights/new";

    public static string Law(Guid id) => $"/compliance/laws/{id}";

    public static string Update(Guid id) => $"/compliance/updates/{id}";

    public static string Evaluation(Guid id) => $"/compliance/evaluations/{id}";

    public static string Measure(Guid id) => $"/compliance/measures/{id}";

    public static string Duty(Guid id) => $"/compliance/contracts/{id}";

    public static string Licence(Guid id) => $"/compliance/licences/{id}";

    public static string LicenceCheck(Guid id) => $"/compliance/licence-checks/{id}";

    public static string Right(Guid id) => $"/compliance/rights/{id}";
}
