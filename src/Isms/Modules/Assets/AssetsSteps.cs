using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Lists;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>The assets are known, confirmed by their departments, and the important ones listed and signed (manual 4.2.1.4).</summary>
internal sealed class AssetsSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.4", Phrase.Of("assets.step-register"), "/assets/import", Office.IsmsTeam, await db.Set<Asset>().AnyAsync(ct)),
        new FirstStep("4.2.1.4", Phrase.Of("assets.step-confirm"), "/assets/confirmations", Office.IsmsTeam,
            await db.Set<ConfirmationCycle>().AnyAsync(c => c.State == CycleState.Closed || !db.Set<DepartmentConfirmation>().Any(d => d.CycleId == c.Id && d.State != ConfirmationState.Confirmed), ct)),
        new FirstStep("4.2.1.4", Phrase.Of("assets.step-list"), "/assets/lists", Office.IsmsTeam, await db.Set<ImportantAssetList>().AnyAsync(l => l.State == ListState.Approved || l.State == ListState.Superseded, ct)),
    ];
}
