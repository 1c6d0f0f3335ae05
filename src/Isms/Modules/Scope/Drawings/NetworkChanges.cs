using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Records;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Drawings;

/// <summary>Keeps the topology drawing newer than the last approved change of the network (R-APP7-03): which change was the last, and whose duty it is to draw anew.</summary>
internal sealed class NetworkChanges(IsmsDbContext db, WorkInbox inbox, SettingsReader settings) : ISignalHandler<RecordApproved>
{
    public const string RenewWork = "scope.renew-network";

    public async Task HandleAsync(Actor actor, RecordApproved signal, CancellationToken ct)
    {
        // What only says how an approved change went is no change of its own; what corrects one takes its place.
        if (signal.Completes)
            return;
        if (signal.CorrectsId is { } corrected && await db.Set<NetworkChange>().FirstOrDefaultAsync(c => c.RecordId == corrected, ct) is { } wrong)
            db.Remove(wrong);
        if (IsNetworkChange(await settings.TextAsync(ScopeModule.NetworkChangeForms, ct), signal))
            db.Add(new NetworkChange { RecordId = signal.RecordId, Number = signal.Number, ApprovedAt = signal.At, ApprovedOn = signal.Day });
        await LookAsync(actor, signal.Day, ct);
    }

    /// <summary>The last one; null without any.</summary>
    public async Task<NetworkChange?> LastAsync(CancellationToken ct)
    {
        var stored = await db.Set<NetworkChange>().OrderByDescending(c => c.ApprovedAt).ThenByDescending(c => c.Id).Take(2).ToListAsync(ct);
        return Known(stored).OrderByDescending(c => c.ApprovedAt).ThenByDescending(c => c.Id).FirstOrDefault();
    }

    /// <summary>
    /// Puts the duty into the inbox while the drawing of the version on its way, or else of the one in force, is older, and takes it out when it is not. Also sees what the
    /// caller has changed and not saved; saved by the caller.
    /// </summary>
    public async Task LookAsync(Actor actor, DateOnly today, CancellationToken ct)
    {
        var statements = Known(await db.Set<ScopeStatement>().ToListAsync(ct)).ToList();
        var statement = statements.Find(s => s.IsOpen) ?? statements.Find(s => s.State == ScopeState.Approved);
        foreach (var other in statements.Where(s => s != statement))
            await inbox.CancelAsync(DrawingDuties.SubjectKind, other.Id, RenewWork, ct);
        if (statement is null)
            return;
        var stored = await db.Set<ScopeDrawing>().Where(d => d.StatementId == statement.Id && d.Kind == DrawingKind.Network).ToListAsync(ct);
        var drawing = Known(stored).FirstOrDefault(d => d.StatementId == statement.Id && d.Kind == DrawingKind.Network);
        if (drawing is null || await LastAsync(ct) is not { } change || !change.IsAfter(drawing.DrawnOn, drawing.UploadedAt))
        {
            await inbox.CompleteAsync(actor, DrawingDuties.SubjectKind, statement.Id, RenewWork, ct);
            return;
        }
        if (await db.Set<WorkItem>().AnyAsync(w => w.SubjectKind == DrawingDuties.SubjectKind && w.SubjectId == statement.Id && w.Kind == RenewWork && w.State == WorkState.Open, ct))
            return;
        var due = today.AddDays(await settings.NumberAsync(ScopeModule.DrawingDays, ct));
        inbox.Add(new NewWork(RenewWork, "scope.work.renew-network", [change.Number], $"{ScopePaths.Drawings(statement.Id)}#{DrawingKind.Network}", DrawingDuties.SubjectKind, statement.Id, due)
        {
            Office = Office.IsmsTeam,
        });
    }

    // What the caller added counts, what it removed does not, though neither is saved yet.
    private IEnumerable<TEntity> Known<TEntity>(IEnumerable<TEntity> stored) where TEntity : class =>
        stored.Union(db.Set<TEntity>().Local).Where(e => db.Entry(e).State is not (EntityState.Deleted or EntityState.Detached));

    /// <summary>Reads <c>B-33-R01 kind=网络</c>, several separated by semicolons; a form without a field counts whatever it says.</summary>
    internal static bool IsNetworkChange(string forms, RecordApproved record) =>
        forms.Split([';', '；', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(entry =>
        {
            var parts = entry.Split((char[])[' ', '=', '＝'], 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return parts[0] == record.FormCode && (parts.Length < 3 || record.Fields.GetValueOrDefault(parts[1]) == parts[2]);
        });
}
