using Isms.Kernel.Access;
using Isms.Kernel.Hosting;

namespace Isms.Modules.Assets;

/// <summary>Assets: registered, scored, confirmed by their departments; the important ones in a signed list (manual 4.2.1.4 a–d).</summary>
internal sealed class AssetsModule : IModule
{
    public string Key => "assets";

    public IEnumerable<Permission> Permissions => AssetPermissions.All;
}
