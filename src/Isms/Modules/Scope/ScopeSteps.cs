using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope;

/// <summary>Where the management system holds is stated before anything else (manual 4.2.1.1).</summary>
internal sealed class ScopeSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.1", Phrase.Of("scope.step"), "/scope", Office.IsmsTeam, await ScopeViews.Statements(db).AnyAsync(s => s.State == ScopeState.Approved, ct)),
    ];
}
