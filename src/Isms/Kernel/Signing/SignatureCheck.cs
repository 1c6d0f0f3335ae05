using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>
/// Whether signatures still hold: the thing is what was signed, the stored text is what was signed, and the signature's own row is what the ledger has of it.
/// </summary>
internal sealed class SignatureCheck(IsmsDbContext db)
{
    public const string BrokenContent = "signing.broken-content";
    public const string BrokenStored = "signing.broken-stored";
    public const string BrokenRow = "signing.broken-row";

    /// <summary>Each signature with the codes of what no longer fits.</summary>
    /// <param name="currentHash">Hash of the thing as it is now; null when it is gone.</param>
    public async Task<IReadOnlyList<SignatureView>> RunAsync(Approval approval, string? currentHash, CancellationToken ct)
    {
        var storedHash = SignedContent.HashOf(approval.Content);
        // What came back may be changed freely; what is under way or approved may not.
        var isBinding = approval.State is ApprovalState.Running or ApprovalState.Approved;
        var recorded = await RecordedAsync(approval, ct);
        var type = db.Model.FindEntityType(typeof(Signature))!;
        return [.. approval.Signatures.OrderBy(s => s.SignedAt).ThenBy(s => s.Id).Select(s =>
        {
            var broken = new List<string>();
            if (isBinding && currentHash != s.ContentHash)
                broken.Add(BrokenContent);
            if (storedHash != s.ContentHash || approval.ContentHash != s.ContentHash)
                broken.Add(BrokenStored);
            if (!recorded.TryGetValue(s.Id, out var state) || state != EntityJson.Json(type, s))
                broken.Add(BrokenRow);
            return new SignatureView(s.Id, s.StepId, s.Meaning, s.PersonId, s.PersonName, s.Office, s.SignedAt, s.ContentHash, s.Comment, broken);
        })];
    }

    // An entry that no longer gives its own hash was changed itself and proves nothing.
    private async Task<Dictionary<Guid, string>> RecordedAsync(Approval approval, CancellationToken ct)
    {
        var ids = approval.Signatures.ConvertAll(s => s.Id);
        var table = EntityJson.TypeOf(db.Model.FindEntityType(typeof(Signature))!);
        var entries = await db.Ledger.AsNoTracking().Where(e => ids.Contains(e.EntityId) && e.EntityType == table).OrderBy(e => e.Sequence).ToListAsync(ct);
        return entries.Where(e => e.Recompute() == e.Hash).GroupBy(e => e.EntityId).ToDictionary(g => g.Key, g => g.Last().State);
    }
}
