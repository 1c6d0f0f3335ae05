using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;

namespace Isms.Modules.Assets.Importing;

/// <summary>Imports a register that was looked at; a long one in the background.</summary>
internal sealed class CommitImport(ImportDesk desk, ImportRun run)
{
    public async Task<Outcome<ImportCommitted>> RunAsync(Actor actor, CommitImportRequest request, CancellationToken ct) =>
        actor.Refuses(AssetPermissions.Edit, request) is { } no
            ? no : await desk.CommitAsync<AssetImport, ImportRun>(actor, request, run, "assets.import", $"/assets/import/{request.Id}", ct);
}
