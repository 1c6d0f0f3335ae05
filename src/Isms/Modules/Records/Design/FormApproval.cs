using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Design;

/// <summary>A version of a form on its way into force: signed like the document it is. Records made before keep the version they were made with.</summary>
internal sealed class FormApproval(IsmsDbContext db, Rules.RuleDesk rules, WorkInbox inbox) : ApprovalSubject
{
    public const string KindName = "records.form";

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override Permission Read => RecordPermissions.See;

    protected override Permission Submit => RecordPermissions.Design;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from v in db.Set<FormVersion>().AsNoTracking()
            join f in db.Set<RecordForm>() on v.FormId equals f.Id
            where v.Id == id
            select new { Row = v, f.Code }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var (form, culture) = (FormDefinition.Parse(found.Row.Definition), CultureInfo.CurrentUICulture);
        return new ApprovalContent(Phrase.Of("records.form-version-title", form.Name(culture), found.Row.Number), found.Code, RecordPaths.Version(id),
            SignedContent.Json(new { form = found.Code, found.Row.Number, found.Row.Definition, found.Row.Reason }))
        {
            Facts =
            [
                new ApprovalFact(Phrase.Of("records.field.reason"), found.Row.Reason),
                new ApprovalFact(Phrase.Of("records.fields"), form.Fields.Count.ToString(CultureInfo.InvariantCulture)),
                new ApprovalFact(Phrase.Of("records.rules"), form.Rules.Count.ToString(CultureInfo.InvariantCulture)),
                new ApprovalFact(Phrase.Of("records.field.route"), Forms.RouteText.Of(form, culture)),
                new ApprovalFact(Phrase.Of("records.field.retention"), Forms.RetentionText.Of(form.Retention, culture)),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var version = await FindAsync(id, ct);
        var form = await db.Set<RecordForm>().SingleAsync(f => f.Id == version.FormId, ct);
        if (await db.Set<FormVersion>().SingleOrDefaultAsync(v => v.Id == form.CurrentId, ct) is { } before)
            before.Supersede();
        version.PutInForce(approval.At);
        var definition = FormDefinition.Parse(version.Definition);
        form.Take(version, definition);
        await rules.MarkAgainAsync(form.Id, definition, ct);
        await inbox.CompleteAsync(approval.By, Forms.FormsToCheck.KindName, form.Id, Forms.FormsToCheck.CheckWork, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var version = await db.Set<FormVersion>().AsNoTracking().SingleAsync(v => v.Id == id, ct);
        if (version.State != FormVersionState.Draft)
            return SaveFormVersion.Frozen.With(version.Number);
        if (version.Reason.Length == 0)
            return new Refusal("records.version-needs-reason") { Obstacles = [new Obstacle(Phrase.Of("records.version-n", version.Number), RecordPaths.Version(id))] };
        var form = FormDefinition.Parse(version.Definition);
        var problems = SaveFormVersion.Problems(form, FormCheck.ProblemsOf(form)).ToList();
        return problems.Count == 0 ? null : new Refusal("records.version-incomplete", RefusalKind.Conflict, problems.Count) { Obstacles = [.. problems.Select(p => new Obstacle(p.Message, RecordPaths.Version(id)))] };
    }

    private Task<FormVersion> FindAsync(Guid id, CancellationToken ct) => db.Set<FormVersion>().SingleAsync(v => v.Id == id, ct);
}
