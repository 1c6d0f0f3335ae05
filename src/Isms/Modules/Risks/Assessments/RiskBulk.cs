using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Stores new risks by the thousand: rows and ledger entries, in the open write transaction.</summary>
internal static class RiskBulk
{
    public static async Task InsertAsync(IsmsDbContext db, Actor actor, string useCase, TimeProvider time, IReadOnlyCollection<Risk> risks, CancellationToken ct)
    {
        var type = db.Model.FindEntityType(typeof(Risk))!;
        var drafts = new List<LedgerDraft>(risks.Count);
        foreach (var risk in risks)
        {
            risk.Version = 1;
            drafts.Add(new LedgerDraft(EntityJson.TypeOf(type), risk.Id, 1, LedgerChange.Created, EntityJson.Json(type, risk)));
        }
        await BulkInsert.RunAsync(db, risks, ct);
        await LedgerWriter.AppendAsync(db, actor, useCase, time.Instant(), drafts, ct);
    }
}
