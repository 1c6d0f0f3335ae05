using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives;

/// <summary>What the management system is to achieve is set and measured (manual 4.2.1.7).</summary>
internal sealed class ObjectivesSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.7", Phrase.Of("objectives.step"), "/objectives/versions", Office.IsmsTeam, await db.Set<ObjectiveSet>().AnyAsync(s => s.State == SetState.Approved, ct)),
    ];
}
