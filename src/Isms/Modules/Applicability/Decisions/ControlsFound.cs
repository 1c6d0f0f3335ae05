using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Implementing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Controls by code and title in the statements that are not superseded, for the search over everything.</summary>
internal sealed class ControlsFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(SoaPermissions.Read))
            return [];
        var chinese = actor.Culture.TwoLetterISOLanguageName == "zh";
        var current = db.Set<SoaVersion>().Where(s => s.State != SoaState.Superseded);
        var rows =
            from r in DecisionRegister.Rows(db, today: false)
            join s in current on r.SoaId equals s.Id
            select new { r.SoaId, r.Edition, r.Code, r.Position, Title = chinese ? r.TitleZh : r.TitleEn, r.Standing, s.VersionLabel };
        foreach (var pattern in question.Patterns)
            rows = rows.Where(r => EF.Functions.Like((r.Code + " " + r.Title).ToLower(), pattern, "\\"));
        var found = await rows.OrderBy(r => r.Position).ThenBy(r => r.SoaId).Take(question.Most).ToListAsync(ct);
        return [.. found.Select(r => new SearchHit("applicability.menu", r.Code, r.Title, r.VersionLabel, SoaPages.Control(r.SoaId, new ControlKey(r.Edition, r.Code)), SoaPages.Versions))];
    }
}
