using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Spending;
using Isms.Modules.Resources.Summary;

namespace Isms.Modules.Resources;

internal static class ResourcesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapRequests(api.MapGroup("/resource-requests").WithTags("Resources"));
        MapFacilities(api.MapGroup("/facilities").WithTags("Resources"));
    }

    private static void MapRequests(RouteGroupBuilder requests)
    {
        requests.MapGet("/", (Actor actor, RegisterQuery query, FindRequests find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(ResourcePermissions.Read);
        requests.MapGet("/export", async (Actor actor, RegisterQuery query, ExportRequests export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(ResourcePermissions.Read);
        requests.MapGet("/summary", (Actor actor, int? year, ReadSummary read, CancellationToken ct) => read.RunAsync(actor, year, ct)).Needs(ResourcePermissions.Read);
        requests.MapGet("/summary/document", async (Actor actor, int? year, ExportSummary export, CancellationToken ct) => (await export.RunAsync(actor, year, ct)).AsDownload()).Needs(ResourcePermissions.Read);
        requests.MapPost("/", async (Actor actor, RequestFacts facts, CreateRequest create, CancellationToken ct) =>
            (await create.RunAsync(actor, facts, ct)).At(r => "/api/v1/resource-requests/" + r.Id)).Needs(ResourcePermissions.Edit);
        requests.MapGet("/{id:guid}", (Actor actor, Guid id, ReadRequest read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.Read);
        requests.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, RequestFacts facts, ChangeRequest change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeRequestRequest(id, match.Version, facts), ct)).Needs(ResourcePermissions.Edit);
        requests.MapPost("/{id:guid}/end", (Actor actor, Guid id, IfMatch match, EndRequestRequest request, EndRequest end, CancellationToken ct) =>
            end.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ResourcePermissions.Read);
        requests.MapPost("/{id:guid}/uses", (Actor actor, Guid id, ReportUseRequest request, ReportUse report, CancellationToken ct) =>
            report.RunAsync(actor, request with { RequestId = id }, ct)).Needs(ResourcePermissions.Edit);
    }

    private static void MapFacilities(RouteGroupBuilder facilities)
    {
        facilities.MapGet("/", (Actor actor, RegisterQuery query, FindFacilities find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(ResourcePermissions.Read);
        facilities.MapGet("/export", async (Actor actor, RegisterQuery query, ExportFacilities export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(ResourcePermissions.Read);
        facilities.MapPost("/", async (Actor actor, FacilityFacts facts, SaveFacility save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveFacilityRequest(null, 0, facts), ct)).At(f => "/api/v1/facilities/" + f.Id)).Needs(ResourcePermissions.Edit);
        facilities.MapGet("/{id:guid}", (Actor actor, Guid id, ReadFacility read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.Read);
        facilities.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, FacilityFacts facts, SaveFacility save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveFacilityRequest(id, match.Version, facts), ct)).Needs(ResourcePermissions.Edit);
    }
}
