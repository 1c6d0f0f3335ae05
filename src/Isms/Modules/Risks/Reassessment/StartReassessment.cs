using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Documents;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>Prepares a reassessment.</summary>
/// <param name="PromptIds">The prompts it takes up; may be empty.</param>
/// <param name="Title">Null for a title made from the number of the one before.</param>
/// <param name="PeriodStart">Null for today.</param>
/// <param name="PeriodEnd">Null for a month after the start.</param>
public sealed record StartReassessmentRequest(
    [MaxLength(200)] IReadOnlyList<Guid>? PromptIds = null, [StringLength(Assessment.TitleLength)] string? Title = null, DateOnly? PeriodStart = null, DateOnly? PeriodEnd = null);

/// <summary>
/// Prepares an assessment as a draft with the risks of the last one begun, scores included, each to be confirmed. Assets retired since are left out.
/// </summary>
internal sealed class StartReassessment(IsmsDbContext db, ReassessmentDraft draft)
{
    /// <summary>There is a draft already; one is enough.</summary>
    public static readonly Refusal DraftExists = new("risks.draft-exists");

    public async Task<Outcome<AssessmentCreated>> RunAsync(Actor actor, StartReassessmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var made = await draft.MakeAsync(actor, request, ct);
        if (made.Refusal is null)
            await writing.CommitAsync(ct);
        return made;
    }
}

/// <summary>Makes the draft of a reassessment within the caller's write transaction.</summary>
internal sealed class ReassessmentDraft(IsmsDbContext db, CriteriaInForce criteria, DocumentsInForce documents, Numbers numbers, TimeProvider time)
{
    private const string UseCase = "risks.start-reassessment";

    public async Task<Outcome<AssessmentCreated>> MakeAsync(Actor actor, StartReassessmentRequest request, CancellationToken ct)
    {
        var start = request.PeriodStart ?? actor.Today;
        var end = request.PeriodEnd ?? start.AddMonths(1);
        if (end < start)
            return Refusal.Invalid("periodEnd", "risks.period-reversed");
        if (await criteria.CurrentAsync(ct) is not { } inForce)
            return CreateAssessment.NoCriteria with { Obstacles = [new Obstacle(Phrase.Of("risks.go-criteria"), "/criteria")] };
        if (await documents.MissingAsync(CreateAssessment.Procedure, actor.Today, ct) is { } procedure)
            return CreateAssessment.ProcedureNotInForce with { Obstacles = [procedure] };
        if (await db.Set<Assessment>().FirstOrDefaultAsync(a => a.State == AssessmentState.Draft, ct) is { } present)
            return StartReassessment.DraftExists.With(present.Number) with { Obstacles = [new Obstacle($"{present.Number} {present.Title}", "/risks/assessments/" + present.Id)] };
        var ids = (request.PromptIds ?? []).Distinct().ToList();
        var prompts = await db.Set<ReassessmentPrompt>().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        if (prompts.Count < ids.Count)
            return Refusal.NotFound;
        if (prompts.Any(p => p.State != PromptState.Open))
            return DismissPrompt.NotOpen;

        var last = await db.Set<Assessment>().Where(a => a.StartedAt != null).OrderByDescending(a => a.StartedAt).FirstOrDefaultAsync(ct);
        var draft = new Assessment
        {
            Number = await numbers.TakeAsync(RisksModule.AssessmentNumber, ct),
            Title = TitleOf(request, last, prompts, actor), Scope = last?.Scope ?? Phrase.In(actor.Culture, "risks.reassessment.scope"), TeamText = last?.TeamText ?? "",
            PeriodStart = start, PeriodEnd = end, BasedOnId = last?.Id, CreatedAt = time.Instant(),
        };
        draft.RateWith(inForce.Id);
        db.Add(draft);
        foreach (var prompt in prompts)
            prompt.AssessmentId = draft.Id;
        var risks = last is null ? [] : await CarriedOverAsync(actor, last, draft, inForce, ct);
        if (last is not null)
            db.AddRange(await db.Set<AssessmentMember>().Where(m => m.AssessmentId == last.Id).Select(m => m.PersonId).AsAsyncEnumerable().Select(p => new AssessmentMember { AssessmentId = draft.Id, PersonId = p }).ToListAsync(ct));
        await db.SaveAsync(actor, UseCase, ct);
        await db.SaveNewAsync(actor, UseCase, risks, ct);
        return new AssessmentCreated(draft.Id, draft.Number, draft.Version);
    }

    private static string TitleOf(StartReassessmentRequest request, Assessment? last, List<ReassessmentPrompt> prompts, Actor actor)
    {
        var title = !string.IsNullOrWhiteSpace(request.Title) ? request.Title.Trim()
            : prompts is [var only] ? Phrase.In(actor.Culture, "risks.reassessment.title-for", only.Title)
            : last is null ? Phrase.In(actor.Culture, "risks.reassessment.title-first")
            : Phrase.In(actor.Culture, "risks.reassessment.title-after", last.Number);
        return title.Length <= Assessment.TitleLength ? title : title[..Assessment.TitleLength];
    }

    private async Task<List<Risk>> CarriedOverAsync(Actor actor, Assessment last, Assessment draft, CriteriaSnapshot inForce, CancellationToken ct)
    {
        var today = actor.Today;
        var rows = await (from r in db.Set<Risk>().AsNoTracking() where r.AssessmentId == last.Id
                          join a in AssetViews.Summaries(db) on r.AssetId equals a.Id where !a.Retired
                          orderby r.Serial
                          select new { Risk = r, a.Value, a.DepartmentId, OwnerHere = db.People.Any(p => p.Id == r.OwnerId && (p.LeftOn == null || p.LeftOn >= today)) }).ToListAsync(ct);
        return rows.ConvertAll(row =>
        {
            var old = row.Risk;
            var risk = new Risk
            {
                AssessmentId = draft.Id, Serial = draft.TakeSerials(1), AssetId = old.AssetId, DepartmentId = row.DepartmentId, AssetValue = row.Value,
                OwnerId = row.OwnerHere ? old.OwnerId : null,
                ThreatCode = old.ThreatCode, ThreatTitleZh = old.ThreatTitleZh, ThreatTitleEn = old.ThreatTitleEn,
                VulnerabilityCode = old.VulnerabilityCode, VulnerabilityTitleZh = old.VulnerabilityTitleZh, VulnerabilityTitleEn = old.VulnerabilityTitleEn,
                Frequency = old.Frequency, Severity = old.Severity, Ease = old.Ease, ExistingControls = old.ExistingControls, ControlKeys = old.ControlKeys,
                ControlEffectiveness = old.ControlEffectiveness, LosesConfidentiality = old.LosesConfidentiality, LosesIntegrity = old.LosesIntegrity,
                LosesAvailability = old.LosesAvailability, ToConfirm = true,
            };
            risk.Score(inForce.Criteria);
            return risk;
        });
    }
}
