using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria;

/// <summary>How risks are measured is decided before any is (manual 4.2.1.3, 5.1 f)).</summary>
internal sealed class CriteriaSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.3", Phrase.Of("criteria.step"), "/criteria", Office.IsmsTeam, await db.Set<CriteriaVersion>().AnyAsync(v => v.State == CriteriaState.Approved || v.State == CriteriaState.Superseded, ct)),
    ];
}
