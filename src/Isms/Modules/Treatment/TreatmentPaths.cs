namespace Isms.Modules.Treatment;

/// <summary>Addresses of the pages.</summary>
internal static class TreatmentPaths
{
    public const string Plans = "/treatment";
    public const string Mine = "/treatment/mine";
    public const string Reports = "/treatment/residual-reports";
    public const string ResidualRisks = "/treatment/residual-risks";

    public const string SelfChecks = "/treatment/self-checks";

    public static string Plan(Guid id) => $"/treatment/plans/{id}";

    public static string PlanApproval(Guid id) => $"/treatment/plans/{id}/approval";

    public static string NewItem(Guid planId) => $"/treatment/plans/{planId}/new-item";

    public static string NewItem(Guid planId, Guid riskId) => $"/treatment/plans/{planId}/new-item?risk={riskId}";

    public static string Item(Guid id) => $"/treatment/items/{id}";

    public static string Report(Guid id) => $"/treatment/residual-reports/{id}";

    public static string ReportApproval(Guid id) => $"/treatment/residual-reports/{id}/approval";

    public static string ResidualRisk(Guid id) => $"/treatment/residual-risks/{id}";
}
