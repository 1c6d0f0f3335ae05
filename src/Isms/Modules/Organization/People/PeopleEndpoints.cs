using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Registers;
using Isms.Modules.Organization.Importing;
using Isms.Modules.Organization.Leaving;

namespace Isms.Modules.Organization.People;

internal static class PeopleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("Organization");
        people.MapGet("/", (RegisterQuery query, Actor actor, ListPeople list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(OrganizationPermissions.Read);
        people.MapGet("/{id:guid}", (Guid id, Actor actor, ReadPerson read, CancellationToken ct) => read.RunAsync(actor, new ReadPersonRequest(id), ct))
            .Needs(OrganizationPermissions.Read);
        people.MapPost("/", async (PersonFacts person, Actor actor, CreatePerson create, CancellationToken ct) =>
            (await create.RunAsync(actor, new CreatePersonRequest(person), ct)).At(p => $"/api/v1/people/{p.Id}")).Needs(OrganizationPermissions.Edit);
        people.MapPut("/{id:guid}", (Guid id, PersonFacts person, IfMatch match, Actor actor, ChangePerson change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangePersonRequest(id, match.Version, person), ct)).Needs(OrganizationPermissions.Edit);
        people.MapGet("/{id:guid}/record", (Guid id, Actor actor, ReadPersonRecord read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Read);
        people.MapGet("/{id:guid}/leaving", (Guid id, Actor actor, ReadLeaving read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.SeeOff);
        people.MapPost("/{id:guid}/leaving", (Guid id, RecordLeavingRequest request, IfMatch match, Actor actor, RecordLeaving record, CancellationToken ct) =>
            record.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.Edit);
        people.MapPost("/leaving-tasks/{id:guid}/done", (Guid id, CompleteLeavingTaskRequest request, IfMatch match, Actor actor, CompleteLeavingTask complete, CancellationToken ct) =>
            complete.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.SeeOff);
        MapImports(people.MapGroup("/imports"));
    }

    private static void MapImports(RouteGroupBuilder imports)
    {
        imports.MapGet("/", (Actor actor, ListPeopleImports list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(OrganizationPermissions.Edit);
        imports.MapPost("/", BeginAsync).Needs(OrganizationPermissions.Edit).DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute((128L << 20) + (1 << 20)));
        imports.MapGet("/{id:guid}", (Guid id, Actor actor, ReadPeopleImport read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Edit);
        imports.MapPut("/{id:guid}", (Guid id, PeopleImportSettings settings, IfMatch match, Actor actor, ChangePeopleImport change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangePeopleImportRequest(id, match.Version, settings), ct)).Needs(OrganizationPermissions.Edit);
        imports.MapPost("/{id:guid}/commit", (Guid id, CommitImportRequest request, IfMatch match, Actor actor, CommitPeopleImport commit, CancellationToken ct) =>
            commit.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.Edit);
        imports.MapPost("/{id:guid}/drop", (Guid id, IfMatch match, Actor actor, DropPeopleImport drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropImportRequest(id, match.Version), ct)).Needs(OrganizationPermissions.Edit);
        imports.MapGet("/{id:guid}/report", async (Guid id, Actor actor, ExportPeopleImportReport export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(OrganizationPermissions.Edit);
    }

    private static async Task<Outcome<PeopleImportView>> BeginAsync(Actor actor, IFormFile file, BeginPeopleImport begin, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return (await begin.RunAsync(actor, new BeginPeopleImportRequest(file.FileName, content), ct)).At(i => $"/api/v1/people/imports/{i.Id}");
    }
}
