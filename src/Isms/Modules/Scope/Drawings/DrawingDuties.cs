using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Drawings;

/// <summary>Puts a duty into the inbox for each drawing that is missing (appendix 7), and takes it out once it is there.</summary>
internal sealed class DrawingDuties(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    public const string SubjectKind = "scope.statement";

    private static readonly Dictionary<DrawingKind, string> Kinds = new()
    {
        [DrawingKind.Surroundings] = "scope.draw-surroundings", [DrawingKind.Premises] = "scope.draw-premises", [DrawingKind.Network] = "scope.draw-network",
    };

    /// <summary>Saved by the caller.</summary>
    public async Task AskAsync(ScopeStatement statement, DateOnly today, CancellationToken ct)
    {
        var due = today.AddDays(await settings.NumberAsync(ScopeModule.DrawingDays, ct));
        var there = await db.Set<ScopeDrawing>().Where(d => d.StatementId == (statement.BasedOnId ?? statement.Id)).Select(d => d.Kind).ToListAsync(ct);
        foreach (var kind in Enum.GetValues<DrawingKind>().Except(there))
        {
            inbox.Add(new NewWork(Kinds[kind], "scope.work." + kind, [statement.VersionLabel], $"{ScopePaths.Drawings(statement.Id)}#{kind}", SubjectKind, statement.Id, due)
            {
                Office = Office.IsmsTeam,
            });
        }
    }

    /// <summary>Saved by the caller.</summary>
    public Task DoneAsync(Actor actor, Guid statementId, DrawingKind kind, CancellationToken ct) => inbox.CompleteAsync(actor, SubjectKind, statementId, Kinds[kind], ct);
}
