using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Comparison;
using Isms.Modules.Risks.Decisions;
using Isms.Modules.Risks.Duties;
using Isms.Modules.Risks.Libraries;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Risks.Reassessment;
using Isms.Modules.Risks.RiskRegister;

namespace Isms.Modules.Risks;

/// <summary>The API of the risks.</summary>
internal static class RiskEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapAssessments(api.MapGroup("/risk-assessments").WithTags("Risks"));
        MapRisks(api.MapGroup("/risks").WithTags("Risks"));
        MapAcceptances(api.MapGroup("/risk-acceptances").WithTags("Risks"));
        MapLibraries(api);
        MapReassessment(api);
    }

    private static void MapAssessments(RouteGroupBuilder group)
    {
        group.MapGet("/", (Actor actor, RegisterQuery query, ListAssessments list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(RiskPermissions.See);
        group.MapPost("/", async (Actor actor, CreateAssessmentRequest request, CreateAssessment create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(a => "/api/v1/risk-assessments/" + a.Id)).Needs(RiskPermissions.Conduct);
        group.MapPost("/reassessment", async (Actor actor, StartReassessmentRequest request, StartReassessment start, CancellationToken ct) =>
            (await start.RunAsync(actor, request, ct)).At(a => "/api/v1/risk-assessments/" + a.Id)).Needs(RiskPermissions.Conduct);
        group.MapGet("/comparison", async (Actor actor, Guid earlier, Guid later, CompareAssessments compare, CancellationToken ct) =>
            ComparisonView.Of(await compare.RunAsync(actor, new CompareRequest(earlier, later), ct))).Needs(RiskPermissions.Read);
        group.MapGet("/comparison.xlsx", async (Actor actor, Guid earlier, Guid later, ExportComparison export, CancellationToken ct) =>
            (await export.RunAsync(actor, new CompareRequest(earlier, later), ct)).AsDownload()).Needs(RiskPermissions.Read);

        group.MapGet("/{id:guid}", (Actor actor, Guid id, ReadAssessment read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RiskPermissions.See);
        group.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, UpdateAssessmentRequest request, UpdateAssessment update, CancellationToken ct) =>
            update.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Conduct);
        group.MapPost("/{id:guid}/start", (Actor actor, Guid id, IfMatch match, StartAssessment start, CancellationToken ct) =>
            start.RunAsync(actor, new StartAssessmentRequest(id, match.Version), ct)).Needs(RiskPermissions.Conduct);
        group.MapPost("/{id:guid}/proposals", (Actor actor, Guid id, ProposeRisksRequest request, ProposeRisks propose, CancellationToken ct) =>
            propose.RunAsync(actor, request with { AssessmentId = id }, ct)).Needs(RiskPermissions.Conduct);
        group.MapPost("/{id:guid}/refresh", (Actor actor, Guid id, RefreshAssessment refresh, CancellationToken ct) =>
            refresh.RunAsync(actor, new RefreshAssessmentRequest(id), ct)).Needs(RiskPermissions.Conduct);
        group.MapGet("/{id:guid}/recalculation", (Actor actor, Guid id, RecalculateAssessment recalculate, CancellationToken ct) =>
            recalculate.RunAsync(actor, new RecalculateRequest(id), ct)).Needs(RiskPermissions.Read);
        group.MapGet("/{id:guid}/risks", (Actor actor, Guid id, RegisterQuery query, ListRisks list, CancellationToken ct) =>
            list.RunAsync(actor, id, query, ct)).Needs(RiskPermissions.See);
        group.MapGet("/{id:guid}/risks.xlsx", async (Actor actor, Guid id, RegisterQuery query, ExportRisks export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, query, ct)).AsDownload()).Needs(RiskPermissions.See);
        group.MapGet("/{id:guid}/document.xlsx", async (Actor actor, Guid id, ExportAssessment export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(RiskPermissions.Read);
        group.MapPost("/{id:guid}/risks", async (Actor actor, Guid id, AddRiskRequest request, AddRisk add, CancellationToken ct) =>
            (await add.RunAsync(actor, request with { AssessmentId = id }, ct)).At(r => "/api/v1/risks/" + r.Id)).Needs(RiskPermissions.Edit);
        group.MapPut("/{id:guid}/sheet", (Actor actor, Guid id, SaveSheetRequest request, SaveSheet save, CancellationToken ct) =>
            save.RunAsync(actor, request with { AssessmentId = id }, ct)).Needs(RiskPermissions.Edit);
        group.MapPost("/{id:guid}/confirmations", (Actor actor, Guid id, ConfirmRisksRequest request, ConfirmRisks confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { AssessmentId = id }, ct)).Needs(RiskPermissions.Edit);
    }

    private static void MapRisks(RouteGroupBuilder group)
    {
        group.MapGet("/{id:guid}", (Actor actor, Guid id, ReadRisk read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RiskPermissions.See);
        group.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, UpdateRiskRequest request, UpdateRisk update, CancellationToken ct) =>
            update.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Edit);
        group.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveRisk remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveRiskRequest(id, match.Version), ct)).Needs(RiskPermissions.Edit);
        group.MapPut("/{id:guid}/decision", (Actor actor, Guid id, IfMatch match, DecideRiskRequest request, DecideRisk decide, CancellationToken ct) =>
            decide.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Edit);
        group.MapPost("/{id:guid}/acceptance", (Actor actor, Guid id, IfMatch match, RequestAcceptanceRequest request, RequestAcceptance ask, CancellationToken ct) =>
            ask.RunAsync(actor, request with { RiskId = id, Version = match.Version }, ct)).Needs(RiskPermissions.Edit);
    }

    private static void MapAcceptances(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, DropAcceptance drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropAcceptanceRequest(id, match.Version), ct)).Needs(RiskPermissions.Edit);

    private static void MapLibraries(RouteGroupBuilder api)
    {
        var threats = api.MapGroup("/threats").WithTags("Risks");
        threats.MapGet("/", (Actor actor, string? q, string? category, ListThreats list, CancellationToken ct) => list.RunAsync(actor, new LibraryQuery(q, category), ct)).Needs(RiskPermissions.See);
        threats.MapGet("/{code}/candidate-assets", (Actor actor, string code, ReadCandidates read, CancellationToken ct) => read.RunAsync(actor, code, ct)).Needs(RiskPermissions.Read);
        threats.MapPost("/", async (Actor actor, SaveThreatRequest request, SaveThreat save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null }, ct)).At(t => $"/api/v1/threats/{t.Code}/candidate-assets")).Needs(RiskPermissions.Conduct);
        threats.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveThreatRequest request, SaveThreat save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Conduct);

        var vulnerabilities = api.MapGroup("/vulnerabilities").WithTags("Risks");
        vulnerabilities.MapGet("/", (Actor actor, string? q, string? category, ListVulnerabilities list, CancellationToken ct) => list.RunAsync(actor, new LibraryQuery(q, category), ct)).Needs(RiskPermissions.See);
        vulnerabilities.MapPost("/", async (Actor actor, SaveVulnerabilityRequest request, SaveVulnerability save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null }, ct)).At(v => "/api/v1/vulnerabilities?q=" + v.Code)).Needs(RiskPermissions.Conduct);
        vulnerabilities.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveVulnerabilityRequest request, SaveVulnerability save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Conduct);
    }

    private static void MapReassessment(RouteGroupBuilder api)
    {
        var prompts = api.MapGroup("/reassessment-prompts").WithTags("Risks");
        prompts.MapGet("/", (Actor actor, RegisterQuery query, ListPrompts list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(RiskPermissions.Read);
        prompts.MapPost("/", async (Actor actor, EnterChangeRequest request, EnterChange enter, CancellationToken ct) =>
            (await enter.RunAsync(actor, request, ct)).At(p => "/api/v1/reassessment-prompts/" + p.Id)).Needs(RiskPermissions.ReportChange);
        prompts.MapPost("/{id:guid}/dismissal", (Actor actor, Guid id, IfMatch match, DismissPromptRequest request, DismissPrompt dismiss, CancellationToken ct) =>
            dismiss.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RiskPermissions.Conduct);

        var changes = api.MapGroup("/threat-changes").WithTags("Risks");
        changes.MapGet("/", (Actor actor, RegisterQuery query, ListThreatChanges list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(RiskPermissions.Read);
        changes.MapPost("/", async (Actor actor, EnterThreatChangeRequest request, EnterThreatChange enter, CancellationToken ct) =>
            (await enter.RunAsync(actor, request, ct)).At(c => "/api/v1/threat-changes/" + c.Id)).Needs(RiskPermissions.ReportChange);
        changes.MapPost("/{id:guid}/reassessment", (Actor actor, Guid id, IfMatch match, ReassessThreatChange reassess, CancellationToken ct) =>
            reassess.RunAsync(actor, new ReassessThreatChangeRequest(id, match.Version), ct)).Needs(RiskPermissions.Conduct);

        var duties = api.MapGroup("/recurring-duties").WithTags("Risks");
        duties.MapGet("/", (Actor actor, ReadDuties read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(RiskPermissions.Read);
        duties.MapPut("/{kind}", (Actor actor, RecurringKind kind, MoveDutyRequest request, MoveDuty move, CancellationToken ct) =>
            move.RunAsync(actor, request with { Kind = kind }, ct)).Needs(RiskPermissions.Conduct);
        duties.MapDelete("/{kind}", (Actor actor, RecurringKind kind, DeleteDuty delete, CancellationToken ct) => delete.RunAsync(actor, kind, ct)).Needs(RiskPermissions.Conduct);
    }
}
