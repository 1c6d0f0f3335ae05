using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>Works out what an uploaded register would do to the assets, without doing it.</summary>
internal sealed class ImportPlanner(IsmsDbContext db, CriteriaInForce criteria, SchemeReader scheme)
{
    /// <param name="file">Seekable; stays open.</param>
    public async Task<ImportPlan> PlanAsync(Actor actor, Stream file, string fileName, ImportSettings settings, CancellationToken ct)
    {
        var opening = SpreadsheetReader.Open(file, fileName);
        if (opening.Spreadsheet is not { } spreadsheet)
        {
            var refused = new ImportReport(fileName);
            refused.Refuse(opening.Problem!);
            return new ImportPlan(refused, new TableRecognition(null, [], opening.Problem), [], []);
        }
        using (spreadsheet)
        {
            var current = await criteria.CurrentAsync(ct);
            var words = await WordBook.OpenAsync(db, settings, actor.Today, ct);
            var existing = await ExistingAssets.OpenAsync(db, actor, ct);
            var classes = await scheme.CurrentAsync(ct);
            var resolver = new RowResolver(actor, words, existing, current, classes);
            var register = AssetRegisterParser.Parse(spreadsheet, settings.Options(AssetImportSchema.Schema), Scale(current), asset => Worth(current, asset), resolver.Resolve);
            return Sorted(register, [.. spreadsheet.Sheets.Select(s => s.Name)], resolver, words, existing, classes, actor) with { DepartmentName = words.DepartmentName, PersonName = id => words.PersonNames.GetValueOrDefault(id) ?? existing.PersonNames.GetValueOrDefault(id, "") };
        }
    }

    /// <summary>What the criteria in force make of a row.</summary>
    public static AssetValuation? Valuation(CriteriaSnapshot? current, ParsedAsset asset) =>
        current?.Criteria.Value(new AssetScores(asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability), CultureInfo.InvariantCulture).Result;

    private static ComputedWorth? Worth(CriteriaSnapshot? current, ParsedAsset asset) =>
        Valuation(current, asset) is { } valuation ? new ComputedWorth(valuation.Value, valuation.Important) : null;

    private static ImportPlan Sorted(AssetRegister register, IReadOnlyList<string> sheets, RowResolver resolver, WordBook words, ExistingAssets existing, ClassesInForce classes, Actor actor)
    {
        var rows = existing.Match(resolver.Planned, actor);
        var changed = new List<(PlannedAsset, IReadOnlyList<RowDifference>)>();
        var unchanged = 0;
        foreach (var row in rows.Where(r => r.Existing is not null))
        {
            var differences = RowDifferences.Of(row, words, existing, classes);
            if (differences.Count > 0)
                changed.Add((row, differences));
            else
                unchanged++;
        }
        return new ImportPlan(register.Report, register.Recognition, words.Unknowns, sheets) { New = rows.FindAll(r => r.Existing is null), Changed = changed, Unchanged = unchanged };
    }

    private static ScoreScale Scale(CriteriaSnapshot? current)
    {
        if (current is null)
            return ScoreScale.FiveLevels;
        var scale = current.Criteria.Definition.Scales.Confidentiality;
        var own = scale.Levels.SelectMany(l => new[] { (l.Word.Zh, l.Value), (l.Word.En, l.Value) });
        var common = scale is { Min: 1, Max: 5 } ? ScoreScale.FiveLevels.Words.Select(w => (w.Key, w.Value)) : [];
        return new ScoreScale(scale.Min, scale.Max, ScoreScale.Folded(own.Concat(common).DistinctBy(w => w.Item1).ToDictionary(w => w.Item1, w => w.Item2)));
    }
}

/// <summary>Says row by row what its words mean, and rejects what cannot be imported with the reason and what to do.</summary>
internal sealed class RowResolver(Actor actor, WordBook words, ExistingAssets existing, CriteriaSnapshot? current, ClassesInForce classes)
{
    public List<PlannedAsset> Planned { get; } = [];

    public void Resolve(TableRow row, ParsedAsset asset)
    {
        var known = asset.Number is { } number ? existing.Of(number) : null;
        var department = Department(row, asset, known);
        var owner = Owner(row, asset, department, known);
        var category = words.Category(asset.Category, asset.Name);
        if (category is null)
            row.Reject(AssetImportSchema.Category, "assets.import-category-unknown", asset.Category ?? "");
        CheckScores(row, asset);
        if (known is not null && existing.IsKept(known))
            row.Reject(AssetImportSchema.Number, "assets.number-taken", known.Number);
        else if (known is { State: AssetState.Retired })
            row.Reject(AssetImportSchema.Number, "assets.import-number-retired", known.Number);
        else if (known is not null && !actor.May(AssetPermissions.Edit, known.DepartmentId))
            row.Reject(AssetImportSchema.Number, "assets.import-number-elsewhere", known.Number);
        if (asset.Location is null && known is null)
            row.Warn(AssetImportSchema.Location, "assets.import-no-location");
        var classification = Class(row, asset, known);
        if (row.IsRejected || department is null || owner is null || category is null)
            return;
        var custodian = asset.Custodian is { } keeper ? words.Person(keeper, department, asks: false) : null;
        Planned.Add(new PlannedAsset(asset, category, department.Value, owner.Value, custodian, custodian is null ? asset.Custodian : "", classification) { Existing = known });
    }

    private Guid? Department(TableRow row, ParsedAsset asset, Asset? known)
    {
        if (asset.Department is null && known is not null)
            return known.DepartmentId;
        if (asset.Department is null)
        {
            row.Reject(AssetImportSchema.Department, "office.required-empty");
            return null;
        }
        if (words.Department(asset.Department) is not { } department)
            row.Reject(AssetImportSchema.Department, "assets.import-department-unknown", asset.Department);
        else if (!actor.May(AssetPermissions.Edit, department))
            row.Reject(AssetImportSchema.Department, "assets.import-department-not-yours", asset.Department);
        else
            return department;
        return null;
    }

    private Guid? Owner(TableRow row, ParsedAsset asset, Guid? department, Asset? known)
    {
        if (asset.Owner is null && known is not null)
            return known.OwnerId;
        if (words.Person(asset.Owner ?? "", department, asks: true) is { } owner)
            return owner;
        // R-4.2.1.4-01: nothing is registered without somebody who answers for it.
        row.Reject(AssetImportSchema.Owner, asset.Owner is null ? "assets.import-owner-missing" : "assets.import-owner-unknown", asset.Owner ?? "");
        return null;
    }

    private void CheckScores(TableRow row, ParsedAsset asset)
    {
        foreach (var problem in AssetDesk.ScoreProblems(current, new AssetScores(asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability)))
            row.Reject(problem.Field, problem.Code, [.. problem.Args.Select(a => a ?? "")]);
    }

    private Classification? Class(TableRow row, ParsedAsset asset, Asset? known)
    {
        if (asset.Classification is null)
            return null;
        if ((classes.Named(asset.Classification.Trim()) ?? ClassificationWords.Recognize(asset.Classification)) is not { } classification)
        {
            row.Warn(AssetImportSchema.Classification, "assets.import-class-unknown", asset.Classification);
            return null;
        }
        if (known?.Classification is { } now && classification < now)
        {
            row.Warn(AssetImportSchema.Classification, "assets.import-class-lower", classes.Name(now, CultureInfo.CurrentUICulture));
            return null;
        }
        return classification;
    }
}

/// <summary>The words in which registers state a classification.</summary>
internal static class ClassificationWords
{
    private static readonly Dictionary<string, Classification> Others = new(StringComparer.Ordinal)
    {
        ["一般"] = Classification.Internal, ["普通"] = Classification.Internal, ["内部公开"] = Classification.Internal, ["内部使用"] = Classification.Internal,
        ["商密"] = Classification.Confidential, ["保密"] = Classification.Confidential, ["敏感"] = Classification.Confidential,
        ["核心商密"] = Classification.Secret, ["public"] = Classification.Public, ["restricted"] = Classification.Secret,
    };

    public static Classification? Recognize(string text)
    {
        var key = HeadingText.Key(text);
        foreach (var classification in Enum.GetValues<Classification>())
        {
            var phrase = "secrecy.class." + classification;
            if (key == HeadingText.Key(Phrase.In(Phrase.Chinese, phrase)) || key == HeadingText.Key(Phrase.In(Phrase.English, phrase)))
                return classification;
        }
        return Others.TryGetValue(key, out var other) ? other : null;
    }
}

/// <summary>The assets that a register may be about.</summary>
internal sealed class ExistingAssets
{
    private readonly Dictionary<string, Asset> _byNumber;
    private readonly List<Asset> _active;

    private readonly IReadOnlySet<Guid> _kept;

    private ExistingAssets(List<Asset> assets, Dictionary<Guid, string> people, IReadOnlySet<Guid> kept)
    {
        _kept = kept;
        _byNumber = assets.ToDictionary(a => HeadingText.Folded(a.Number), StringComparer.Ordinal);
        _active = assets.FindAll(a => a.State == AssetState.Active);
        PersonNames = people;
    }

    /// <summary>Names of owners and custodians, those who left included.</summary>
    public IReadOnlyDictionary<Guid, string> PersonNames { get; }

    public static async Task<ExistingAssets> OpenAsync(IsmsDbContext db, Actor actor, CancellationToken ct)
    {
        var assets = await db.Set<Asset>().AsNoTracking().OrderBy(a => a.Number).ToListAsync(ct);
        var people = assets.Count == 0 ? [] : await db.People.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return new ExistingAssets(assets, people, assets.Count == 0 ? new HashSet<Guid>() : (await AssetReach.KeptFrom(db, actor).ToListAsync(ct)).ToHashSet());
    }

    /// <summary>True when its class keeps the asset from who imports: a file can neither show nor change it.</summary>
    public bool IsKept(Asset asset) => _kept.Contains(asset.Id);

    public Asset? Of(string number) => _byNumber.GetValueOrDefault(HeadingText.Folded(number));

    /// <summary>
    /// Rows without a number find their asset by what they say of it: first one of the same name, department, owner and place, in order; then the only one
    /// left of the same name and department. So the same file read twice adds nothing twice.
    /// </summary>
    public List<PlannedAsset> Match(List<PlannedAsset> rows, Actor actor)
    {
        var matched = rows.ToList();
        var taken = rows.Where(r => r.Existing is not null).Select(r => r.Existing!.Id).ToHashSet();
        var free = _active.FindAll(a => !taken.Contains(a.Id) && !IsKept(a) && actor.May(AssetPermissions.Edit, a.DepartmentId));
        if (free.Count == 0)
            return matched;
        Pair(r => (Key(r.Parsed.Name), r.DepartmentId, r.OwnerId, Key(r.Parsed.Location ?? "")), a => (Key(a.Name), a.DepartmentId, a.OwnerId, Key(a.Location)), onlyOne: false);
        Pair(r => (Key(r.Parsed.Name), r.DepartmentId), a => (Key(a.Name), a.DepartmentId), onlyOne: true);
        return matched;

        void Pair<TKey>(Func<PlannedAsset, TKey> ofRow, Func<Asset, TKey> ofAsset, bool onlyOne) where TKey : notnull
        {
            var assets = free.Where(a => !taken.Contains(a.Id)).GroupBy(ofAsset).ToDictionary(g => g.Key, g => new Queue<Asset>(g));
            var open = matched.Select((row, i) => (row, i)).Where(x => x.row.Parsed.Number is null && x.row.Existing is null).GroupBy(x => ofRow(x.row)).ToList();
            foreach (var group in open)
            {
                if (!assets.TryGetValue(group.Key, out var queue) || (onlyOne && (queue.Count > 1 || group.Skip(1).Any())))
                    continue;
                foreach (var (row, i) in group)
                {
                    if (!queue.TryDequeue(out var asset))
                        break;
                    taken.Add(asset.Id);
                    matched[i] = row with { Existing = asset };
                }
            }
        }
    }

    private static string Key(string text) => HeadingText.Folded(text);
}

/// <summary>What a row would change on its asset; what the file leaves blank stays as it is.</summary>
internal static class RowDifferences
{
    public static IReadOnlyList<RowDifference> Of(PlannedAsset row, WordBook words, ExistingAssets existing, ClassesInForce classes)
    {
        var (asset, parsed) = (row.Existing!, row.Parsed);
        var differences = new List<RowDifference>();
        Add("assets.name", asset.Name, parsed.Name);
        Add("assets.category", InventoryRegister.CategoryTitle(asset.CategoryCode), InventoryRegister.CategoryTitle(CategoryOf(row)));
        Add("assets.department", words.DepartmentName(asset.DepartmentId), words.DepartmentName(row.DepartmentId));
        Add("assets.owner", Person(asset.OwnerId), Person(row.OwnerId));
        if (parsed.Custodian is not null)
            Add("assets.custodian", asset.CustodianId is { } now ? Person(now) : asset.CustodianText, row.CustodianId is { } then ? Person(then) : row.CustodianText ?? "");
        Add("assets.location", asset.Location, parsed.Location ?? asset.Location);
        Add("assets.quantity", asset.Quantity, parsed.Quantity ?? asset.Quantity);
        Add("assets.remark", asset.Remark, parsed.Remark ?? asset.Remark);
        Add("assets.classification", classes.Name(asset.Classification, CultureInfo.CurrentUICulture), classes.Name(row.Classification ?? asset.Classification, CultureInfo.CurrentUICulture));
        Add("assets.replacement-cost", Number(asset.ReplacementCost), Number(parsed.ReplacementCost));
        Add("assets.confidentiality", Number(asset.Confidentiality), Number(parsed.Confidentiality));
        Add("assets.integrity", Number(asset.Integrity), Number(parsed.Integrity));
        Add("assets.availability", Number(asset.Availability), Number(parsed.Availability));
        return differences;

        void Add(string label, string old, string now)
        {
            if (old != now)
                differences.Add(new RowDifference(Phrase.Of(label), old, now));
        }

        string Person(Guid id) => words.PersonNames.GetValueOrDefault(id) ?? existing.PersonNames.GetValueOrDefault(id, "");
    }

    /// <summary>A register that only says the class does not undo the kind that somebody chose within it.</summary>
    public static string CategoryOf(PlannedAsset row) =>
        row.Existing is { } asset && asset.CategoryCode.StartsWith(row.CategoryCode + "-", StringComparison.Ordinal) ? asset.CategoryCode : row.CategoryCode;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
