using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy;

/// <summary>The policy is in force (manual 4.2.1.2).</summary>
internal sealed class PolicySteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.2", Phrase.Of("policy.step"), PolicyViews.Link, Office.IsmsTeam, await PolicyViews.Policies(db).AnyAsync(p => p.State == PolicyState.Approved, ct)),
    ];
}
