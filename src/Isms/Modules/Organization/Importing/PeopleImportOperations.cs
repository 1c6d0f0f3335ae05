using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Importing;

/// <summary>Uploads a list of people.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record BeginPeopleImportRequest([Required] string Name, Stream Content);

/// <summary>Keeps the file and works out what it would do; nothing is imported yet.</summary>
internal sealed class BeginPeopleImport(IsmsDbContext db, IFileVault vault, PeoplePlanner planner, TimeProvider time)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, BeginPeopleImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        var name = AddAttachment.NameOf(request.Name);
        var plan = await planner.PlanAsync(actor, request.Content, name, new PeopleImportSettings(), ct);
        // A file without any table has nothing to map; it is not kept.
        if (plan.Report.Problem is { } problem && plan.Recognition.Table is null)
            return Refusal.Invalid("file", problem.Code, [.. problem.Args]);
        request.Content.Position = 0;
        if (await vault.PutAsync(request.Content, ReadingLimits.Default.FileBytes, ct) is not { } kept)
            return Refusal.Invalid("file", "office.file-too-large", ReadingLimits.Default.FileBytes >> 20);
        var import = new PeopleImport { FileName = name, FileHash = kept.Sha256, StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        import.Look(new PeopleImportSettings(), PeoplePlanner.PreviewOf(plan, actor.Culture));
        db.Add(import);
        await db.SaveAsync(actor, "organization.begin-import", ct);
        return PeopleImportView.Of(import);
    }
}

/// <summary>A person's own imports, the newest first.</summary>
internal sealed class ListPeopleImports(IsmsDbContext db)
{
    private const int Most = 20;

    public async Task<Outcome<IReadOnlyList<PeopleImportView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit) is { } no)
            return no;
        var imports = await db.Set<PeopleImport>().AsNoTracking().Where(i => i.StartedById == actor.PersonId && i.State != PeopleImportState.Dropped)
            .OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(Most).ToListAsync(ct);
        return imports.ConvertAll(PeopleImportView.Of);
    }
}

/// <summary>An import, for who started it and nobody else.</summary>
internal sealed class ReadPeopleImport(IsmsDbContext db)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit) is { } no)
            return no;
        return await db.Set<PeopleImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.StartedById == actor.PersonId, ct) is { } import
            ? PeopleImportView.Of(import) : Refusal.NotFound;
    }
}

/// <summary>What a person says about the file.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangePeopleImportRequest(Guid Id, int Version, PeopleImportSettings Settings);

/// <summary>Takes mapping and choices over and works out anew what the file would do.</summary>
internal sealed class ChangePeopleImport(IsmsDbContext db, IFileVault vault, PeoplePlanner planner)
{
    public static readonly Refusal Ended = new("organization.import-ended");
    public static readonly Refusal FileLost = new("organization.import-file-lost");

    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, ChangePeopleImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request.Settings) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<PeopleImport>().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != request.Version)
            return Refusal.Stale([]);
        if (import.State != PeopleImportState.Preview)
            return Ended;
        await using var file = await vault.OpenAsync(import.FileHash, ct);
        if (file is null)
            return FileLost;
        var plan = await planner.PlanAsync(actor, file, import.FileName, request.Settings, ct);
        import.Look(request.Settings, PeoplePlanner.PreviewOf(plan, actor.Culture));
        await db.SaveAsync(actor, "organization.map-import", ct);
        return PeopleImportView.Of(import);
    }
}

/// <param name="Version">The version this change is based on.</param>
public sealed record DropPeopleImportRequest(Guid Id, int Version);

/// <summary>Gives an import up.</summary>
internal sealed class DropPeopleImport(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, DropPeopleImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PeopleImport>().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != request.Version)
            return Refusal.Stale([]);
        if (import.State != PeopleImportState.Preview)
            return ChangePeopleImport.Ended;
        import.Drop(time.Instant());
        await db.SaveAsync(actor, "organization.drop-import", ct);
        await writing.CommitAsync(ct);
        return PeopleImportView.Of(import);
    }
}
