using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Organization;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>Evidence files of an asset: whoever sees the asset sees them, whoever may change it adds and removes them.</summary>
internal sealed class AssetAttachments(IsmsDbContext db, OpeningLog log) : IAttachmentSubject
{
    public const string SubjectKind = "assets.asset";

    public string Kind => SubjectKind;

    public Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => db.Set<Asset>().VisibleTo(db, actor).AnyAsync(a => a.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<Asset>().Where(a => a.Id == id && a.State == AssetState.Active).Select(a => (Guid?)a.DepartmentId).SingleOrDefaultAsync(ct) is { } department
        && actor.May(AssetPermissions.Edit, department);

    public async Task OpenedAsync(Actor actor, Guid id, string name, CancellationToken ct)
    {
        if (await db.Set<Asset>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } asset)
            await log.NoteAsync(actor, AssetClass.Opened(asset, name), OpeningWay.Download, ct);
    }
}

/// <summary>Assets that still belong to a department that is to be closed.</summary>
internal sealed class AssetsOfDepartment(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var count = await db.Set<Asset>().CountAsync(a => a.DepartmentId == question.DepartmentId && a.State == AssetState.Active, ct);
        return count == 0 ? [] : [new Obstacle(Phrase.Of("assets.still-belong", count), $"/assets?filter.department={question.DepartmentId}&filter.state=active")];
    }
}

/// <summary>Assets that somebody who leaves still answers for.</summary>
internal sealed class AssetsOfPerson(IsmsDbContext db) : IContribute<PersonLeaving, Obstacle>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, PersonLeaving question, CancellationToken ct)
    {
        var owned = db.Set<Asset>().Where(a => a.State == AssetState.Active && (a.OwnerId == question.PersonId || a.CustodianId == question.PersonId));
        var assets = await AssetViews.Summaries(db, actor).Where(a => owned.Any(o => o.Id == a.Id)).OrderBy(a => a.Number).Take(Most).Select(a => new { a.Id, a.Number, a.Name }).ToListAsync(ct);
        return assets.ConvertAll(a => new Obstacle(Phrase.Of("assets.still-answers", a.Number, a.Name), $"/assets/{a.Id}"));
    }
}
