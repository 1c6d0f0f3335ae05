using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Lists;

/// <summary>The list of important assets on its way through 编制, 审核 and 批准.</summary>
internal sealed class ListSubject(IsmsDbContext db, ListSnapshot snapshot) : ApprovalSubject
{
    public const string SubjectKind = "assets.important-list";

    // What is signed shows every row; beyond this many only their hash stands for them, so that an approval stays readable and small.
    private const int MostShown = 5000;

    public static readonly Refusal RowsChanged = new("assets.list-rows-changed");

    public override string Kind => SubjectKind;

    protected override Permission Read => AssetPermissions.Read;

    protected override Permission Submit => AssetPermissions.DrawList;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ImportantAssetList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } list)
            return null;
        var rows = await snapshot.RowsAsync(id, ct);
        return new ApprovalContent(list.Title, list.Number, $"/assets/lists/{id}",
            SignedContent.Json(new { list.Number, list.Title, list.DepartmentId, list.CriteriaId, list.TakenAt, rowsHash = ListSnapshot.HashOf(rows), rows = rows.Count <= MostShown ? rows.Select(ListSnapshot.Signed) : [] }))
        {
            DepartmentId = list.DepartmentId,
            Facts =
            [
                new ApprovalFact(Phrase.Of("assets.rows"), list.Rows.ToString(CultureInfo.InvariantCulture)),
                new ApprovalFact(Phrase.Of("assets.against-criterion"), rows.Count(r => r.OverrideReason.Length > 0).ToString(CultureInfo.InvariantCulture)),
                new ApprovalFact(Phrase.Of("assets.departments-confirmed"), await ConfirmedAsync(ct)),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var prepared = approval.Signatures[0];
        (await FindAsync(id, ct)).Submit(prepared.Name, prepared.At);
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var list = await FindAsync(id, ct);
        var reviewed = approval.Signatures.LastOrDefault(s => s.Meaning is SignatureMeaning.Review);
        var approved = approval.Signatures.Last(s => s.Meaning == SignatureMeaning.Approve);
        foreach (var before in await db.Set<ImportantAssetList>().Where(l => l.State == ListState.Approved && l.DepartmentId == list.DepartmentId).ToListAsync(ct))
            before.Supersede();
        list.Approve(approval.At, reviewed?.Name ?? "", reviewed?.At, approved.Name);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var list = await FindAsync(id, ct);
        if (list.State != ListState.Draft)
            return RedrawList.NotDraft;
        return ListSnapshot.HashOf(await snapshot.RowsAsync(id, ct)) == list.RowsHash ? null : RowsChanged;
    }

    private Task<ImportantAssetList> FindAsync(Guid id, CancellationToken ct) => db.Set<ImportantAssetList>().SingleAsync(l => l.Id == id, ct);

    // What a signer should know: whether the register behind the list was confirmed by those who answer for it.
    private async Task<string> ConfirmedAsync(CancellationToken ct)
    {
        var latest = await db.Set<ConfirmationCycle>().OrderByDescending(c => c.OpenedAt).Select(c => new { c.Id, c.Title }).FirstOrDefaultAsync(ct);
        if (latest is null)
            return Phrase.Of("assets.no-cycle");
        var states = await db.Set<DepartmentConfirmation>().Where(c => c.CycleId == latest.Id).Select(c => c.State).ToListAsync(ct);
        return Phrase.Of("assets.confirmed-of", latest.Title, states.Count(s => s == ConfirmationState.Confirmed), states.Count);
    }
}
