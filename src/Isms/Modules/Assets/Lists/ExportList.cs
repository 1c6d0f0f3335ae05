using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Documents;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Lists;

/// <summary>The list as it is issued: numbered, with who prepared, reviewed and approved it, marked by its state (R-DOC-06).</summary>
internal sealed class ExportList(IsmsDbContext db, SchemeReader scheme, ReadList lists, ListSnapshot snapshot, CriteriaInForce criteria, SignedPaper paper, SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ReadListRequest request, CancellationToken ct)
    {
        var outcome = await lists.RunAsync(actor, request, ct);
        if (outcome.Value is not { } list)
            return outcome.Refusal!;
        var rows = await snapshot.RowsAsync(list.Id, actor, ct);
        var criteriaId = await db.Set<ImportantAssetList>().Where(l => l.Id == list.Id).Select(l => l.CriteriaId).SingleAsync(ct);
        var used = (await criteria.FindAsync(criteriaId, ct))!;
        var classes = await scheme.CurrentAsync(ct);
        var zone = await settings.TimeZoneAsync(ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(list.Title), ct) with
        {
            Number = list.Number,
            State = list.State switch
            {
                ListState.Draft => DocumentState.Draft,
                ListState.InApproval => DocumentState.InReview,
                ListState.Approved => DocumentState.Approved,
                ListState.Superseded => DocumentState.Superseded,
                _ => throw new InvalidOperationException($"There is no list state {list.State}."),
            },
            Prepared = Step(list.PreparedBy, list.PreparedAt),
            Reviewed = Step(list.ReviewedBy, list.ReviewedAt),
            Approved = Step(list.ApprovedBy, list.ApprovedAt),
            EffectiveOn = Day(list.ApprovedAt),
        };
        db.Note("assets_important_lists", list.Id, new { export = list.Number, list.State });
        await db.SaveAsync(actor, "assets.export-list", ct);
        return WrittenFile.By($"{list.Number} {list.Title}.xlsx", WrittenFile.Xlsx, output =>
            ImportantAssetListDocument.Write(output, head, new ImportantAssetListContent(used.Criteria, rows.ConvertAll(Row))));

        SignedStep Step(string name, DateTime? at) => at is null ? SignedStep.Open : new SignedStep(name, Day(at));

        DateOnly? Day(DateTime? at) => at is { } instant ? DateOnly.FromDateTime(instant.In(zone).DateTime) : null;

        ImportantAssetRow Row(ImportantAssetListRow row) => new()
        {
            Number = row.Number, Name = row.Name, Category = InventoryRegister.CategoryTitle(row.CategoryCode), Department = row.Department, Owner = row.Owner,
            Custodian = row.Custodian, Location = row.Location, Classification = classes.Name(row.Classification, actor.Culture),
            ReplacementCost = row.ReplacementCost, Confidentiality = row.Confidentiality, Integrity = row.Integrity, Availability = row.Availability,
            Value = row.Value, ImportanceLevel = row.ImportanceLevel,
            Basis = row.OverrideReason.Length > 0 ? Phrase.Of("assets.basis-override", row.OverrideReason) : Phrase.Of("assets.basis-criterion", used.Criteria.Definition.ImportantFrom),
            Remark = row.Remark,
        };
    }
}
