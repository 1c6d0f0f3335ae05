namespace Isms.Modules.Policy;

/// <summary>Addresses of the pages.</summary>
internal static class PolicyPaths
{
    public const string Policies = PolicyViews.Link;

    public static string Policy(Guid id) => $"{Policies}/{id}";

    public static string Approval(Guid id) => $"{Policies}/{id}/approval";
}
