using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Scope.Statements;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope;

/// <summary>The statement of scope with its context and interested parties.</summary>
internal sealed class ScopeEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(ScopePermissions.Read))
            return [];
        var statements = await db.Set<ScopeStatement>().AsNoTracking().OrderByDescending(s => s.CreatedAt).Take(question.Most).Select(s => new
        {
            s.Id, s.Number, s.VersionLabel, s.State, s.EffectiveOn, s.ReviewOn,
            Issues = db.Set<ScopeIssue>().Count(i => i.StatementId == s.Id), Parties = db.Set<InterestedParty>().Count(p => p.StatementId == s.Id),
        }).ToListAsync(ct);
        return
        [
            .. statements.SelectMany(s => new[] { ("scope-statement", "scope.menu", 1), ("context", "scope.tab.context", s.Issues), ("interested-parties", "scope.parties", s.Parties) }
                .Where(kind => kind.Item3 > 0)
                .Select(kind => new EvidenceItem(kind.Item1, s.Number, Phrase.In(actor.Culture, kind.Item2), StateOf(s.State), "/scope/" + s.Id)
                {
                    Version = s.VersionLabel, Date = s.EffectiveOn, GoodUntil = s.State == ScopeState.Approved ? s.ReviewOn : null, Count = kind.Item3,
                    Open = (services, reader, token) => services.GetRequiredService<ExportScope>().RunAsync(reader, s.Id, token),
                })),
        ];
    }

    private static EvidenceState StateOf(ScopeState state) => state switch
    {
        ScopeState.Approved => EvidenceState.Live,
        ScopeState.Superseded => EvidenceState.Superseded,
        _ => EvidenceState.InPreparation,
    };
}
