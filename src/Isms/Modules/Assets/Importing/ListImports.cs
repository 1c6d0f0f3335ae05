using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>An import in the list.</summary>
public sealed record ImportRow(Guid Id, string FileName, ImportState State, DateTime StartedAt, int Added, int Changed, int Unchanged, int Rejected);

/// <summary>A person's own imports, the newest first.</summary>
internal sealed class ListImports(IsmsDbContext db)
{
    private const int Most = 20;

    public async Task<Outcome<IReadOnlyList<ImportRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit) is { } no)
            return no;
        return await db.Set<AssetImport>().Where(i => i.StartedById == actor.PersonId && i.State != ImportState.Dropped).OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(Most)
            .Select(i => new ImportRow(i.Id, i.FileName, i.State, i.StartedAt, i.Added, i.Changed, i.Unchanged, i.Rejected)).ToListAsync(ct);
    }
}
