using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Isms.Modules.Organization.Responsibilities;

internal static class MatrixEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapMatrices(api.MapGroup("/responsibility-matrices").WithTags("Organization"));
        MapImports(api.MapGroup("/responsibility-imports").WithTags("Organization"));
        api.MapGet("/responsibility-leads", (Actor actor, [AsParameters] FindLeadRequest request, FindLead find, CancellationToken ct) => find.RunAsync(actor, request, ct))
            .WithTags("Organization").Needs(ResponsibilityPermissions.Read);
    }

    private static void MapMatrices(RouteGroupBuilder matrices)
    {
        matrices.MapGet("/", (Actor actor, ListMatrices list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(ResponsibilityPermissions.Read);
        matrices.MapPost("/", async (Actor actor, CreateMatrixRequest request, CreateMatrix create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(m => "/api/v1/responsibility-matrices/" + m.Id)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMatrix read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResponsibilityPermissions.Read);
        matrices.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, DropMatrix drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropMatrixRequest(id, match.Version), ct)).Needs(ResponsibilityPermissions.Edit);
        // Each row carries the version it is based on; one for the whole matrix would let two people who fill in different rows refuse each other.
        matrices.MapPut("/{id:guid}/rows", (Actor actor, Guid id, SaveMatrixRequest request, SaveMatrix save, CancellationToken ct) =>
            save.RunAsync(actor, request with { MatrixId = id }, ct)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapPost("/{id:guid}/columns", (Actor actor, Guid id, AddMatrixColumnRequest request, AddMatrixColumn add, CancellationToken ct) =>
            add.RunAsync(actor, request with { MatrixId = id }, ct)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapPut("/{id:guid}/columns/{columnId:guid}", (Actor actor, Guid id, Guid columnId, IfMatch match, MoveMatrixColumnRequest request, MoveMatrixColumn move, CancellationToken ct) =>
            move.RunAsync(actor, request with { MatrixId = id, ColumnId = columnId, Version = match.Version }, ct)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapDelete("/{id:guid}/columns/{columnId:guid}", (Actor actor, Guid id, Guid columnId, IfMatch match, RemoveMatrixColumn remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveMatrixColumnRequest(id, columnId, match.Version), ct)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapGet("/{id:guid}/findings", (Actor actor, Guid id, CheckMatrix check, CancellationToken ct) => check.RunAsync(actor, id, ct)).Needs(ResponsibilityPermissions.Read);
        matrices.MapPost("/{id:guid}/confirmations", (Actor actor, Guid id, ConfirmFindingRequest request, ConfirmFinding confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { MatrixId = id }, ct)).Needs(ResponsibilityPermissions.Edit);
        matrices.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportMatrix export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(ResponsibilityPermissions.Read);
    }

    private static void MapImports(RouteGroupBuilder imports)
    {
        // The file comes as a form; the caller is known by session or token, and a form's antiforgery token is for pages.
        imports.MapPost("/", BeginAsync).Needs(ResponsibilityPermissions.Edit).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(ReadingLimits.Default.FileBytes + (1 << 20)));
        imports.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMatrixImport read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResponsibilityPermissions.Edit);
        imports.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, MapMatrixImportRequest request, MapMatrixImport map, CancellationToken ct) =>
            map.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ResponsibilityPermissions.Edit);
        imports.MapPost("/{id:guid}/commit", (Actor actor, Guid id, IfMatch match, CommitMatrixImport commit, CancellationToken ct) =>
            commit.RunAsync(actor, new CommitMatrixImportRequest(id, match.Version), ct)).Needs(ResponsibilityPermissions.Edit);
    }

    private static async Task<Outcome<MatrixImportView>> BeginAsync(Actor actor, IFormFile file, BeginMatrixImport begin, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return (await begin.RunAsync(actor, new BeginMatrixImportRequest(file.FileName, content), ct)).At(i => "/api/v1/responsibility-imports/" + i.Id);
    }
}

internal static class MatrixServices
{
    public static IServiceCollection AddResponsibilities(this IServiceCollection services) => services
        .AddScoped<LeadUnits>().AddScoped<MatrixReader>().AddScoped<MatrixDesk>().AddScoped<MatrixCheck>().AddScoped<LegendReader>().AddScoped<MatrixFileReader>()
        .AddScoped<Kernel.Signing.IApprovalSubject, MatrixApproval>().AddScoped<Kernel.Signals.IContribute<DepartmentClosing, Obstacle>, MatrixOfDepartment>();
}
