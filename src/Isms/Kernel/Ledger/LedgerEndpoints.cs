using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Kernel.Ledger;

/// <summary><c>/api/v1/ledger</c>.</summary>
internal static class LedgerEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var ledger = api.MapGroup("/ledger").WithTags("Ledger");
        ledger.MapGet("", (RegisterQuery query, Actor actor, ReadLedger read, CancellationToken ct) => read.RunAsync(actor, query, ct)).Needs(KernelPermissions.Ledger);
        ledger.MapGet("/{sequence:long}", (long sequence, Actor actor, ShowLedgerEntry show, CancellationToken ct) => show.RunAsync(actor, sequence, ct)).Needs(KernelPermissions.Ledger);
        ledger.MapGet("/history/{type}/{id:guid}", (string type, Guid id, Actor actor, ReadHistory history, CancellationToken ct) => history.RunAsync(actor, type, id, ct))
            .Needs(KernelPermissions.Ledger);
        ledger.MapGet("/as-of/{day}", (DateOnly day, Actor actor, ReadKindsAsOf read, CancellationToken ct) => read.RunAsync(actor, day, ct)).Needs(KernelPermissions.LedgerContent);
        ledger.MapGet("/as-of/{day}/{type}", (DateOnly day, string type, Guid? after, Actor actor, ReadThingsAsOf read, CancellationToken ct) =>
            read.RunAsync(actor, new ReadThingsAsOfRequest(day, type, after), ct)).Needs(KernelPermissions.LedgerContent);
        ledger.MapGet("/as-of/{day}/{type}/{id:guid}", (DateOnly day, string type, Guid id, Actor actor, ReadThingAsOf read, CancellationToken ct) =>
            read.RunAsync(actor, day, type, id, ct)).Needs(KernelPermissions.LedgerContent);
        ledger.MapPost("/check", (Actor actor, CheckLedger check, CancellationToken ct) => check.RunAsync(actor, ct)).Needs(KernelPermissions.Ledger);
        ledger.MapGet("/list.xlsx", async (RegisterQuery query, Actor actor, ExportLedgerList export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload())
            .Needs(KernelPermissions.Ledger).Produces(200, contentType: WrittenFile.Xlsx);
        ledger.MapGet("/export", ExportAsync).Needs(KernelPermissions.LedgerContent).Produces(200, contentType: "application/jsonl");
    }

    /// <param name="from">Number of the first entry wanted; all when left out.</param>
    private static async Task<IResult> ExportAsync(long? from, Actor actor, ExportLedger export, CancellationToken ct)
    {
        var outcome = await export.RunAsync(actor, from ?? 1, ct);
        if (outcome.Refusal is { } no)
            return Problems.From(no);
        var name = string.Create(CultureInfo.InvariantCulture, $"ledger-{actor.Today:yyyy-MM-dd}.jsonl");
        return TypedResults.Stream(file => LedgerFile.WriteAsync(file, outcome.Value!.Entries, ct), "application/jsonl", name);
    }
}
