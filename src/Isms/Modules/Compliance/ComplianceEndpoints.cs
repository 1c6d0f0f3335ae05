using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Measures;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;

namespace Isms.Modules.Compliance;

internal static class ComplianceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapLaws(api.MapGroup("/laws").WithTags("Compliance"));
        MapUpdates(api);
        MapEvaluations(api);
        MapDuties(api.MapGroup("/contract-duties").WithTags("Compliance"));
        MapLicences(api);
        MapRights(api.MapGroup("/intellectual-property").WithTags("Compliance"));
    }

    private static void MapLaws(RouteGroupBuilder laws)
    {
        laws.MapGet("/", (Actor actor, RegisterQuery query, FindLaws find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.See);
        laws.MapGet("/export", async (Actor actor, RegisterQuery query, ExportLaws export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.See);
        laws.MapGet("/starter", (Actor actor, ReadStarter read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/starter", (Actor actor, TakeOverLawsRequest request, TakeOverLaws take, CancellationToken ct) => take.RunAsync(actor, request, ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/import", async (Actor actor, IFormFile file, bool? check, ImportLaws import, CancellationToken ct) =>
        {
            await using var content = file.OpenReadStream();
            return await import.RunAsync(actor, new ImportLawsRequest(file.FileName, content, check ?? false), ct);
        }).Needs(CompliancePermissions.Edit).DisableAntiforgery();
        laws.MapPost("/", async (Actor actor, LawFacts facts, SaveLaw save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveLawRequest(null, 0, facts), ct)).At(l => "/api/v1/laws/" + l.Id)).Needs(CompliancePermissions.Edit);
        laws.MapGet("/{id:guid}", (Actor actor, Guid id, ReadLaw read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.See);
        laws.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, LawFacts facts, SaveLaw save, CancellationToken ct) => save.RunAsync(actor, new SaveLawRequest(id, match.Version, facts), ct)).Needs(CompliancePermissions.Edit);
        laws.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveLaw remove, CancellationToken ct) => remove.RunAsync(actor, new RemoveLawRequest(id, match.Version), ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/{id:guid}/judge", (Actor actor, Guid id, IfMatch match, JudgeLawRequest request, JudgeLaw judge, CancellationToken ct) =>
            judge.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/{id:guid}/hold-text", (Actor actor, Guid id, IfMatch match, HoldText hold, CancellationToken ct) => hold.RunAsync(actor, new HoldTextRequest(id, match.Version), ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/{id:guid}/clauses", async (Actor actor, Guid id, ClauseFacts facts, SaveClause save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveClauseRequest(id, null, 0, facts), ct)).At(_ => "/api/v1/laws/" + id)).Needs(CompliancePermissions.Edit);
        laws.MapPut("/{id:guid}/clauses/{clauseId:guid}", (Actor actor, Guid id, Guid clauseId, IfMatch match, ClauseFacts facts, SaveClause save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveClauseRequest(id, clauseId, match.Version, facts), ct)).Needs(CompliancePermissions.Edit);
        laws.MapDelete("/clauses/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveClause remove, CancellationToken ct) => remove.RunAsync(actor, new RemoveClauseRequest(id, match.Version), ct)).Needs(CompliancePermissions.Edit);
        laws.MapPost("/changes/{id:guid}/handle", (Actor actor, Guid id, IfMatch match, HandleChangeRequest request, HandleChange handle, CancellationToken ct) =>
            handle.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Keep);
    }

    private static void MapUpdates(RouteGroupBuilder api)
    {
        var checks = api.MapGroup("/law-checks").WithTags("Compliance");
        checks.MapGet("/", (Actor actor, RegisterQuery query, FindChecks find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.Read);
        checks.MapGet("/export", async (Actor actor, RegisterQuery query, ExportChecks export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        checks.MapPost("/", async (Actor actor, RecordCheckRequest request, RecordCheck record, CancellationToken ct) => (await record.RunAsync(actor, request, ct)).At(c => "/api/v1/law-checks/" + c.Id)).Needs(CompliancePermissions.Edit);
        checks.MapGet("/{id:guid}", (Actor actor, Guid id, ReadCheck read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.Read);
        checks.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportCheck export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CompliancePermissions.Read);
    }

    private static void MapEvaluations(RouteGroupBuilder api)
    {
        var evaluations = api.MapGroup("/compliance-evaluations").WithTags("Compliance");
        evaluations.MapGet("/", (Actor actor, RegisterQuery query, FindEvaluations find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.Read);
        evaluations.MapGet("/export", async (Actor actor, RegisterQuery query, ExportEvaluations export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        evaluations.MapPost("/", async (Actor actor, OpenEvaluationRequest request, OpenEvaluation open, CancellationToken ct) => (await open.RunAsync(actor, request, ct)).At(e => "/api/v1/compliance-evaluations/" + e.Id)).Needs(CompliancePermissions.Edit);
        evaluations.MapGet("/{id:guid}", (Actor actor, Guid id, ReadEvaluation read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.Read);
        evaluations.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, DropEvaluation drop, CancellationToken ct) => drop.RunAsync(actor, new DropEvaluationRequest(id, match.Version), ct)).Needs(CompliancePermissions.Edit);
        evaluations.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportEvaluation export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        evaluations.MapPut("/lines/{id:guid}", (Actor actor, Guid id, IfMatch match, LineFacts facts, JudgeLine judge, CancellationToken ct) => judge.RunAsync(actor, new JudgeLineRequest(id, match.Version, facts), ct)).Needs(CompliancePermissions.Edit);

        var measures = api.MapGroup("/compliance-measures").WithTags("Compliance");
        measures.MapGet("/", (Actor actor, RegisterQuery query, FindMeasures find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.See);
        measures.MapGet("/export", async (Actor actor, RegisterQuery query, ExportMeasures export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        measures.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMeasure read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.See);
        measures.MapPost("/{id:guid}/finish", (Actor actor, Guid id, IfMatch match, FinishMeasureRequest request, FinishMeasure finish, CancellationToken ct) =>
            finish.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Report);
        measures.MapPost("/{id:guid}/close", (Actor actor, Guid id, IfMatch match, CloseMeasureRequest request, CloseMeasure close, CancellationToken ct) =>
            close.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Edit);
    }

    private static void MapDuties(RouteGroupBuilder duties)
    {
        duties.MapGet("/", (Actor actor, RegisterQuery query, FindDuties find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.See);
        duties.MapGet("/export", async (Actor actor, RegisterQuery query, ExportDuties export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        duties.MapPost("/", async (Actor actor, DutyFacts facts, SaveDuty save, CancellationToken ct) => (await save.RunAsync(actor, new SaveDutyRequest(null, 0, facts), ct)).At(d => "/api/v1/contract-duties/" + d.Id)).Needs(CompliancePermissions.Keep);
        duties.MapGet("/{id:guid}", (Actor actor, Guid id, ReadDuty read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.See);
        duties.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, DutyFacts facts, SaveDuty save, CancellationToken ct) => save.RunAsync(actor, new SaveDutyRequest(id, match.Version, facts), ct)).Needs(CompliancePermissions.Keep);
        duties.MapPost("/{id:guid}/check", (Actor actor, Guid id, IfMatch match, CheckDutyRequest request, CheckDuty check, CancellationToken ct) =>
            check.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Keep);
        duties.MapPost("/{id:guid}/end", (Actor actor, Guid id, IfMatch match, EndDutyRequest request, EndDuty end, CancellationToken ct) =>
            end.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Keep);
    }

    private static void MapLicences(RouteGroupBuilder api)
    {
        var licences = api.MapGroup("/software-licences").WithTags("Compliance");
        licences.MapGet("/", (Actor actor, RegisterQuery query, FindLicences find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.Read);
        licences.MapGet("/export", async (Actor actor, RegisterQuery query, ExportLicences export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        licences.MapPost("/", async (Actor actor, SaveLicenceRequest request, SaveLicence save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null, Version = 0 }, ct)).At(l => "/api/v1/software-licences/" + l.Id)).Needs(CompliancePermissions.Keep);
        licences.MapGet("/{id:guid}", (Actor actor, Guid id, ReadLicence read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.Read);
        licences.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveLicenceRequest request, SaveLicence save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CompliancePermissions.Keep);
        licences.MapPost("/{id:guid}/end", (Actor actor, Guid id, IfMatch match, EndLicence end, CancellationToken ct) => end.RunAsync(actor, new EndLicenceRequest(id, match.Version), ct)).Needs(CompliancePermissions.Keep);

        var checks = api.MapGroup("/licence-checks").WithTags("Compliance");
        checks.MapGet("/", (Actor actor, RegisterQuery query, FindLicenceChecks find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.Read);
        checks.MapGet("/export", async (Actor actor, RegisterQuery query, ExportLicenceChecks export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        checks.MapPost("/", async (Actor actor, OpenLicenceCheckRequest request, OpenLicenceCheck open, CancellationToken ct) => (await open.RunAsync(actor, request, ct)).At(c => "/api/v1/licence-checks/" + c.Id)).Needs(CompliancePermissions.Edit);
        checks.MapGet("/{id:guid}", (Actor actor, Guid id, ReadLicenceCheck read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.Read);
        checks.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportLicenceCheck export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        checks.MapPut("/lines/{id:guid}", (Actor actor, Guid id, IfMatch match, CountFacts facts, CountSoftware count, CancellationToken ct) => count.RunAsync(actor, new CountSoftwareRequest(id, match.Version, facts), ct)).Needs(CompliancePermissions.Edit);
        checks.MapPost("/{id:guid}/found", async (Actor actor, Guid id, AddFoundSoftwareRequest request, AddFoundSoftware add, CancellationToken ct) =>
            (await add.RunAsync(actor, request with { CheckId = id }, ct)).At(_ => "/api/v1/licence-checks/" + id)).Needs(CompliancePermissions.Edit);
    }

    private static void MapRights(RouteGroupBuilder rights)
    {
        rights.MapGet("/", (Actor actor, RegisterQuery query, FindRights find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CompliancePermissions.Read);
        rights.MapGet("/export", async (Actor actor, RegisterQuery query, ExportRights export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CompliancePermissions.Read);
        rights.MapPost("/", async (Actor actor, RightFacts facts, SaveRight save, CancellationToken ct) => (await save.RunAsync(actor, new SaveRightRequest(null, 0, facts), ct)).At(r => "/api/v1/intellectual-property/" + r.Id)).Needs(CompliancePermissions.Keep);
        rights.MapGet("/{id:guid}", (Actor actor, Guid id, ReadRight read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CompliancePermissions.Read);
        rights.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, RightFacts facts, SaveRight save, CancellationToken ct) => save.RunAsync(actor, new SaveRightRequest(id, match.Version, facts), ct)).Needs(CompliancePermissions.Keep);
    }
}
