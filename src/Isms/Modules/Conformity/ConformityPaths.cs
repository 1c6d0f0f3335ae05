using System.Globalization;
using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity;

/// <summary>Addresses of the pages.</summary>
internal static class ConformityPaths
{
    public const string Board = "/conformity";
    public const string Questions = "/conformity/audit";
    public const string Packs = "/conformity/packs";
    public const string AsOf = "/conformity/as-of";

    public static string Of(Edition edition) => string.Create(CultureInfo.InvariantCulture, $"{Board}?edition={(int)edition}");

    public static string Clause(ClauseKey key) => "/conformity/clause?key=" + Uri.EscapeDataString(key.ToString());

    public static string Pack(Guid id) => $"{Packs}/{id}";
}
