namespace Isms.Modules.Documents;

/// <summary>Addresses of the pages.</summary>
internal static class DocumentPaths
{
    public const string Library = "/documents";
    public const string New = "/documents/new";
    public const string Kinds = "/documents/kinds";
    public const string Checks = "/documents/references";
    public const string Needs = "/documents/needs";
    public const string Requests = "/documents/change-requests";
    public const string External = "/documents/external";
    public const string Reading = "/documents/reading";
    public const string Search = "/documents/search";

    public static string Kind(Guid id) => $"/documents/kinds/{id}";

    public static string Document(Guid id) => $"/documents/{id}";

    public static string Version(Guid documentId, Guid versionId) => $"/documents/{documentId}?version={versionId}";

    public static string Versions(Guid id) => $"/documents/{id}/versions";

    public static string Edit(Guid id) => $"/documents/{id}/edit";

    public static string Facts(Guid id) => $"/documents/{id}/facts";

    public static string Approval(Guid id) => $"/documents/{id}/approval";

    public static string Issue(Guid id) => $"/documents/{id}/issue";

    public static string NewDisposal(Guid documentId) => $"/documents/{documentId}/disposal";

    public static string Disposal(Guid id) => $"/documents/disposals/{id}";

    public static string Coverage(Guid id) => $"/documents/{id}/coverage";

    public static string Compare(Guid id) => $"/documents/{id}/compare";

    public static string Read(Guid confirmationId) => $"/documents/reading/{confirmationId}";

    public static string ExternalOne(Guid id) => $"/documents/external/{id}";

    public static string Request(Guid id) => $"/documents/change-requests/{id}";

    public static string Download(Guid versionId, string format) => $"/api/v1/document-versions/{versionId}/file?format={format}";
}
