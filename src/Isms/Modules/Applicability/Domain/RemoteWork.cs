using System.Collections.Frozen;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Domain;

/// <summary>
/// Controls on mobile devices and work elsewhere. Small companies like to leave them out, with laptops and remote access in their own asset list;
/// so an exclusion has to answer for those.
/// </summary>
internal static class RemoteWork
{
    /// <summary>Laptops and mobile devices, of <see cref="AssetCategories"/>.</summary>
    public const string PortableCategory = "HARD-LAP";

    /// <summary>Names of remote access in any register.</summary>
    public const string RemoteAccess = "VPN";

    private static readonly FrozenSet<ControlKey> Controls = new[]
    {
        new ControlKey(Edition.Iso2005, "A.11.7.1"), new ControlKey(Edition.Iso2005, "A.11.7.2"),
        new ControlKey(Edition.Iso2013, "A.6.2.1"), new ControlKey(Edition.Iso2013, "A.6.2.2"),
        new ControlKey(Edition.Iso2022, "6.7"), new ControlKey(Edition.Iso2022, "8.1"),
    }.ToFrozenSet();

    /// <summary>True when leaving this control out raises the question.</summary>
    public static bool Asks(ControlKey control) => Controls.Contains(control);
}
