namespace Isms.Modules.Records;

/// <summary>Addresses of the pages.</summary>
internal static class RecordPaths
{
    public const string All = "/records";
    public const string Forms = "/records/forms";
    public const string MasterList = "/records/master-list";
    public const string NewForm = "/records/forms/new";
    public const string Disposals = "/records/disposals";
    public const string Retention = "/records/retention";
    public const string Archive = "/records/archive";
    public const string Plan = "/records/plan";
    public const string Coverage = "/records/coverage";

    public static string Record(Guid id) => $"/records/{id}";

    public static string Print(Guid id) => $"/records/{id}/print";

    public static string Form(Guid id) => $"/records/forms/{id}";

    public static string Fill(Guid formId) => $"/records/forms/{formId}/fill";

    public static string Import(Guid formId) => $"/records/forms/{formId}/import";

    public static string Design(Guid formId) => $"/records/forms/{formId}/design";

    public static string Version(Guid versionId) => $"/records/form-versions/{versionId}";

    public static string Disposal(Guid id) => $"/records/disposals/{id}";
}
