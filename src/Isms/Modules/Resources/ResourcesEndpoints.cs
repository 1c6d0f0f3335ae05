using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Repairs;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Spending;
using Isms.Modules.Resources.Summary;

namespace Isms.Modules.Resources;

internal static class ResourcesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapRequests(api.MapGroup("/resource-requests").WithTags("Resources"));
        MapCompetence(api.MapGroup("/competence").WithTags("Resources"));
        MapRepairs(api.MapGroup("/repairs").WithTags("Resources"));
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

    private static void MapCompetence(RouteGroupBuilder competence)
    {
        competence.MapGet("/", (Actor actor, Guid? profile, ReadCompetence read, CancellationToken ct) => read.RunAsync(actor, profile, ct)).Needs(ResourcePermissions.Read);
        competence.MapGet("/export", async (Actor actor, ExportCompetence export, CancellationToken ct) => (await export.RunAsync(actor, ct)).AsDownload()).Needs(ResourcePermissions.Read);
        competence.MapPost("/profiles", async (Actor actor, ProfileOfPostFacts facts, SaveCompetenceProfile save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveCompetenceProfileRequest(null, 0, facts), ct)).At(p => "/api/v1/competence/profiles/" + p.Id)).Needs(ResourcePermissions.EditCompetence);
        competence.MapPost("/profiles/starter", (Actor actor, AddStarterProfiles add, CancellationToken ct) => add.RunAsync(actor, ct)).Needs(ResourcePermissions.EditCompetence);
        competence.MapGet("/profiles/{id:guid}", (Actor actor, Guid id, ReadCompetenceProfile read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.SeeCompetence);
        competence.MapPut("/profiles/{id:guid}", (Actor actor, Guid id, IfMatch match, ProfileOfPostFacts facts, SaveCompetenceProfile save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveCompetenceProfileRequest(id, match.Version, facts), ct)).Needs(ResourcePermissions.EditCompetence);
        competence.MapGet("/people/{id:guid}", (Actor actor, Guid id, ReadPersonCompetence read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.SeeCompetence);
        competence.MapPost("/people/{id:guid}/records", async (Actor actor, Guid id, CompetenceRecordFacts facts, SaveCompetenceRecord save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveCompetenceRecordRequest(null, id, 0, facts), ct)).At(r => "/api/v1/competence/records/" + r.Id)).Needs(ResourcePermissions.SeeCompetence);
        competence.MapGet("/records/{id:guid}", (Actor actor, Guid id, ReadCompetenceRecord read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.SeeCompetence);
        competence.MapPut("/records/{id:guid}", (Actor actor, Guid id, IfMatch match, CompetenceRecordFacts facts, SaveCompetenceRecord save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveCompetenceRecordRequest(id, Guid.Empty, match.Version, facts), ct)).Needs(ResourcePermissions.SeeCompetence);
        competence.MapPost("/people/{id:guid}/evaluations", (Actor actor, Guid id, EvaluateCompetenceRequest request, EvaluateCompetence evaluate, CancellationToken ct) =>
            evaluate.RunAsync(actor, request with { PersonId = id }, ct)).Needs(ResourcePermissions.EvaluateCompetence);
        competence.MapPost("/people/{id:guid}/plans", (Actor actor, Guid id, PlanCompetenceRequest request, PlanCompetence plan, CancellationToken ct) =>
            plan.RunAsync(actor, request with { PersonId = id }, ct)).Needs(ResourcePermissions.EvaluateCompetence);
    }

    private static void MapRepairs(RouteGroupBuilder repairs)
    {
        repairs.MapGet("/", (Actor actor, RegisterQuery query, FindRepairs find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(ResourcePermissions.SeeRepairs);
        repairs.MapGet("/export", async (Actor actor, RegisterQuery query, ExportRepairs export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(ResourcePermissions.SeeRepairs);
        repairs.MapPost("/", async (Actor actor, ReportRepairRequest request, ReportRepair report, CancellationToken ct) =>
            (await report.RunAsync(actor, request, ct)).At(r => "/api/v1/repairs/" + r.Id)).Needs(ResourcePermissions.ReportRepairs);
        repairs.MapGet("/{id:guid}", (Actor actor, Guid id, ReadRepair read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ResourcePermissions.SeeRepairs);
        repairs.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportRepair export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(ResourcePermissions.SeeRepairs);
        repairs.MapPost("/{id:guid}/accept", (Actor actor, Guid id, IfMatch match, AcceptRepairRequest request, AcceptRepair accept, CancellationToken ct) =>
            accept.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ResourcePermissions.ReportRepairs);
        repairs.MapPost("/{id:guid}/solve", (Actor actor, Guid id, IfMatch match, SolveRepairRequest request, SolveRepair solve, CancellationToken ct) =>
            solve.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ResourcePermissions.ReportRepairs);
        repairs.MapPost("/{id:guid}/close", (Actor actor, Guid id, IfMatch match, CloseRepairRequest request, CloseRepair close, CancellationToken ct) =>
            close.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ResourcePermissions.ReportRepairs);
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
