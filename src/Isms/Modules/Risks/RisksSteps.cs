using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks;

/// <summary>The risks are assessed once (manual 4.2.1.4, 4.2.1.5).</summary>
internal sealed class RisksSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.5", Phrase.Of("risks.step"), "/risks/assessments", Office.IsmsTeam, await db.Set<Assessment>().AnyAsync(a => a.State == AssessmentState.Completed, ct)),
    ];
}
