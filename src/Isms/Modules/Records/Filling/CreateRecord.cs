using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Begins a record with the form's version in force; it takes its number at once.</summary>
/// <param name="CorrectsId">A signed record of the same form that this one corrects or completes; null for an original.</param>
/// <param name="Completes">It fills in what was left open until the approved thing was done; everything else stays as it was approved.</param>
public sealed record CreateRecordRequest(Guid FormId, RecordFacts Facts, Guid? CorrectsId = null, bool Completes = false);

/// <inheritdoc cref="CreateRecordRequest"/>
internal sealed class CreateRecord(IsmsDbContext db, RecordDesk desk, Rules.RuleDesk rules, Numbers numbers, TimeProvider time)
{
    /// <summary>There is nothing left open in the record, or somebody is completing it already.</summary>
    public static readonly Refusal NothingOpen = new("records.nothing-open");

    public static readonly Refusal NotInForce = new("records.form-not-in-force");
    public static readonly Refusal NotYours = new("records.form-not-yours", RefusalKind.Forbidden);

    public async Task<Outcome<RecordSaved>> RunAsync(Actor actor, CreateRecordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Fill, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordForm>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.FormId, ct) is not { } form)
            return Refusal.NotFound;
        if (form.CurrentId is null || form.RetiredOn is not null)
            return NotInForce.With(form.Code);
        if (!RecordReach.MayFill(actor, form.Owner))
            return NotYours.With(Phrase.Of("records.role." + form.Owner));
        if (await DepartmentOf(actor, request.Facts.DepartmentId, ct) is not { } department)
            return Refusal.Invalid("departmentId", "records.department-out-of-reach");
        LoadedRecord? earlier = null;
        if (request.CorrectsId is { } corrects)
        {
            earlier = await desk.LoadAsync(actor, corrects, ct);
            if (earlier is null || earlier.Record.FormId != form.Id || earlier.Record.State != RecordState.Approved)
                return Refusal.NotFound;
            db.Entry(earlier.Record).State = EntityState.Detached;
        }
        if (request.Completes && (earlier is null || !earlier.Form.HasLater || FormCheck.IsCompleted(earlier.Form, earlier.Filled)
            || await db.Set<FormRecord>().AnyAsync(r => r.CorrectsId == request.CorrectsId && r.State != RecordState.Void, ct)))
        {
            return NothingOpen;
        }

        // What was approved is completed with the version of the form it was approved with.
        var versionId = request.Completes ? earlier!.Record.FormVersionId : form.CurrentId.Value;
        var definition = request.Completes ? earlier!.Form : FormDefinition.Parse(await db.Set<FormVersion>().Where(v => v.Id == versionId).Select(v => v.Definition).SingleAsync(ct));
        var record = new FormRecord
        {
            Number = await numbers.TakeAsync(RecordsModule.RecordNumber.With("form", form.Code), ct), FormId = form.Id, FormVersionId = versionId, Basis = form.Basis,
            DepartmentId = department, FilledById = actor.PersonId, FilledOn = request.Facts.FilledOn ?? actor.Today, CreatedAt = time.Instant(), Access = form.Access,
            ContentHash = "", Medium = request.Facts.Medium, Place = request.Facts.Place?.Trim() ?? "", RetentionFrom = form.RetentionFrom, RetentionYears = form.RetentionYears,
            CorrectsId = request.CorrectsId, Completes = request.Completes, Classification = earlier?.Record.Classification ?? Classification.Internal,
        };
        var read = await desk.ReadAsync(actor, definition, request.Facts, request.Completes ? earlier!.Filled : FilledForm.Empty, record.Number, ct, request.Completes);
        if (read.Problems.Count > 0)
            return Refusal.Invalid(read.Problems);
        var marks = RuleMarks.Of(definition, read.Filled, record.FilledOn, record.Number);
        if (await rules.TakenAsync(definition, form.Id, record.Id, record.CorrectsId, marks, ct) is { Count: > 0 } taken)
            return Refusal.Invalid(taken);
        if (TagsOf(record.Id, request.Facts.Tags).Refusal is { } wrong)
            return wrong;
        db.Add(record);
        db.Add(desk.Put(record, definition, read.Filled, null));
        db.AddRange(TagsOf(record.Id, request.Facts.Tags).Value!);
        await rules.MarkAsync(record, marks, isNew: true, ct);
        await db.SaveAsync(actor, "records.create", ct);
        await writing.CommitAsync(ct);
        return new RecordSaved(record.Id, record.Version, record.Number, FormCheck.Missing(definition, read.Filled, 0, record.Completes).Count + (await rules.ProblemsAsync(record, definition, read.Filled, ct)).Count);
    }

    /// <summary>The tags as kept, or what is wrong with them.</summary>
    internal static Outcome<IReadOnlyList<RecordTag>> TagsOf(Guid recordId, IReadOnlyList<string>? given)
    {
        var tags = (given ?? []).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => (Text: t, Tag: ClauseTags.Parse(t))).ToList();
        if (tags.Find(t => t.Tag is null) is { Text: not null } bad)
            return Refusal.Invalid("tags", "records.tag-not-understood", bad.Text);
        return tags.Select(t => t.Tag!).Distinct(StringComparer.Ordinal).Select(t => new RecordTag { RecordId = recordId, Tag = t }).ToList();
    }

    private async Task<Guid?> DepartmentOf(Actor actor, Guid? asked, CancellationToken ct)
    {
        if ((asked ?? actor.DepartmentId) is not { } id || !RecordReach.MayFillFor(actor, id))
            return null;
        return await db.Departments.AnyAsync(d => d.Id == id && d.ClosedOn == null, ct) ? id : null;
    }
}
