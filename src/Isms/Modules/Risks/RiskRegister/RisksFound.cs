using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>Risks by number, asset, threat and vulnerability, and assessments by number and title, for the search over everything; latest first.</summary>
internal sealed class RisksFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(RiskPermissions.See))
            return [];
        var chinese = actor.Culture.TwoLetterISOLanguageName == "zh";
        var risks =
            from r in db.Set<Risk>().AsNoTracking().VisibleTo(actor)
            join a in AssetViews.Summaries(db, actor) on r.AssetId equals a.Id
            where a.Known
            select new
            {
                r.Id, r.Number, Asset = a.Name, Threat = chinese ? r.ThreatTitleZh : r.ThreatTitleEn,
                Vulnerability = chinese ? r.VulnerabilityTitleZh : r.VulnerabilityTitleEn,
            };
        var assessments = db.Set<Assessment>().AsNoTracking().VisibleTo(actor, db);
        foreach (var pattern in question.Patterns)
        {
            risks = risks.Where(r => EF.Functions.Like((r.Number + " " + r.Asset + " " + r.Threat + " " + r.Vulnerability).ToLower(), pattern, "\\"));
            assessments = assessments.Where(a => EF.Functions.Like((a.Number + " " + a.Title).ToLower(), pattern, "\\"));
        }
        var found = await risks.OrderByDescending(r => r.Id).Take(question.Most).ToListAsync(ct);
        var named = await assessments.OrderByDescending(a => a.Id).Take(question.Most).Select(a => new { a.Id, a.Number, a.Title }).ToListAsync(ct);
        return
        [
            .. named.Select(a => new SearchHit("risks.assessments", a.Number, a.Title, "", "/risks/assessments/" + a.Id, "/risks/assessments")),
            .. found.Select(r => new SearchHit("risks.entity.risks_risks", r.Number, r.Asset, $"{r.Threat} · {r.Vulnerability}", "/risks/" + r.Id)),
        ];
    }
}
