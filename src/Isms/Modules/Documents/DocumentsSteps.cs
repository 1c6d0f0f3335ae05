using Isms.Kernel.Access;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Documents;

/// <summary>The manual is released, and the procedure by which risks are assessed is in force (release order; manual 4.2.1.3).</summary>
internal sealed class DocumentsSteps(DocumentsInForce inForce) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.3", Phrase.Of("documents.step-risk-procedure"), "/documents?q=B-01", Office.DocumentController, () => inForce.Of("XX-B-01", actor.Today).Any()),
        new StepToTake("4.3.1", Phrase.Of("documents.step-manual"), "/documents?q=A-01", Office.DocumentController, () => inForce.Of("XX-A-01", actor.Today).Any()),
    ]);
}
