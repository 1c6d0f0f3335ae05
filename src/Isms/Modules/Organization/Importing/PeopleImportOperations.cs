using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization.Importing;

/// <summary>Uploads a list of people.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record BeginPeopleImportRequest([Required] string Name, Stream Content);

/// <summary>Keeps the file and works out what it would do; nothing is imported yet.</summary>
internal sealed class BeginPeopleImport(IsmsDbContext db, ImportDesk desk, PeoplePlanner planner, TimeProvider time)
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
        var kept = await desk.KeepAsync(request.Content, ct);
        if (kept.Value is not { } hash)
            return kept.Refusal!;
        var import = new PeopleImport { FileName = name, FileHash = hash, StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        import.Look(new PeopleImportSettings(), new PeopleImportPreview(plan, actor.Culture));
        db.Add(import);
        await db.SaveAsync(actor, "organization.begin-import", ct);
        return new PeopleImportView(import);
    }
}

/// <summary>A person's own imports, the newest first.</summary>
internal sealed class ListPeopleImports(ImportDesk desk)
{
    public async Task<Outcome<IReadOnlyList<ImportRow>>> RunAsync(Actor actor, CancellationToken ct) =>
        actor.Refuses(OrganizationPermissions.Edit) is { } no ? no : await desk.OwnAsync<PeopleImport>(actor, ct);
}

/// <summary>An import, for who started it and nobody else.</summary>
internal sealed class ReadPeopleImport(ImportDesk desk)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit) is { } no)
            return no;
        return await desk.FindAsync<PeopleImport>(actor, id, ct) is { } import ? new PeopleImportView(import) : Refusal.NotFound;
    }
}

/// <summary>What a person says about the file.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangePeopleImportRequest(Guid Id, int Version, PeopleImportSettings Settings);

/// <summary>Takes mapping and choices over and works out anew what the file would do.</summary>
internal sealed class ChangePeopleImport(IsmsDbContext db, ImportDesk desk, PeoplePlanner planner)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, ChangePeopleImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request.Settings) is { } no)
            return no;
        var open = await desk.TakeUpAsync<PeopleImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        await using var file = desk.Open(import);
        if (file is null)
            return ImportDesk.FileLost;
        var plan = await planner.PlanAsync(actor, file, import.FileName, request.Settings, ct);
        import.Look(request.Settings, new PeopleImportPreview(plan, actor.Culture));
        await db.SaveAsync(actor, "organization.map-import", ct);
        return new PeopleImportView(import);
    }
}

/// <summary>Gives an import up.</summary>
internal sealed class DropPeopleImport(IsmsDbContext db, ImportDesk desk, TimeProvider time)
{
    public async Task<Outcome<PeopleImportView>> RunAsync(Actor actor, DropImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var open = await desk.TakeUpAsync<PeopleImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        import.Drop(time.Instant());
        await db.SaveAsync(actor, "organization.drop-import", ct);
        await writing.CommitAsync(ct);
        return new PeopleImportView(import);
    }
}
