using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>A record in full.</summary>
/// <param name="FormNumber">With the company's prefix.</param>
/// <param name="Definition">Of the version of the form it was made with.</param>
/// <param name="Filled">Its content; empty once destroyed. Secrets are blotted out for those who may not see them.</param>
/// <param name="Signers">Names of the people named for steps, by the step's place.</param>
/// <param name="RetainUntil">The last day it must be kept; null while unknown or for ever.</param>
/// <param name="Missing">What still stands in the way of signing a draft.</param>
/// <param name="Completes">True when it completes the record it names: what was approved in that one stands.</param>
/// <param name="IsOpen">True for an approved record whose execution is still to be filled in.</param>
/// <param name="Rules">What the server holds it to, in plain words.</param>
public sealed record RecordView(
    Guid Id, int Version, string Number, Guid FormId, string FormNumber, int FormVersion, Guid FormVersionId, FormDefinition Definition, FilledForm Filled, IReadOnlyDictionary<int, string> Signers,
    Guid DepartmentId, string Department, Guid FilledById, string FilledBy, DateOnly FilledOn, RecordState State, DateTime? ApprovedAt, RecordMedium Medium, string Place,
    IReadOnlyList<string> Clauses, IReadOnlyList<string> Tags, FormAccess Access, RetentionRule Retention, DateOnly? RetentionStartedOn, DateOnly? RetainUntil, string HoldReason, DateOnly? ArchivedOn,
    Guid? DisposalId, string VoidReason, Guid? CorrectsId, string? Corrects, Guid? CorrectedById, string? CorrectedBy, string ContentHash, int Files,
    IReadOnlyList<FieldProblem> Missing, bool Completes, bool IsOpen, IReadOnlyList<string> Rules, bool MayEdit, bool MayControl, Classification Classification) : IVersioned;

/// <summary>One record.</summary>
internal sealed class ReadRecord(IsmsDbContext db, Rules.RuleDesk rules, SettingsReader settings, OpeningLog log)
{
    private const string Blot = "●●●●●●";

    public async Task<Outcome<RecordView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var found = await (
            from r in db.Set<FormRecord>().AsNoTracking().VisibleTo(db, actor)
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            join v in db.Set<FormVersion>() on r.FormVersionId equals v.Id
            join d in db.Departments on r.DepartmentId equals d.Id
            join p in db.People on r.FilledById equals p.Id
            from c in db.Set<RecordContent>().Where(c => c.RecordId == r.Id).DefaultIfEmpty()
            where r.Id == id
            select new
            {
                Record = r, f.Code, f.Clauses, VersionNumber = v.Number, v.Definition, Department = d.Name, FilledBy = p.Name, Content = c == null ? null : c.Content,
                Corrects = db.Set<FormRecord>().Where(x => x.Id == r.CorrectsId).Select(x => x.Number).FirstOrDefault(),
                Corrected = db.Set<FormRecord>().Where(x => x.CorrectsId == r.Id && x.State != RecordState.Void).Select(x => new { x.Id, x.Number }).FirstOrDefault(),
                Files = db.Set<Attachment>().Count(a => a.SubjectKind == RecordFiles.KindName && a.SubjectId == r.Id),
            }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var (record, form) = (found.Record, FormDefinition.Parse(found.Definition));
        await log.NoteAsync(actor, RecordSecrecy.Opened(record, $"{record.Number} {form.Name(actor.Culture)}"), OpeningWay.Read, ct);
        var filled = found.Content is null ? FilledForm.Empty : ContentJson.Parse(found.Content);
        var mayEdit = record.State == RecordState.Draft && record.FilledById == actor.PersonId;
        List<FieldProblem> missing = record.State == RecordState.Draft
            ? [.. RecordDesk.ProblemsOf(form, FormCheck.Missing(form, filled, found.Files, record.Completes)), .. await rules.ProblemsAsync(record, form, filled, ct)] : [];
        var isOpen = record.State == RecordState.Approved && form.HasLater && !record.Completes && !FormCheck.IsCompleted(form, filled) && found.Corrected is null;
        if (record.FilledById != actor.PersonId && !actor.May(RecordPermissions.Control))
            filled = WithoutSecrets(form, filled);
        var ids = filled.Signers.Values.ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var tags = await db.Set<RecordTag>().Where(t => t.RecordId == id).OrderBy(t => t.Tag).Select(t => t.Tag).ToListAsync(ct);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        return new RecordView(
            record.Id, record.Version, record.Number, record.FormId, RecordNumbers.Of(prefix, found.Code), found.VersionNumber, record.FormVersionId, form, filled,
            filled.Signers.ToDictionary(s => s.Key, s => names.GetValueOrDefault(s.Value, "")),
            record.DepartmentId, found.Department, record.FilledById, found.FilledBy, record.FilledOn, record.State, record.ApprovedAt, record.Medium, record.Place,
            ClauseTags.Split(found.Clauses), tags, record.Access, new RetentionRule(record.RetentionFrom, record.RetentionYears), record.RetentionStartedOn, record.RetainUntil, record.HoldReason,
            record.ArchivedOn, record.DisposalId, record.VoidReason, record.CorrectsId, found.Corrects, found.Corrected?.Id, found.Corrected?.Number, record.ContentHash, found.Files,
            missing, record.Completes, isOpen, await Rules.FormRules.WordsAsync(db, actor, form, ct), mayEdit, actor.May(RecordPermissions.Control), record.Classification);
    }

    private static FilledForm WithoutSecrets(FormDefinition form, FilledForm filled)
    {
        var secrets = form.Fields.Where(f => f.Type == FieldType.Secret && filled.Of(f.Key) is { HasValue: true }).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        return secrets.Count == 0 ? filled : filled with { Fields = filled.Fields.ToDictionary(p => p.Key, p => secrets.Contains(p.Key) ? new FilledField(Blot) : p.Value) };
    }
}
