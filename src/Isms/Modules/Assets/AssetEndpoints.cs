using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Registers;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Importance;
using Isms.Modules.Assets.Importing;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Microsoft.AspNetCore.Mvc;

namespace Isms.Modules.Assets;

/// <summary>The doors of the assets' operations for programs.</summary>
internal static class AssetEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapAssets(api.MapGroup("/assets").WithTags("Assets"));
        MapImportance(api.MapGroup("/assets").WithTags("Assets"));
        MapImports(api.MapGroup("/assets/imports").WithTags("Assets"));
        MapConfirmations(api.MapGroup("/asset-confirmations").WithTags("Assets"));
        MapLists(api.MapGroup("/important-asset-lists").WithTags("Assets"));
    }

    private static void MapAssets(RouteGroupBuilder assets)
    {
        assets.MapGet("/", (RegisterQuery query, Actor actor, ListAssets list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(AssetPermissions.See);
        assets.MapGet("/export", async (RegisterQuery query, Actor actor, ExportAssets export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(AssetPermissions.See);
        assets.MapGet("/{id:guid}", (Guid id, Actor actor, ReadAsset read, CancellationToken ct) => read.RunAsync(actor, new ReadAssetRequest(id), ct)).Needs(AssetPermissions.See);
        assets.MapPost("/", async (AssetFacts facts, Actor actor, CreateAsset create, CancellationToken ct) =>
            (await create.RunAsync(actor, facts, ct)).At(a => $"/api/v1/assets/{a.Id}")).Needs(AssetPermissions.Edit);
        assets.MapPut("/{id:guid}", (Guid id, AssetFacts facts, IfMatch match, Actor actor, ChangeAsset change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeAssetRequest(id, match.Version, facts), ct)).Needs(AssetPermissions.Edit);
        assets.MapPost("/{id:guid}/retire", (Guid id, RetireAssetRequest request, IfMatch match, Actor actor, RetireAsset retire, CancellationToken ct) =>
            retire.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(AssetPermissions.Edit);
        assets.MapPost("/{id:guid}/restore", (Guid id, IfMatch match, Actor actor, RestoreAsset restore, CancellationToken ct) =>
            restore.RunAsync(actor, new RestoreAssetRequest(id, match.Version), ct)).Needs(AssetPermissions.Edit);
        assets.MapPost("/revalue", (Actor actor, RevalueAssets revalue, CancellationToken ct) => revalue.RunAsync(actor, ct)).Needs(AssetPermissions.DrawList);
    }

    private static void MapImportance(RouteGroupBuilder assets)
    {
        assets.MapPost("/{id:guid}/importance", (Guid id, OverrideImportanceRequest request, IfMatch match, Actor actor, OverrideImportance set, CancellationToken ct) =>
            set.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(AssetPermissions.Override);
        assets.MapPost("/{id:guid}/requests", async (Guid id, AskForLoweringRequest request, Actor actor, AskForLowering ask, CancellationToken ct) =>
            (await ask.RunAsync(actor, request with { AssetId = id }, ct)).At(r => $"/api/v1/assets/requests/{r.Id}")).Needs(AssetPermissions.Edit);
        assets.MapGet("/requests/{id:guid}", (Guid id, Actor actor, ReadLowering read, CancellationToken ct) => read.RunAsync(actor, new ReadLoweringRequest(id), ct)).Needs(AssetPermissions.See);
        assets.MapPost("/requests/{id:guid}/drop", (Guid id, IfMatch match, Actor actor, DropLowering drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropLoweringRequest(id, match.Version), ct)).Needs(AssetPermissions.Edit);
    }

    private static void MapImports(RouteGroupBuilder imports)
    {
        // The file comes as a form; the caller is known by session or token, and a form's antiforgery token is for pages.
        imports.MapPost("/", BeginAsync).Needs(AssetPermissions.Edit).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(ReadingLimits.Default.FileBytes + (1 << 20)), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ReadingLimits.Default.FileBytes + (1 << 20) });
        imports.MapGet("/{id:guid}", (Guid id, Actor actor, ReadImport read, CancellationToken ct) => read.RunAsync(actor, new ReadImportRequest(id), ct)).Needs(AssetPermissions.Edit);
        imports.MapPut("/{id:guid}", (Guid id, ImportSettings settings, IfMatch match, Actor actor, ChangeImport change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeImportRequest(id, match.Version, settings), ct)).Needs(AssetPermissions.Edit);
        imports.MapPost("/{id:guid}/commit", (Guid id, CommitImportRequest request, IfMatch match, Actor actor, CommitImport commit, CancellationToken ct) =>
            commit.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(AssetPermissions.Edit);
        imports.MapPost("/{id:guid}/register-unknown", (Guid id, IfMatch match, Actor actor, RegisterUnknown register, CancellationToken ct) =>
            register.RunAsync(actor, new RegisterUnknownRequest(id, match.Version), ct)).Needs(AssetPermissions.EnterNewcomers);
        imports.MapPost("/{id:guid}/drop", (Guid id, IfMatch match, Actor actor, DropImport drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropImportRequest(id, match.Version), ct)).Needs(AssetPermissions.Edit);
        imports.MapGet("/{id:guid}/report", async (Guid id, Actor actor, ExportImportReport export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ReadImportRequest(id), ct)).AsDownload()).Needs(AssetPermissions.Edit);
    }

    private static async Task<Outcome<ImportView>> BeginAsync(Actor actor, IFormFile file, BeginImport begin, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return (await begin.RunAsync(actor, new BeginImportRequest(file.FileName, content), ct)).At(i => $"/api/v1/assets/imports/{i.Id}");
    }

    private static void MapConfirmations(RouteGroupBuilder cycles)
    {
        cycles.MapGet("/", (Actor actor, ListCycles list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(AssetPermissions.Read);
        cycles.MapPost("/", async (OpenCycleRequest request, Actor actor, OpenCycle open, CancellationToken ct) =>
            (await open.RunAsync(actor, request, ct)).At(c => $"/api/v1/asset-confirmations/{c.Id}")).Needs(AssetPermissions.RunCycle);
        cycles.MapGet("/{id:guid}", (Guid id, Actor actor, ReadCycle read, CancellationToken ct) => read.RunAsync(actor, new ReadCycleRequest(id), ct)).Needs(AssetPermissions.Read);
        cycles.MapPost("/{id:guid}/close", (Guid id, CloseCycleRequest request, IfMatch match, Actor actor, CloseCycle close, CancellationToken ct) =>
            close.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(AssetPermissions.RunCycle);
        cycles.MapGet("/{id:guid}/departments/{departmentId:guid}", (Guid id, Guid departmentId, Actor actor, ReadDepartmentList read, CancellationToken ct) =>
            read.RunAsync(actor, new ReadDepartmentListRequest(id, departmentId), ct)).Needs(AssetPermissions.Read);
        cycles.MapPost("/{id:guid}/departments/{departmentId:guid}/confirm", (Guid id, Guid departmentId, ConfirmListRequest request, Actor actor, ConfirmList confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { CycleId = id, DepartmentId = departmentId }, ct)).Needs(AssetPermissions.Confirm);
    }

    private static void MapLists(RouteGroupBuilder lists)
    {
        lists.MapGet("/", (Actor actor, ListLists all, CancellationToken ct) => all.RunAsync(actor, ct)).Needs(AssetPermissions.Read);
        lists.MapPost("/", async (DrawListRequest request, Actor actor, DrawList draw, CancellationToken ct) =>
            (await draw.RunAsync(actor, request, ct)).At(l => $"/api/v1/important-asset-lists/{l.Id}")).Needs(AssetPermissions.DrawList);
        lists.MapGet("/{id:guid}", (Guid id, Actor actor, ReadList read, CancellationToken ct) => read.RunAsync(actor, new ReadListRequest(id), ct)).Needs(AssetPermissions.Read);
        lists.MapGet("/{id:guid}/rows", (Guid id, RegisterQuery query, Actor actor, ReadListRows rows, CancellationToken ct) =>
            rows.RunAsync(actor, new ReadListRowsRequest(id, query), ct)).Needs(AssetPermissions.Read);
        lists.MapPost("/{id:guid}/redraw", (Guid id, IfMatch match, Actor actor, RedrawList redraw, CancellationToken ct) =>
            redraw.RunAsync(actor, new RedrawListRequest(id, match.Version), ct)).Needs(AssetPermissions.DrawList);
        lists.MapGet("/{id:guid}/document", async (Guid id, Actor actor, ExportList export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ReadListRequest(id), ct)).AsDownload()).Needs(AssetPermissions.Read);
        lists.MapGet("/{id:guid}/comparison/{otherId:guid}", (Guid id, Guid otherId, Actor actor, CompareLists compare, CancellationToken ct) =>
            compare.RunAsync(actor, new CompareListsRequest(otherId, id), ct)).Needs(AssetPermissions.Read);
        lists.MapGet("/{id:guid}/comparison/{otherId:guid}/document", async (Guid id, Guid otherId, Actor actor, ExportComparison export, CancellationToken ct) =>
            (await export.RunAsync(actor, new CompareListsRequest(otherId, id), ct)).AsDownload()).Needs(AssetPermissions.Read);
    }
}
