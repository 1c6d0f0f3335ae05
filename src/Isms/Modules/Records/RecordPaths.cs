namespace Isms.Modules.Records;

/// <summary>Addresses of the pages.</summary>
internal static class RecordPaths
{
    public const string All = "/records";
    public const string Forms = "/records/forms";
    public const string MasterList = "/records/master-list";
    public const string NewForm = "/records/forms/new";
    public const string Proposals = "/records/forms/proposals";
    public const string Disposals = "/records/disposals";
    public const string Retention = "/records/retention";
    public const string Archive = "/records/archive";
    public const string Plan = "/records/plan";
    public const string Coverage = "/records/coverage";

    public const string Watch = "/records/watch";

    /// <summary>What the rules of one form watch.</summary>
    public static string WatchOf(string formCode) => $"{Watch}?filter.form={formCode}";

    /// <summary>What the rules of the forms of one procedure watch.</summary>
    public static string WatchOfProcedure(string basis) => $"{Watch}?filter.procedure={basis}";

    /// <summary>Fills in what is left of an approved record.</summary>
    public static string Complete(Guid formId, Guid recordId) => $"{Fill(formId)}?completes={recordId}";

    public static string Correct(Guid formId, Guid recordId) => $"{Fill(formId)}?corrects={recordId}";

    public static string Record(Guid id) => $"/records/{id}";

    public static string Print(Guid id) => $"/records/{id}/print";

    public static string Form(Guid id) => $"/records/forms/{id}";

    public static string Fill(Guid formId) => $"/records/forms/{formId}/fill";

    public static string Import(Guid formId) => $"/records/forms/{formId}/import";

    public static string Design(Guid formId) => $"/records/forms/{formId}/design";

    public static string Version(Guid versionId) => $"/records/form-versions/{versionId}";

    public static string Disposal(Guid id) => $"/records/disposals/{id}";
}
