using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability;

/// <summary>Which controls apply is declared (manual 4.2.1.10).</summary>
internal sealed class ApplicabilitySteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.10", Phrase.Of("applicability.step"), "/applicability", Office.IsmsTeam, await SoaViews.Versions(db).AnyAsync(s => s.State == SoaState.Approved, ct)),
    ];
}
