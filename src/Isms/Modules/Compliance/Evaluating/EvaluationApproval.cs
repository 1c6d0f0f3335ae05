using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Evaluating;

/// <summary>合规性评价 on its way: approved by the management representative; from then on the laws count as evaluated and measures are duties.</summary>
internal sealed class EvaluationApproval(IsmsDbContext db, MeasureDesk measures, WorkInbox inbox) : ApprovalSubject
{
    public const string KindName = "compliance.evaluation";

    /// <summary>Clauses that nobody judged yet.</summary>
    public static readonly Refusal Unjudged = new("compliance.unjudged");
    private const int ShownObstacles = 20;

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override Permission Read => CompliancePermissions.Read;

    protected override Permission Submit => CompliancePermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Evaluation>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } evaluation)
            return null;
        var lines = await db.Set<EvaluationLine>().AsNoTracking().Where(l => l.EvaluationId == id).OrderBy(l => l.Place).ToListAsync(ct);
        return new ApprovalContent(Phrase.Of("compliance.evaluation-title", evaluation.Number), evaluation.Number, CompliancePaths.Evaluation(id), SignedContent.Json(new
        {
            evaluation.Number, evaluation.OpenedOn,
            lines = lines.Select(l => new { l.Place, l.LawNumber, l.LawTitle, l.Clause, l.Demand, l.Situation, l.Result, l.Evidence, l.JudgedById, l.JudgedOn, l.Measure, l.ResponsibleId, l.DueOn }),
        }))
        {
            Facts =
            [
                new(Phrase.Of("compliance.field.laws"), Ui.Display.Number(lines.Select(l => l.LawId).Distinct().Count())), new(Phrase.Of("compliance.field.clauses"), Ui.Display.Number(lines.Count)),
                .. Enum.GetValues<ComplianceResult>().Select(r => new ApprovalFact(Phrase.Of("compliance.result." + r), Ui.Display.Number(lines.Count(l => l.Result == r)))),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var (evaluation, today) = (await FindAsync(id, ct), approval.By.Today);
        evaluation.Approve(today);
        var lines = await db.Set<EvaluationLine>().Where(l => l.EvaluationId == id).OrderBy(l => l.Place).ToListAsync(ct);
        var ids = lines.Select(l => l.LawId).Distinct().ToList();
        foreach (var law in await db.Set<Law>().Where(l => ids.Contains(l.Id)).ToListAsync(ct))
            law.Evaluated(today, Worst(lines.Where(l => l.LawId == law.Id).Select(l => l.Result!.Value)));
        foreach (var line in lines.Where(l => l.NeedsMeasure))
        {
            await measures.OpenAsync(approval.By, MeasureSource.Evaluation, line.LawId, Phrase.Of("compliance.cause-evaluation", line.LawTitle, line.Clause, line.Situation), CompliancePaths.Evaluation(id),
                line.Measure, line.ResponsibleId!.Value, line.DueOn!.Value, ct);
        }
        await inbox.CompleteAsync(approval.By, LawDuties.Subject, Evaluation.Rhythm, LawDuties.Evaluate, ct);
    }

    /// <summary>A law is met as far as its worst clause; clauses that do not apply do not count beside others.</summary>
    internal static ComplianceResult Worst(IEnumerable<ComplianceResult> results)
    {
        var all = results.ToHashSet();
        return all.Contains(ComplianceResult.DoesNotConform) ? ComplianceResult.DoesNotConform : all.Contains(ComplianceResult.Partly) ? ComplianceResult.Partly
            : all.Contains(ComplianceResult.Conforms) ? ComplianceResult.Conforms : ComplianceResult.NotApplicable;
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if ((await FindAsync(id, ct)).State != ReviewState.Draft)
            return JudgeLine.NotDraft;
        var open = await db.Set<EvaluationLine>().AsNoTracking().Where(l => l.EvaluationId == id && l.Result == null).OrderBy(l => l.Place).Take(ShownObstacles).ToListAsync(ct);
        return open.Count == 0 ? null : Unjudged with { Obstacles = [.. open.Select(l => new Obstacle($"{l.LawTitle} {l.Clause}", $"{CompliancePaths.Evaluation(id)}?line={l.Id}#line"))] };
    }

    private Task<Evaluation> FindAsync(Guid id, CancellationToken ct) => db.Set<Evaluation>().SingleAsync(e => e.Id == id, ct);
}

/// <summary>Evidence attached to an evaluation, until it is sent for signing.</summary>
internal sealed class EvaluationFiles(IsmsDbContext db) : IAttachmentSubject
{
    public string Kind => EvaluationApproval.KindName;

    public string? PageOf(Guid id) => CompliancePaths.Evaluation(id);

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(CompliancePermissions.Read) && await db.Set<Evaluation>().AnyAsync(e => e.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(CompliancePermissions.Edit) && await db.Set<Evaluation>().AnyAsync(e => e.Id == id && e.State == ReviewState.Draft, ct);
}
