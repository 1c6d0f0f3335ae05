using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>One assessment in the list; risks are counted as far as the reader may see them.</summary>
public sealed record AssessmentRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public AssessmentState State { get; init; }
    public DateOnly PeriodStart { get; init; }
    public DateOnly PeriodEnd { get; init; }
    public string CriteriaVersion { get; init; } = "";
    public DateTime? CompletedAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Risks { get; init; }
    public int ToTreat { get; init; }
    public int Version { get; init; }
}

/// <summary>The list of assessments.</summary>
internal sealed class ListAssessments(IsmsDbContext db)
{
    public static readonly Register<AssessmentRow> Register = new Register<AssessmentRow>("risks.assessments", r => r.Id, "-created")
        .Column("number", "risks.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => "/risks/assessments/" + r.Id })
        .Column("title", "risks.field.title", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, Link = r => "/risks/assessments/" + r.Id })
        .Column("state", "risks.field.state", ColumnKind.State, r => r.State, c => c with { Filterable = true, Choices = [.. Enum.GetNames<AssessmentState>().Select(s => (s, "risks.state." + s))] })
        .Column("periodStart", "risks.field.period-start", ColumnKind.Date, r => r.PeriodStart)
        .Column("periodEnd", "risks.field.period-end", ColumnKind.Date, r => r.PeriodEnd)
        .Column("criteria", "risks.field.criteria", ColumnKind.Text, r => r.CriteriaVersion)
        .Column("risks", "risks.field.risks", ColumnKind.Number, r => r.Risks, c => c with { Sortable = false, Link = r => $"/risks/assessments/{r.Id}/risks" })
        .Column("toTreat", "risks.field.to-treat", ColumnKind.Number, r => r.ToTreat, c => c with { Sortable = false, Link = r => $"/risks/assessments/{r.Id}/risks?filter.decision=Treat" })
        .Column("created", "risks.field.created", ColumnKind.Date, r => r.CreatedAt, c => c with { Shown = false });

    public async Task<Outcome<RegisterPage<AssessmentRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        var visible = db.Set<Risk>().VisibleTo(actor);
        var rows = from a in db.Set<Assessment>().AsNoTracking().VisibleTo(actor, db)
                   join c in db.Set<CriteriaVersion>() on a.CriteriaId equals c.Id
                   select new AssessmentRow
                   {
                       Id = a.Id, Number = a.Number, Title = a.Title, State = a.State, PeriodStart = a.PeriodStart, PeriodEnd = a.PeriodEnd,
                       CriteriaVersion = c.VersionLabel, CompletedAt = a.CompletedAt, CreatedAt = a.CreatedAt, Version = a.Version,
                       Risks = visible.Count(r => r.AssessmentId == a.Id),
                       ToTreat = visible.Count(r => r.AssessmentId == a.Id && r.Decision == RiskDecision.Treat),
                   };
        return await Register.PageAsync(rows, query, ct);
    }
}
