using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>One prompt in the list.</summary>
public sealed record PromptRow
{
    public Guid Id { get; init; }
    public ReassessmentCause Cause { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Key, values and free text of the reason, as stored; <see cref="Reason"/> is for reading.</summary>
    internal string ReasonKey { get; init; } = "";
    internal string ReasonArgs { get; init; } = "[]";
    internal string Text { get; init; } = "";

    /// <summary>What happened, in the reader's language.</summary>
    public string Reason => PromptText.Reason(ReasonKey, ReasonArgs, Text);
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }
    public string SubjectLink { get; init; } = "";
    public DateOnly RaisedOn { get; init; }
    public string RaisedBy { get; init; } = "";
    public PromptState State { get; init; }
    public string DismissReason { get; init; } = "";
    public Guid? AssessmentId { get; init; }
    public string AssessmentNumber { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>The prompts to assess again.</summary>
internal sealed class ListPrompts(IsmsDbContext db)
{
    public static readonly Register<PromptRow> Register = new Register<PromptRow>("risks.prompts", r => r.Id, "-raised")
        .Column("raised", "risks.field.raised-on", ColumnKind.Date, r => r.RaisedOn)
        .Column("cause", "risks.field.cause", ColumnKind.Choice, r => r.Cause, c => c with { Filterable = true, Choices = [.. Enum.GetNames<ReassessmentCause>().Select(n => (n, "risks.cause." + n))] })
        .Column("title", "risks.field.what-changed", ColumnKind.Text, r => r.Title, c => c with { Searchable = true })
        .Column("reason", "risks.field.what-happened", ColumnKind.Text, r => r.Text, c => c with { Searchable = true, Sortable = false, Text = r => r.Reason })
        .Column("by", "risks.field.raised-by", ColumnKind.Text, r => r.RaisedBy, c => c with { Sortable = false })
        .Column("state", "risks.field.state", ColumnKind.State, r => r.State, c => c with { Filterable = true, Choices = [.. Enum.GetNames<PromptState>().Select(n => (n, "risks.prompt." + n))] })
        .Column("assessment", "risks.field.assessment", ColumnKind.Text, r => r.AssessmentNumber, c => c with { Sortable = false, Link = r => r.AssessmentId is { } id ? "/risks/assessments/" + id : null });

    public async Task<Outcome<RegisterPage<PromptRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read) is { } no)
            return no;
        var rows = from p in db.Set<ReassessmentPrompt>().AsNoTracking()
                   from w in db.People.Where(w => w.Id == p.RaisedById).DefaultIfEmpty()
                   from a in db.Set<Assessment>().Where(a => a.Id == p.AssessmentId).DefaultIfEmpty()
                   select new PromptRow
                   {
                       Id = p.Id, Cause = p.Cause, Title = p.Title, ReasonKey = p.ReasonKey, ReasonArgs = p.ReasonArgs, Text = p.Text, SubjectKind = p.SubjectKind,
                       SubjectId = p.SubjectId, SubjectLink = p.SubjectLink, RaisedOn = p.RaisedOn, RaisedBy = w == null ? "" : w.Name, State = p.State, DismissReason = p.DismissReason,
                       AssessmentId = p.AssessmentId, AssessmentNumber = a == null ? "" : a.Number, Version = p.Version,
                   };
        return await Register.PageAsync(rows, query, ct);
    }
}
