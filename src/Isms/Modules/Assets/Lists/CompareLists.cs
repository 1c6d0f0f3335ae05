using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Lists;

/// <summary>Two lists.</summary>
/// <param name="OldId">The one to compare with, usually the earlier.</param>
/// <param name="NewId">The other.</param>
public sealed record CompareListsRequest(Guid OldId, Guid NewId);

/// <summary>An asset that both lists hold, with what differs.</summary>
/// <param name="Differences">Field, old as <c>current</c>, new as <c>yours</c>.</param>
public sealed record ChangedAsset(Guid AssetId, string Number, string Name, IReadOnlyList<ListDifference> Differences);

/// <summary>One field of one asset in two lists, in the reader's words.</summary>
/// <param name="Field">Stable name.</param>
public sealed record ListDifference(string Field, string Label, string Old, string New);

/// <summary>An asset that only one list holds.</summary>
public sealed record OneSidedAsset(Guid AssetId, string Number, string Name, string Department, int Value, int ImportanceLevel);

/// <summary>What became of the important assets from one list to the other.</summary>
/// <param name="Same">How many are unchanged.</param>
public sealed record ListComparison(
    ListView Old, ListView New, IReadOnlyList<OneSidedAsset> Added, IReadOnlyList<OneSidedAsset> Removed, IReadOnlyList<ChangedAsset> Changed, int Same);

/// <summary>Compares two lists asset by asset and field by field (R-4.2.1.4-04: the list is a versioned snapshot).</summary>
internal sealed class CompareLists(ReadList lists, ListSnapshot snapshot, SchemeReader scheme)
{
    public async Task<Outcome<ListComparison>> RunAsync(Actor actor, CompareListsRequest request, CancellationToken ct)
    {
        var older = await lists.RunAsync(actor, new ReadListRequest(request.OldId), ct);
        if (older.Value is null)
            return older.Refusal!;
        var newer = await lists.RunAsync(actor, new ReadListRequest(request.NewId), ct);
        if (newer.Value is null)
            return newer.Refusal!;
        var before = (await snapshot.RowsAsync(request.OldId, actor, ct)).ToDictionary(r => r.AssetId);
        var after = await snapshot.RowsAsync(request.NewId, actor, ct);
        var classes = await scheme.CurrentAsync(ct);
        var kept = after.Select(r => r.AssetId).ToHashSet();
        var both = after.Where(r => before.ContainsKey(r.AssetId)).Select(r => new ChangedAsset(r.AssetId, r.Number, r.Name, Differences(before[r.AssetId], r, classes))).ToList();
        return new ListComparison(older.Value, newer.Value,
            [.. after.Where(r => !before.ContainsKey(r.AssetId)).Select(OneSided)], [.. before.Values.Where(r => !kept.Contains(r.AssetId)).OrderBy(r => r.Ordinal).Select(OneSided)],
            [.. both.Where(c => c.Differences.Count > 0)], both.Count(c => c.Differences.Count == 0));
    }

    private static OneSidedAsset OneSided(ImportantAssetListRow row) => new(row.AssetId, row.Number, row.Name, row.Department, row.Value, row.ImportanceLevel);

    private static List<ListDifference> Differences(ImportantAssetListRow old, ImportantAssetListRow now, ClassesInForce classes) =>
    [
        .. new (string Field, string Label, string Old, string New)[]
        {
            ("number", "assets.number", old.Number, now.Number), ("name", "assets.name", old.Name, now.Name),
            ("category", "assets.category", InventoryRegister.CategoryTitle(old.CategoryCode), InventoryRegister.CategoryTitle(now.CategoryCode)),
            ("department", "assets.department", old.Department, now.Department), ("owner", "assets.owner", old.Owner, now.Owner),
            ("custodian", "assets.custodian", old.Custodian, now.Custodian), ("location", "assets.location", old.Location, now.Location),
            ("classification", "assets.classification", classes.Name(old.Classification, CultureInfo.CurrentUICulture), classes.Name(now.Classification, CultureInfo.CurrentUICulture)),
            ("replacementCost", "assets.replacement-cost", Number(old.ReplacementCost), Number(now.ReplacementCost)),
            ("confidentiality", "assets.confidentiality", Number(old.Confidentiality), Number(now.Confidentiality)),
            ("integrity", "assets.integrity", Number(old.Integrity), Number(now.Integrity)),
            ("availability", "assets.availability", Number(old.Availability), Number(now.Availability)),
            ("value", "assets.value", Number(old.Value), Number(now.Value)),
            ("importance", "assets.importance-level", Number(old.ImportanceLevel), Number(now.ImportanceLevel)),
            ("remark", "assets.remark", old.Remark, now.Remark),
        }.Where(f => f.Old != f.New).Select(f => new ListDifference(f.Field, Phrase.Of(f.Label), f.Old, f.New)),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The comparison as a workbook.</summary>
internal sealed class ExportComparison(CompareLists compare, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, CompareListsRequest request, CancellationToken ct)
    {
        var outcome = await compare.RunAsync(actor, request, ct);
        if (outcome.Value is not { } found)
            return outcome.Refusal!;
        var culture = actor.Culture;
        var title = Phrase.In(culture, "assets.comparison-of", found.Old.Number, found.New.Number);
        var head = await paper.HeadAsync(actor, new PaperFacts(title, State: DocumentState.Extract), ct);
        SheetColumn[] columns =
        [
            new(T("change-kind"), 10), new(T("number"), 16), new(T("name"), 26), new(T("field"), 14), new(found.Old.Number, 26), new(found.New.Number, 26),
        ];
        var rows = found.Added.Select(a => Row("added", a.Number, a.Name, "", "", Worth(a)))
            .Concat(found.Removed.Select(a => Row("removed", a.Number, a.Name, "", Worth(a), "")))
            .Concat(found.Changed.SelectMany(c => c.Differences.Select(d => Row("changed", c.Number, c.Name, d.Label, d.Old, d.New))));
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output =>
            WorkbookWriter.Write(output, head, [new WorkbookSheet(Phrase.In(culture, "assets.comparison"), columns, rows) { FrozenColumns = 3 }]));

        string T(string key) => Phrase.In(culture, "assets." + key);

        string Worth(OneSidedAsset asset) => Phrase.In(culture, "assets.worth", asset.Value, asset.ImportanceLevel);

        IReadOnlyList<object?> Row(string change, params ReadOnlySpan<string> cells) => [T(change), .. cells];
    }
}
