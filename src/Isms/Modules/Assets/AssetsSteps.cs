using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Lists;

namespace Isms.Modules.Assets;

/// <summary>The assets are known, confirmed by their departments, and the important ones listed and signed (manual 4.2.1.4).</summary>
internal sealed class AssetsSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.4", Phrase.Of("assets.step-register"), "/assets/import", Office.IsmsTeam, () => db.Set<Asset>().Any()),
        new StepToTake("4.2.1.4", Phrase.Of("assets.step-confirm"), "/assets/confirmations", Office.IsmsTeam,
            () => db.Set<ConfirmationCycle>().Any(c => c.State == CycleState.Closed || !db.Set<DepartmentConfirmation>().Any(d => d.CycleId == c.Id && d.State != ConfirmationState.Confirmed))),
        new StepToTake("4.2.1.4", Phrase.Of("assets.step-list"), "/assets/lists", Office.IsmsTeam, () => db.Set<ImportantAssetList>().Any(l => l.State == ListState.Approved || l.State == ListState.Superseded)),
    ]);
}
