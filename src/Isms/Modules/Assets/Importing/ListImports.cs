using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;

namespace Isms.Modules.Assets.Importing;

/// <summary>A person's own imports, the newest first.</summary>
internal sealed class ListImports(ImportDesk desk)
{
    public async Task<Outcome<IReadOnlyList<ImportRow>>> RunAsync(Actor actor, CancellationToken ct) =>
        actor.Refuses(AssetPermissions.Edit) is { } no ? no : await desk.OwnAsync<AssetImport>(actor, ct);
}
