using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Control;

/// <summary>Holds records back from disposal whatever their period, or lets them go again.</summary>
/// <param name="Ids">At most 500.</param>
/// <param name="Reason">Why they must be kept (a case, an audit); empty releases them.</param>
public sealed record HoldRecordsRequest([property: Required, MinLength(1), MaxLength(500)] IReadOnlyList<Guid> Ids, [property: StringLength(FormRecord.ReasonLength)] string? Reason = null);

/// <summary>How many records were changed.</summary>
public sealed record RecordsKept(int Count);

/// <inheritdoc cref="HoldRecordsRequest"/>
internal sealed class HoldRecords(IsmsDbContext db, RecordDesk desk)
{
    public async Task<Outcome<RecordsKept>> RunAsync(Actor actor, HoldRecordsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        foreach (var id in request.Ids.Distinct())
        {
            if (await desk.LoadAsync(actor, id, ct) is not { } loaded || loaded.Record.State == RecordState.Disposed)
                return Refusal.NotFound;
            loaded.Record.Hold(request.Reason?.Trim() ?? "");
        }
        await db.SaveAsync(actor, string.IsNullOrWhiteSpace(request.Reason) ? "records.release" : "records.hold", ct);
        await writing.CommitAsync(ct);
        return new RecordsKept(request.Ids.Distinct().Count());
    }
}

/// <summary>States that what a record's period waits for has come: the contract ended, the person left, the thing was scrapped.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="On">The day; not in the future.</param>
public sealed record StartRetentionRequest(Guid Id, int Version, DateOnly On);

/// <inheritdoc cref="StartRetentionRequest"/>
internal sealed class StartRetention(IsmsDbContext db, RecordDesk desk)
{
    public static readonly Refusal NotWaiting = new("records.retention-not-waiting");

    public async Task<Outcome<RecordSaved>> RunAsync(Actor actor, StartRetentionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.Id, ct) is not { } loaded)
            return Refusal.NotFound;
        var record = loaded.Record;
        if (record.State != RecordState.Approved || record.RetentionFrom is RetentionStart.Approval or RetentionStart.Permanent)
            return NotWaiting.With(record.Number);
        if (record.Version != request.Version)
            return Refusal.Stale([]);
        if (request.On > actor.Today || request.On.Year < 1990)
            return Refusal.Invalid("on", "records.retention-start-day");
        record.StartRetention(request.On);
        await db.SaveAsync(actor, "records.start-retention", ct);
        await writing.CommitAsync(ct);
        return new RecordSaved(record.Id, record.Version, record.Number, 0);
    }
}
