namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Addresses of the pages.</summary>
internal static class MatrixPaths
{
    public const string Matrices = ResponsibilityViews.Link;
    public const string Import = Matrices + "/import";

    public static string Matrix(Guid id) => $"{Matrices}/{id}";

    public static string Row(Guid id, string code) => $"{Matrices}/{id}#e-{code.Replace('.', '-')}";

    public static string Columns(Guid id) => $"{Matrices}/{id}/columns";

    public static string Checks(Guid id) => $"{Matrices}/{id}/checks";

    public static string Approval(Guid id) => $"{Matrices}/{id}/approval";

    public static string ImportOf(Guid id) => $"{Import}/{id}";
}
