using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Records.Archiving;
using Isms.Modules.Records.Calendar;
using Isms.Modules.Records.Control;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Documents;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Finding;
using Isms.Modules.Records.Forms;
using Isms.Modules.Records.Importing;
using Isms.Modules.Records.Rules;

namespace Isms.Modules.Records;

internal static class RecordEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapForms(api.MapGroup("/record-forms").WithTags("Records"));
        MapRecords(api.MapGroup("/records").WithTags("Records"));
        MapDisposals(api.MapGroup("/record-disposals").WithTags("Records"));
        MapWatches(api.MapGroup("/record-watches").WithTags("Records"));
        MapPlans(api.MapGroup("/operation-plans").WithTags("Records"));
    }

    private static void MapForms(RouteGroupBuilder forms)
    {
        forms.MapGet("/", (Actor actor, RegisterQuery query, ListForms list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(RecordPermissions.See);
        forms.MapGet("/export", async (Actor actor, RegisterQuery query, ExportForms export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(RecordPermissions.See);
        forms.MapGet("/{id:guid}/records/export", async (Actor actor, Guid id, RegisterQuery query, ExportRecords export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, query, ct)).AsDownload()).Needs(RecordPermissions.See);
        forms.MapPost("/{id:guid}/records/import", ImportAsync).Needs(RecordPermissions.Fill).DisableAntiforgery();
        forms.MapPost("/", async (Actor actor, CreateFormRequest request, CreateForm create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(v => "/api/v1/record-forms/versions/" + v.Id)).Needs(RecordPermissions.Design);
        forms.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangeFormRequest request, ChangeForm change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Design);
        forms.MapPost("/{id:guid}/versions", async (Actor actor, Guid id, DraftFormVersion draft, CancellationToken ct) =>
            (await draft.RunAsync(actor, id, ct)).At(v => "/api/v1/record-forms/versions/" + v.Id)).Needs(RecordPermissions.Design);
        forms.MapGet("/versions/{id:guid}", (Actor actor, Guid id, ReadFormVersion read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RecordPermissions.See);
        forms.MapPut("/versions/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveFormVersionRequest request, SaveFormVersion save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Design);
        forms.MapPost("/{id:guid}/check", (Actor actor, Guid id, ConfirmForm confirm, CancellationToken ct) => confirm.RunAsync(actor, id, ct)).Needs(RecordPermissions.Design);
        forms.MapGet("/proposals", (Actor actor, FindProposals find, CancellationToken ct) => find.RunAsync(actor, ct)).Needs(RecordPermissions.Design);
        forms.MapPost("/{id:guid}/proposal/taking", async (Actor actor, Guid id, IfMatch match, TakeProposal take, CancellationToken ct) =>
            (await take.RunAsync(actor, new TakeProposalRequest(id, match.Version), ct)).At(v => "/api/v1/record-forms/versions/" + v.Id)).Needs(RecordPermissions.Design);
        forms.MapPost("/{id:guid}/proposal/declining", (Actor actor, Guid id, IfMatch match, DeclineProposal decline, CancellationToken ct) =>
            decline.RunAsync(actor, new DeclineProposalRequest(id, match.Version), ct)).Needs(RecordPermissions.Design);
        forms.MapGet("/{id:guid}", (Actor actor, Guid id, ReadForm read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RecordPermissions.See);
        forms.MapGet("/{id:guid}/records", (Actor actor, Guid id, RegisterQuery query, FindRecords find, CancellationToken ct) =>
            find.RunAsync(actor, new FindRecordsRequest(query, id), ct)).Needs(RecordPermissions.See);
    }

    private static void MapDisposals(RouteGroupBuilder disposals)
    {
        disposals.MapGet("/", (Actor actor, ListDisposals list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(RecordPermissions.Control);
        disposals.MapPost("/", async (Actor actor, ProposeDisposalRequest request, ProposeDisposal propose, CancellationToken ct) =>
            (await propose.RunAsync(actor, request, ct)).At(d => "/api/v1/record-disposals/" + d.Id)).Needs(RecordPermissions.Control);
        disposals.MapGet("/{id:guid}", (Actor actor, Guid id, ReadDisposal read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RecordPermissions.See);
        disposals.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangeDisposalRequest request, ChangeDisposal change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Control);
        disposals.MapPost("/{id:guid}/carrying-out", (Actor actor, Guid id, IfMatch match, CarryOutDisposal carry, CancellationToken ct) =>
            carry.RunAsync(actor, new CarryOutDisposalRequest(id, match.Version), ct)).Needs(RecordPermissions.Control);
        disposals.MapGet("/{id:guid}/document", async (Actor actor, Guid id, PrintDisposal print, CancellationToken ct) => (await print.RunAsync(actor, id, ct)).AsDownload()).Needs(RecordPermissions.See);
    }

    private static void MapWatches(RouteGroupBuilder watches)
    {
        watches.MapGet("/", (Actor actor, RegisterQuery query, FindWatched find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(RecordPermissions.See);
        watches.MapGet("/summary", (Actor actor, SumUpWatched sum, CancellationToken ct) => sum.RunAsync(actor, ct)).Needs(RecordPermissions.See);
        watches.MapGet("/export", async (Actor actor, RegisterQuery query, ExportWatched export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(RecordPermissions.See);
    }

    private static void MapPlans(RouteGroupBuilder plans)
    {
        plans.MapPost("/", async (Actor actor, DrawPlanRequest request, DrawPlan draw, CancellationToken ct) =>
            (await draw.RunAsync(actor, request, ct)).At(_ => "/api/v1/operation-plans/" + request.Year.ToString(System.Globalization.CultureInfo.InvariantCulture))).Needs(RecordPermissions.Plan);
        plans.MapGet("/{year:int}", (Actor actor, int year, ReadPlan read, CancellationToken ct) => read.RunAsync(actor, year, ct)).Needs(RecordPermissions.See);
        plans.MapGet("/{year:int}/operations", (Actor actor, int year, RegisterQuery query, FindOperations find, CancellationToken ct) =>
            find.RunAsync(actor, new FindOperationsRequest(query, year), ct)).Needs(RecordPermissions.See);
        plans.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangePlanRequest request, ChangePlan change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Plan);
        plans.MapGet("/coverage", (Actor actor, ReadCoverage read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(RecordPermissions.See);
    }

    private static async Task<Outcome<RecordsImported>> ImportAsync(Actor actor, Guid id, IFormFile file, bool? check, ImportRecords import, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return await import.RunAsync(actor, new ImportRecordsRequest(id, file.FileName, content, check ?? false), ct);
    }

    private static async Task<Outcome<ArchiveChecked>> CheckAsync(Actor actor, IFormFile file, CheckArchive check, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return await check.RunAsync(actor, new CheckArchiveRequest(content), ct);
    }

    private static void MapRecords(RouteGroupBuilder records)
    {
        records.MapGet("/", (Actor actor, RegisterQuery query, bool? mine, FindRecords find, CancellationToken ct) =>
            find.RunAsync(actor, new FindRecordsRequest(query, Mine: mine ?? false), ct)).Needs(RecordPermissions.See);
        records.MapPost("/", async (Actor actor, CreateRecordRequest request, CreateRecord create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(r => "/api/v1/records/" + r.Id)).Needs(RecordPermissions.Fill);
        records.MapGet("/{id:guid}", (Actor actor, Guid id, ReadRecord read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(RecordPermissions.See);
        records.MapGet("/{id:guid}/document", async (Actor actor, Guid id, HttpRequest http, PrintRecord print, CancellationToken ct) =>
            (await print.RunAsync(actor, new PrintRecordRequest(id, $"{http.Scheme}://{http.Host}"), ct)).AsDownload()).Needs(RecordPermissions.See);
        records.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, RecordFacts facts, SaveRecord save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveRecordRequest(id, match.Version, facts), ct)).Needs(RecordPermissions.Fill);
        records.MapGet("/archive", async (Actor actor, DateOnly from, DateOnly to, Guid? formId, string? departmentId, HttpRequest http, ArchiveRecords archive, CancellationToken ct) =>
            (await archive.RunAsync(actor, new ArchiveRecordsRequest(from, to, formId, Guid.TryParse(departmentId, out var department) ? department : null, $"{http.Scheme}://{http.Host}"), ct)).AsDownload()).Needs(RecordPermissions.Control);
        records.MapPost("/archive/checks", CheckAsync).Needs(RecordPermissions.See).DisableAntiforgery();
        records.MapPost("/holds", (Actor actor, HoldRecordsRequest request, HoldRecords hold, CancellationToken ct) => hold.RunAsync(actor, request, ct)).Needs(RecordPermissions.Control);
        records.MapPost("/{id:guid}/retention", (Actor actor, Guid id, IfMatch match, StartRetentionRequest request, StartRetention start, CancellationToken ct) =>
            start.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Control);
        records.MapPost("/{id:guid}/void", (Actor actor, Guid id, IfMatch match, VoidRecordRequest request, VoidRecord make, CancellationToken ct) =>
            make.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(RecordPermissions.Fill);
    }
}
