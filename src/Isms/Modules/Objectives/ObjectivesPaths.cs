namespace Isms.Modules.Objectives;

/// <summary>Addresses of the pages.</summary>
internal static class ObjectivesPaths
{
    public const string Overview = "/objectives";
    public const string Split = "/objectives/departments";
    public const string Sets = "/objectives/versions";
    public const string NewSet = "/objectives/versions/new";

    public static string Set(Guid id) => $"/objectives/versions/{id}";

    public static string Approval(Guid id) => $"/objectives/versions/{id}/approval";

    public static string NewMeasure(Guid setId) => $"/objectives/versions/{setId}/new-measure";

    public static string EditMeasure(Guid id) => $"/objectives/measures/{id}/edit";

    public static string Line(Guid lineId) => $"/objectives/{lineId}";

    public static string Period(Guid lineId, DateOnly start) => $"/objectives/{lineId}?period={start:yyyy-MM-dd}#enter";
}
