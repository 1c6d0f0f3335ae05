using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability;

/// <summary>Addresses of the statement's pages.</summary>
internal static class SoaPages
{
    public const string Versions = "/applicability";

    public const string Mine = "/applicability/mine";

    public const string Map = "/applicability/map";

    public const string Compare = "/applicability/compare";

    public static string Soa(Guid soaId) => $"{Versions}/{soaId}";

    public static string Controls(Guid soaId) => $"{Versions}/{soaId}/controls";

    public static string Control(Guid soaId, ControlKey key) => $"{Versions}/{soaId}/controls/{key}";

    public static string Sheet(Guid soaId) => $"{Versions}/{soaId}/sheet";

    public static string Proposals(Guid soaId) => $"{Versions}/{soaId}/proposals";

    public static string Gaps(Guid soaId) => $"{Versions}/{soaId}/gaps";
}
