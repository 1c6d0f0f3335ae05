using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>What an assessment is about.</summary>
/// <param name="Scope">What is assessed, in words.</param>
/// <param name="TeamText">Who takes part besides the members.</param>
/// <param name="MemberIds">Employees who take part.</param>
public sealed record CreateAssessmentRequest(
    [Required, StringLength(Assessment.TitleLength)] string Title, [Required, StringLength(Assessment.TextLength)] string Scope,
    DateOnly PeriodStart, DateOnly PeriodEnd, [StringLength(Assessment.TextLength)] string? TeamText = null, [MaxLength(100)] IReadOnlyList<Guid>? MemberIds = null);

/// <summary>An assessment that was made.</summary>
public sealed record AssessmentCreated(Guid Id, string Number, int Version) : IVersioned;

/// <summary>Begins an assessment with the criteria in force, and locks them.</summary>
internal sealed class CreateAssessment(IsmsDbContext db, CriteriaInForce criteria, DocumentsInForce documents, Numbers numbers, TimeProvider time)
{
    /// <summary>4.2.1.2.2 d), 5.1 f): without signed criteria nothing is assessed.</summary>
    public static readonly Refusal NoCriteria = new("risks.no-criteria");

    /// <summary>4.2.1.3: the procedure by which risks are assessed is in force before any is.</summary>
    public static readonly Refusal ProcedureNotInForce = new("risks.procedure-not-in-force");

    /// <summary>The manual's number of that procedure.</summary>
    public const string Procedure = "XX-B-01";

    public async Task<Outcome<AssessmentCreated>> RunAsync(Actor actor, CreateAssessmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (await AssessmentFacts.CheckAsync(db, request.PeriodStart, request.PeriodEnd, request.MemberIds ?? [], ct) is { } wrong)
            return wrong;
        await using var writing = await db.BeginAsync(ct);
        if (await criteria.CurrentAsync(ct) is not { } inForce)
            return NoCriteria with { Obstacles = [new Obstacle(Phrase.Of("risks.go-criteria"), "/criteria")] };
        if (await documents.MissingAsync(Procedure, actor.Today, ct) is { } procedure)
            return ProcedureNotInForce with { Obstacles = [procedure] };

        var now = time.Instant();
        var assessment = new Assessment
        {
            Number = await numbers.TakeAsync(RisksModule.AssessmentNumber, ct), Title = request.Title.Trim(), Scope = request.Scope.Trim(),
            TeamText = request.TeamText?.Trim() ?? "", PeriodStart = request.PeriodStart, PeriodEnd = request.PeriodEnd, CreatedAt = now,
        };
        assessment.RateWith(inForce.Id);
        assessment.Start(now);
        await criteria.MarkUsedAsync(inForce.Id, ct);
        db.Add(assessment);
        db.AddRange((request.MemberIds ?? []).Distinct().Select(id => new AssessmentMember { AssessmentId = assessment.Id, PersonId = id }));
        await db.SaveAsync(actor, "risks.start-assessment", ct);
        await writing.CommitAsync(ct);
        return new AssessmentCreated(assessment.Id, assessment.Number, assessment.Version);
    }
}

/// <summary>What is checked of an assessment's facts whenever they are written.</summary>
internal static class AssessmentFacts
{
    public static async Task<Refusal?> CheckAsync(IsmsDbContext db, DateOnly start, DateOnly end, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        if (start == default)
            return Refusal.Invalid("periodStart", "kernel.field-required");
        if (end < start)
            return Refusal.Invalid("periodEnd", "risks.period-reversed");
        var ids = members.Distinct().ToList();
        return ids.Count > 0 && await db.People.CountAsync(p => ids.Contains(p.Id), ct) < ids.Count ? Refusal.Invalid("memberIds", "risks.unknown-person") : null;
    }
}
