using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>A matrix on its way: prepared by the team, reviewed by the management representative, approved by the general manager (5.1 c).</summary>
internal sealed class MatrixApproval(IsmsDbContext db, MatrixReader reader, MatrixCheck check, SettingsReader settings, SignalRaiser signals) : ApprovalSubject
{
    public const string KindName = "organization.matrix";

    public override string Kind => KindName;

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => ResponsibilityPermissions.Read;

    protected override Permission Submit => ResponsibilityPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ResponsibilityMatrix>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } matrix)
            return null;
        var snapshot = await reader.SnapshotAsync(id, ct);
        var content = SignedContent.Json(new
        {
            matrix.Number, matrix.VersionLabel, Edition = (int)matrix.Edition, matrix.ChangeNote,
            Units = snapshot.Units.Select(u => new { u.Id, u.Name, u.DepartmentId, Office = u.Office?.ToString() }),
            Rows = snapshot.Rows.Select(r => new { r.Element.Code, Marks = r.Marks.OrderBy(m => m.Key).Select(m => m.Key + " " + m.Value), r.CoordinatorId }),
        });
        int Count(ResponsibilityMark mark) => snapshot.Rows.Sum(r => r.Marks.Values.Count(m => m == mark));
        return new ApprovalContent(Phrase.Of("organization.matrix-title-n", matrix.VersionLabel), matrix.Number, MatrixPaths.Matrix(id), content)
        {
            Facts =
            [
                new(Phrase.Of("organization.matrix-edition"), Number((int)matrix.Edition)),
                new(Phrase.Of("organization.matrix-elements"), Number(snapshot.Rows.Count)),
                new(Phrase.Of("organization.matrix-units"), Number(snapshot.Units.Count)),
                .. MatrixLegend.Marks.Select(m => new ApprovalFact(Phrase.Of("organization.mark." + m), Number(Count(m)))),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<ResponsibilityMatrix>().VisibleTo(actor).AnyAsync(m => m.Id == id, ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var matrix = await FindAsync(id, ct);
        foreach (var before in await db.Set<ResponsibilityMatrix>().Where(m => m.State == MatrixState.Approved).ToListAsync(ct))
            before.Supersede();
        matrix.Approve(approval.At, await settings.TodayAsync(ct));
        await signals.RaiseAsync(approval.By, new ResponsibilitiesApproved(await reader.SnapshotAsync(id, ct)), ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var matrix = await db.Set<ResponsibilityMatrix>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        return matrix.IsDraft ? await check.ObstacleAsync(id, ct) : MatrixDesk.Frozen.With(matrix.VersionLabel);
    }

    private Task<ResponsibilityMatrix> FindAsync(Guid id, CancellationToken ct) => db.Set<ResponsibilityMatrix>().SingleAsync(m => m.Id == id, ct);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
