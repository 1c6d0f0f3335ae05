using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Isms.Modules.Treatment.SelfChecks;

namespace Isms.Modules.Treatment;

internal static class TreatmentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapPlans(api.MapGroup("/treatment-plans").WithTags("Treatment"));
        MapItems(api.MapGroup("/treatment-items").WithTags("Treatment"));
        MapReports(api.MapGroup("/residual-reports").WithTags("Treatment"));
        MapResiduals(api.MapGroup("/residual-risks").WithTags("Treatment"));
        MapSelfChecks(api.MapGroup("/control-self-checks").WithTags("Treatment"));
    }

    private static void MapPlans(RouteGroupBuilder plans)
    {
        plans.MapGet("/", (Actor actor, RegisterQuery query, FindTreatmentPlans find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(TreatmentPermissions.See);
        plans.MapPost("/", async (Actor actor, CreateTreatmentPlanRequest request, CreateTreatmentPlan create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(p => "/api/v1/treatment-plans/" + p.Id)).Needs(TreatmentPermissions.Draw);
        plans.MapGet("/{id:guid}", (Actor actor, Guid id, ReadTreatmentPlan read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.See);
        plans.MapGet("/{id:guid}/check", (Actor actor, Guid id, CheckTreatmentPlan check, CancellationToken ct) => check.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.Draw);
        plans.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportTreatmentPlan export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(TreatmentPermissions.See);
        plans.MapGet("/{id:guid}/items", (Actor actor, Guid id, RegisterQuery query, FindTreatmentItems find, CancellationToken ct) =>
            find.RunAsync(actor, new FindTreatmentItemsRequest(query, id), ct)).Needs(TreatmentPermissions.See);
        plans.MapPost("/{id:guid}/items", async (Actor actor, Guid id, AddTreatmentItemRequest request, AddTreatmentItem add, CancellationToken ct) =>
            (await add.RunAsync(actor, request with { PlanId = id }, ct)).At(i => "/api/v1/treatment-items/" + i.Id)).Needs(TreatmentPermissions.Edit);
        plans.MapPost("/{id:guid}/assignments", (Actor actor, Guid id, AssignTreatmentItemsRequest request, AssignTreatmentItems assign, CancellationToken ct) =>
            assign.RunAsync(actor, request with { PlanId = id }, ct)).Needs(TreatmentPermissions.Edit);
    }

    private static void MapItems(RouteGroupBuilder items)
    {
        items.MapGet("/", (Actor actor, RegisterQuery query, bool? mine, FindTreatmentItems find, CancellationToken ct) =>
            find.RunAsync(actor, new FindTreatmentItemsRequest(query, Mine: mine ?? false), ct)).Needs(TreatmentPermissions.See);
        items.MapGet("/{id:guid}", (Actor actor, Guid id, ReadTreatmentItem read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.See);
        items.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ItemFacts facts, ChangeTreatmentItem change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeTreatmentItemRequest(id, match.Version, facts), ct)).Needs(TreatmentPermissions.Edit);
        items.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveTreatmentItem remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveTreatmentItemRequest(id, match.Version), ct)).Needs(TreatmentPermissions.Edit);
        items.MapPost("/{id:guid}/progress", (Actor actor, Guid id, IfMatch match, ReportProgressRequest request, ReportProgress report, CancellationToken ct) =>
            report.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(TreatmentPermissions.Report);
    }

    private static void MapReports(RouteGroupBuilder reports)
    {
        reports.MapGet("/", (Actor actor, RegisterQuery query, FindResidualReports find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(TreatmentPermissions.See);
        reports.MapPost("/", async (Actor actor, CreateResidualReportRequest request, CreateResidualReport create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(r => "/api/v1/residual-reports/" + r.Id)).Needs(TreatmentPermissions.Draw);
        reports.MapGet("/{id:guid}", (Actor actor, Guid id, ReadResidualReport read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.See);
        reports.MapGet("/{id:guid}/risks", (Actor actor, Guid id, ReadResidualSheet read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.See);
        reports.MapPut("/{id:guid}/risks", (Actor actor, Guid id, RateResidualRisksRequest request, RateResidualRisks rate, CancellationToken ct) =>
            rate.RunAsync(actor, request with { ReportId = id }, ct)).Needs(TreatmentPermissions.Edit);
        reports.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportResidualReport export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(TreatmentPermissions.See);
    }

    private static void MapResiduals(RouteGroupBuilder residuals)
    {
        residuals.MapGet("/", (Actor actor, RegisterQuery query, FindResidualRisks find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(TreatmentPermissions.See);
        residuals.MapGet("/{id:guid}", (Actor actor, Guid id, ReadResidualRisk read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(TreatmentPermissions.See);
        residuals.MapPost("/{id:guid}/acceptances", (Actor actor, Guid id, IfMatch match, AcceptResidualRiskRequest request, AcceptResidualRisk accept, CancellationToken ct) =>
            accept.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(TreatmentPermissions.Accept);
        residuals.MapPost("/{id:guid}/reviews", (Actor actor, Guid id, IfMatch match, ReviewResidualRiskRequest request, ReviewResidualRisk review, CancellationToken ct) =>
            review.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(TreatmentPermissions.Draw);
    }

    private static void MapSelfChecks(RouteGroupBuilder checks)
    {
        checks.MapGet("/", (Actor actor, bool? missing, FindSelfChecks find, CancellationToken ct) => find.RunAsync(actor, missing ?? false, ct)).Needs(TreatmentPermissions.See);
        checks.MapPost("/", (Actor actor, RecordSelfCheckRequest request, RecordSelfCheck record, CancellationToken ct) => record.RunAsync(actor, request, ct)).Needs(TreatmentPermissions.Edit);
    }
}
