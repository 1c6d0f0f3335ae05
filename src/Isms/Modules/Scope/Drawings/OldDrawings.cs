using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Records;
using Isms.Modules.Scope.Statements;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Drawings;

/// <summary>Topology drawings that do not show the last approved change of the network yet.</summary>
internal sealed class OldDrawings(IsmsDbContext db)
{
    /// <summary>By statement, of those on their way and the one in force. Two statements.</summary>
    public async Task<IReadOnlyDictionary<Guid, NetworkChangeView>> FindAsync(Actor actor, CancellationToken ct)
    {
        if (await db.Set<NetworkChange>().AsNoTracking().OrderByDescending(c => c.ApprovedAt).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct) is not { } change)
            return new Dictionary<Guid, NetworkChangeView>();
        var drawings = await (
            from d in db.Set<ScopeDrawing>()
            join s in db.Set<ScopeStatement>() on d.StatementId equals s.Id
            where d.Kind == DrawingKind.Network && s.State != ScopeState.Superseded
            select new { d.StatementId, d.DrawnOn, d.UploadedAt }).ToListAsync(ct);
        var view = new NetworkChangeView(change.Number, change.ApprovedOn, actor.May(RecordPermissions.Read) ? RecordPaths.Record(change.RecordId) : null);
        return drawings.Where(d => change.IsAfter(d.DrawnOn, d.UploadedAt)).ToDictionary(d => d.StatementId, _ => view);
    }
}
