using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Objectives.Measures;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;

namespace Isms.Modules.Objectives;

internal static class ObjectivesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapSets(api.MapGroup("/objective-sets").WithTags("Objectives"));
        MapMeasures(api.MapGroup("/measures").WithTags("Objectives"));
        MapResults(api.MapGroup("/objectives").WithTags("Objectives"));
    }

    private static void MapSets(RouteGroupBuilder sets)
    {
        sets.MapGet("/", (Actor actor, RegisterQuery query, FindObjectiveSets find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(ObjectivePermissions.See);
        sets.MapPost("/", async (Actor actor, CreateObjectiveSetRequest request, CreateObjectiveSet create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(s => "/api/v1/objective-sets/" + s.Id)).Needs(ObjectivePermissions.Edit);
        sets.MapGet("/{id:guid}", (Actor actor, Guid id, ReadObjectiveSet read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ObjectivePermissions.See);
        sets.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangeObjectiveSetRequest request, ChangeObjectiveSet change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ObjectivePermissions.Edit);
        sets.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveObjectiveSet remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveObjectiveSetRequest(id, match.Version), ct)).Needs(ObjectivePermissions.Edit);
        sets.MapGet("/{id:guid}/check", (Actor actor, Guid id, CheckObjectiveSet check, CancellationToken ct) => check.RunAsync(actor, id, ct)).Needs(ObjectivePermissions.Edit);
        sets.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportObjectives export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ExportObjectivesRequest(id, Workbook: false), ct)).AsDownload()).Needs(ObjectivePermissions.See);
        sets.MapGet("/{id:guid}/workbook", async (Actor actor, Guid id, ExportObjectives export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ExportObjectivesRequest(id, Workbook: true), ct)).AsDownload()).Needs(ObjectivePermissions.See);
        sets.MapPost("/{id:guid}/measures", async (Actor actor, Guid id, MeasureFacts facts, AddMeasure add, CancellationToken ct) =>
            (await add.RunAsync(actor, new AddMeasureRequest(id, facts), ct)).At(m => "/api/v1/measures/" + m.Id)).Needs(ObjectivePermissions.Edit);
    }

    private static void MapMeasures(RouteGroupBuilder measures)
    {
        measures.MapGet("/choices", (Actor actor, ReadMeasureChoices read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(ObjectivePermissions.See);
        measures.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMeasure read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ObjectivePermissions.See);
        measures.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, MeasureFacts facts, ChangeMeasure change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeMeasureRequest(id, match.Version, facts), ct)).Needs(ObjectivePermissions.Edit);
        measures.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveMeasure remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveMeasureRequest(id, match.Version), ct)).Needs(ObjectivePermissions.Edit);
    }

    private static void MapResults(RouteGroupBuilder lines)
    {
        lines.MapGet("/", (Actor actor, int? year, ReadOverview read, CancellationToken ct) => read.RunAsync(actor, year, ct)).Needs(ObjectivePermissions.See);
        lines.MapGet("/departments", (Actor actor, ReadSplit read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(ObjectivePermissions.See);
        lines.MapGet("/results-document", async (Actor actor, int? year, ExportResults export, CancellationToken ct) => (await export.RunAsync(actor, year, ct)).AsDownload()).Needs(ObjectivePermissions.See);
        lines.MapGet("/{lineId:guid}", (Actor actor, Guid lineId, ReadMeasureLine read, CancellationToken ct) => read.RunAsync(actor, lineId, ct)).Needs(ObjectivePermissions.See);
        lines.MapPost("/{lineId:guid}/results", (Actor actor, Guid lineId, RecordResultRequest request, RecordResult record, CancellationToken ct) =>
            record.RunAsync(actor, request with { LineId = lineId }, ct)).Needs(ObjectivePermissions.Report);
        lines.MapPost("/results/{id:guid}/evaluation", (Actor actor, Guid id, EvaluateResultRequest request, EvaluateResult evaluate, CancellationToken ct) =>
            evaluate.RunAsync(actor, request with { ResultId = id }, ct)).Needs(ObjectivePermissions.Report);
        lines.MapPost("/results/{id:guid}/remedy", (Actor actor, Guid id, ExplainMissRequest request, ExplainMiss explain, CancellationToken ct) =>
            explain.RunAsync(actor, request with { ResultId = id }, ct)).Needs(ObjectivePermissions.Report);
        lines.MapPost("/remedies/{id:guid}/finish", (Actor actor, Guid id, IfMatch match, FinishRemedyRequest request, FinishRemedy finish, CancellationToken ct) =>
            finish.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(ObjectivePermissions.Report);
    }
}
