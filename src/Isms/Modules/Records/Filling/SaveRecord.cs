using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Saves a draft: what is left out of the facts becomes blank.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record SaveRecordRequest(Guid Id, int Version, RecordFacts Facts);

/// <inheritdoc cref="SaveRecordRequest"/>
internal sealed class SaveRecord(IsmsDbContext db, RecordDesk desk, Rules.RuleDesk rules)
{
    /// <summary>Signed, or on its way to be: a correction is another record that names this one.</summary>
    public static readonly Refusal Frozen = new("records.frozen");

    /// <summary>Only who filled it in goes on with it.</summary>
    public static readonly Refusal NotYours = new("records.not-yours", RefusalKind.Forbidden);

    public async Task<Outcome<RecordSaved>> RunAsync(Actor actor, SaveRecordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Fill, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.Id, ct) is not { } loaded)
            return Refusal.NotFound;
        var (record, form, content, before) = loaded;
        if (record.State != RecordState.Draft)
            return Frozen.With(record.Number);
        if (record.FilledById != actor.PersonId)
            return NotYours;
        if (record.Version != request.Version)
            return Refusal.Stale([]);
        var read = await desk.ReadAsync(actor, form, request.Facts, before, record.Number, ct, record.Completes);
        if (read.Problems.Count > 0)
            return Refusal.Invalid(read.Problems);
        var marks = RuleMarks.Of(form, read.Filled, request.Facts.FilledOn ?? record.FilledOn, record.Number);
        if (await rules.TakenAsync(form, record.FormId, record.Id, record.CorrectsId, marks, ct) is { Count: > 0 } taken)
            return Refusal.Invalid(taken);
        var tags = CreateRecord.TagsOf(record.Id, request.Facts.Tags);
        if (tags.Refusal is { } wrong)
            return wrong;

        desk.Put(record, form, read.Filled, content);
        record.FilledOn = request.Facts.FilledOn ?? record.FilledOn;
        record.Medium = request.Facts.Medium;
        record.Place = request.Facts.Place?.Trim() ?? "";
        var kept = await db.Set<RecordTag>().Where(t => t.RecordId == record.Id).ToListAsync(ct);
        db.RemoveRange(kept.Where(k => tags.Value!.All(t => t.Tag != k.Tag)));
        db.AddRange(tags.Value!.Where(t => kept.TrueForAll(k => k.Tag != t.Tag)));
        db.Entry(record).State = EntityState.Modified;
        await rules.MarkAsync(record, marks, isNew: false, ct);
        await db.SaveAsync(actor, "records.save", ct);
        await writing.CommitAsync(ct);
        return new RecordSaved(record.Id, record.Version, record.Number, FormCheck.Missing(form, read.Filled, await desk.FilesOfAsync(record.Id, ct), record.Completes).Count + (await rules.ProblemsAsync(record, form, read.Filled, ct)).Count);
    }
}

/// <summary>Gives a draft up; its number stays taken, so that no number is ever missing without a reason.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record VoidRecordRequest(Guid Id, int Version, [property: Required, StringLength(FormRecord.ReasonLength)] string Reason);

/// <inheritdoc cref="VoidRecordRequest"/>
internal sealed class VoidRecord(IsmsDbContext db, RecordDesk desk, Rules.WatchDesk watches)
{
    public async Task<Outcome<RecordSaved>> RunAsync(Actor actor, VoidRecordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Fill, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.Id, ct) is not { } loaded)
            return Refusal.NotFound;
        var record = loaded.Record;
        if (record.State != RecordState.Draft)
            return SaveRecord.Frozen.With(record.Number);
        if (record.FilledById != actor.PersonId && !actor.May(RecordPermissions.Control))
            return SaveRecord.NotYours;
        if (record.Version != request.Version)
            return Refusal.Stale([]);
        record.MakeVoid(request.Reason.Trim());
        await watches.ForgetAsync(actor, [record.Id], ct);
        await db.SaveAsync(actor, "records.void", ct);
        await writing.CommitAsync(ct);
        return new RecordSaved(record.Id, record.Version, record.Number, 0);
    }
}
