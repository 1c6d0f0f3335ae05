using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Records;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>The register as forms refer to it: number and name.</summary>
internal sealed class AssetReferences(IsmsDbContext db) : IContribute<ReferenceAsked, ReferenceFound>, IContribute<ThingsAsked, ThingFound>
{
    private const string Target = "asset";
    private const int Most = 200;

    public async Task<IReadOnlyList<ReferenceFound>> AnswerAsync(Actor actor, ReferenceAsked question, CancellationToken ct)
    {
        if (question.Target != Target)
            return [];
        var found = await db.Set<Asset>().VisibleTo(db, actor).Where(a => a.State == AssetState.Active).OrderBy(a => a.Number).Take(Most).Select(a => new { a.Id, a.Number, a.Name }).ToListAsync(ct);
        return found.ConvertAll(a => new ReferenceFound($"{a.Number} {a.Name}", $"/assets/{a.Id}"));
    }

    public async Task<IReadOnlyList<ThingFound>> AnswerAsync(Actor actor, ThingsAsked question, CancellationToken ct)
    {
        if (question.Target != Target)
            return [];
        var codes = question.Categories.SelectMany(c => AssetCategories.Find(c) is not { } category ? [c] : category.IsClass ? AssetCategories.KindsOf(category).Select(k => k.Code).Append(c) : [category.Code]).ToList();
        return await AssetViews.Summaries(db).Where(a => !a.Retired && (codes.Count == 0 || codes.Contains(a.CategoryCode)) && (!question.OnlyImportant || a.IsImportant)).OrderBy(a => a.Number)
            .Select(a => new ThingFound(a.Number, a.Name, a.DepartmentId, a.OwnerId)).ToListAsync(ct);
    }
}
