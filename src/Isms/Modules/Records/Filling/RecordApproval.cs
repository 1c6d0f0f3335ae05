using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>
/// A record on the way its form sets. What is signed is the hash of the content, so that the content can be destroyed later while every signature still
/// proves what it was given to.
/// </summary>
internal sealed class RecordApproval(
    IsmsDbContext db, RecordDesk desk, Rules.RuleDesk rules, Rules.WatchDesk watches, OfficeHolders holders, SettingsReader settings, PlannedWork recurring,
    SignalRaiser signals) : ApprovalSubject
{
    public const string KindName = RecordFiles.KindName;

    public static readonly Refusal Incomplete = new("records.incomplete-record");
    private const int MostFacts = 16;

    public override string Kind => KindName;

    public override bool HasOwnRoutes => true;

    protected override Permission Read => RecordPermissions.See;

    protected override Permission Submit => RecordPermissions.Fill;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from r in db.Set<FormRecord>().AsNoTracking()
            join v in db.Set<FormVersion>() on r.FormVersionId equals v.Id
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            from c in db.Set<RecordContent>().Where(c => c.RecordId == r.Id).DefaultIfEmpty()
            where r.Id == id
            select new { Record = r, v.Definition, VersionNumber = v.Number, f.Code, Content = c == null ? null : c.Content }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var files = await FilesAsync(id, ct);
        var (record, form, culture) = (found.Record, FormDefinition.Parse(found.Definition), CultureInfo.CurrentUICulture);
        var filled = found.Content is null ? FilledForm.Empty : ContentJson.Parse(found.Content);
        // The files of a disposed record are gone; what was signed then stands by the hash kept in its row.
        var filesHash = record.State == RecordState.Disposed ? record.FilesHash : HashOf(files);
        var content = SignedContent.Json(new { record.Number, Form = found.Code, FormVersion = found.VersionNumber, record.DepartmentId, record.FilledOn, record.ContentHash, FilesHash = filesHash });
        return new ApprovalContent(form.Name(culture), record.Number, RecordPaths.Record(id), content)
        {
            DepartmentId = record.DepartmentId,
            Words = TypedWords.Json(form, filled, culture),
            Facts = [.. form.Fields.Where(f => f.Type != FieldType.Secret).Select(f => new ApprovalFact(f.Label(culture), FieldText.Of(f, filled.Of(f.Key), culture))).Where(f => f.Value.Length > 0).Take(MostFacts)],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(RecordPermissions.See) && await db.Set<FormRecord>().VisibleTo(db, actor).AnyAsync(r => r.Id == id, ct);

    public override async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.May(RecordPermissions.Fill))
            return Refusal.Forbidden;
        return await MayReadAsync(actor, id, ct) ? await ObstacleAsync(actor, id, ct) : Refusal.NotFound;
    }

    public override async Task<IReadOnlyList<RouteStep>?> RouteOfAsync(Guid id, CancellationToken ct)
    {
        var record = await db.Set<FormRecord>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var definition = await db.Set<FormVersion>().Where(v => v.Id == record.FormVersionId).Select(v => v.Definition).SingleAsync(ct);
        var content = await db.Set<RecordContent>().Where(c => c.RecordId == id).Select(c => c.Content).SingleOrDefaultAsync(ct);
        var (form, filled) = (FormDefinition.Parse(definition), content is null ? FilledForm.Empty : ContentJson.Parse(content));
        var steps = new List<RouteStep>();
        for (var i = 0; i < form.Route.Count; i++)
        {
            var step = form.Route[i];
            if (step.By == SignerKind.Named && filled.Signers.TryGetValue(i, out var person))
                steps.Add(RouteStep.ByPerson(step.Meaning, person, steps.Count + 1));
            else if (step.By == SignerKind.Office && await OfficeAsync(record, step.Office!.Value, form, ct) is { } office)
                steps.Add(RouteStep.By(step.Meaning, office, steps.Count + 1));
        }
        return steps;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var record = (await FindAsync(id, ct)).Record;
        record.FilesHash = HashOf(await FilesAsync(id, ct));
        record.Submit();
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Record.SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var (record, form, _, filled) = await FindAsync(id, ct);
        var today = await settings.TodayAsync(ct);
        record.Approve(approval.At, today);
        if (form.Retention.From == RetentionStart.Superseded || record.RetentionFrom == RetentionStart.Superseded)
            await SupersedeAsync(record, today, ct);
        await recurring.DoneAsync(approval.By, record, ct);
        await watches.ApprovedAsync(approval.By, record, form, filled, ct);
        var code = await db.Set<RecordForm>().Where(f => f.Id == record.FormId).Select(f => f.Code).SingleAsync(ct);
        await signals.RaiseAsync(approval.By, new RecordApproved(record.Id, record.Number, code, approval.At, today, record.CorrectsId, record.Completes,
            filled.Fields.Where(f => f.Value.Text is not null).ToDictionary(f => f.Key, f => f.Value.Text!)), ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var (record, form, _, filled) = await FindAsync(id, ct, tracked: false);
        if (record.State != RecordState.Draft)
            return SaveRecord.Frozen.With(record.Number);
        if (record.FilledById != actor.PersonId)
            return SaveRecord.NotYours;
        List<FieldProblem> missing =
        [
            .. RecordDesk.ProblemsOf(form, FormCheck.Missing(form, filled, await desk.FilesOfAsync(id, ct), record.Completes)),
            .. await rules.ProblemsAsync(record, form, filled, ct),
            .. await rules.TakenAsync(form, record.FormId, id, record.CorrectsId, RuleMarks.Of(form, filled, record.FilledOn, record.Number), ct),
        ];
        return missing.Count == 0 ? null : Incomplete.With(missing.Count) with { Obstacles = [.. missing.Take(10).Select(p => new Obstacle(p.Message, RecordPaths.Record(id)))] };
    }

    // A head's own form goes to the management representative, and the representative's to the general manager: nobody signs for himself.
    private async Task<Office?> OfficeAsync(FormRecord record, Office asked, FormDefinition form, CancellationToken ct)
    {
        foreach (var office in (Office[])[asked, Office.ManagementRepresentative, Office.GeneralManager])
        {
            if (office != asked && form.Route.Any(s => s.By == SignerKind.Office && s.Office == office))
                return null;
            var candidates = await holders.OfAsync(office, office == Office.DepartmentHead ? record.DepartmentId : null, ct);
            if (candidates.Count == 0 || candidates.Any(c => c.PersonId != record.FilledById))
                return office;
        }
        return asked;
    }

    // What is kept until a newer one takes its place: the one before starts its retention now.
    private async Task SupersedeAsync(FormRecord record, DateOnly today, CancellationToken ct)
    {
        var earlier = await db.Set<FormRecord>().Where(r => r.FormId == record.FormId && r.DepartmentId == record.DepartmentId && r.Id != record.Id
            && r.State == RecordState.Approved && r.RetentionStartedOn == null).ToListAsync(ct);
        foreach (var one in earlier)
        {
            one.Words = (await FindAsync(one.Id, ct)).Record.Words;
            one.StartRetention(today);
        }
    }

    private Task<List<string>> FilesAsync(Guid id, CancellationToken ct) => (
        from a in db.Set<Attachment>()
        join s in db.Set<StoredFile>() on a.FileId equals s.Id
        where a.SubjectKind == RecordFiles.KindName && a.SubjectId == id
        orderby s.Sha256, a.Id
        select s.Sha256).ToListAsync(ct);

    private static string HashOf(List<string> files) => files.Count == 0 ? "" : SignedContent.HashOf(string.Join('\n', files));

    private async Task<LoadedRecord> FindAsync(Guid id, CancellationToken ct, bool tracked = true)
    {
        var loaded = (await desk.LoadAsync(Actor.System("signing", await settings.TodayAsync(ct)), id, ct))!;
        if (!tracked)
            db.Entry(loaded.Record).State = EntityState.Detached;
        return loaded;
    }
}
