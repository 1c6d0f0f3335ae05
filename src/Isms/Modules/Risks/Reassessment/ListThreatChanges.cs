using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>One threat change in its register.</summary>
public sealed record ThreatChangeRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public string Source { get; init; } = "";
    public string Exposed { get; init; } = "";
    public DateOnly NoticedOn { get; init; }
    public string ThreatCode { get; init; } = "";

    /// <summary>The prompt it led to; null while none was raised.</summary>
    public Guid? PromptId { get; init; }
    public int Version { get; init; }
}

/// <summary>The register of threat changes.</summary>
internal sealed class ListThreatChanges(IsmsDbContext db)
{
    public static readonly Register<ThreatChangeRow> Register = new Register<ThreatChangeRow>("risks.threat-changes", r => r.Id, "-noticed")
        .Column("number", "risks.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true })
        .Column("noticed", "risks.field.noticed-on", ColumnKind.Date, r => r.NoticedOn)
        .Column("title", "risks.field.what-changed", ColumnKind.Text, r => r.Title, c => c with { Searchable = true })
        .Column("exposed", "risks.field.exposed", ColumnKind.Text, r => r.Exposed, c => c with { Sortable = false })
        .Column("source", "risks.field.source", ColumnKind.Text, r => r.Source, c => c with { Sortable = false })
        .Column("threat", "risks.field.threat", ColumnKind.Text, r => r.ThreatCode);

    public async Task<Outcome<RegisterPage<ThreatChangeRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read) is { } no)
            return no;
        return await Register.PageAsync(db.Set<ThreatChange>().AsNoTracking().Select(c => new ThreatChangeRow
        {
            Id = c.Id, Number = c.Number, Title = c.Title, Text = c.Text, Source = c.Source, Exposed = c.Exposed, NoticedOn = c.NoticedOn,
            ThreatCode = c.ThreatCode ?? "", PromptId = c.PromptId, Version = c.Version,
        }), query, ct);
    }
}
