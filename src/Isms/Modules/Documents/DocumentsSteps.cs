using Isms.Kernel.Access;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Documents;

/// <summary>The manual is released, and the procedure by which risks are assessed is in force (release order; manual 4.2.1.3).</summary>
internal sealed class DocumentsSteps(DocumentsInForce inForce) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("4.2.1.3", Phrase.Of("documents.step-risk-procedure"), "/documents?q=B-01", Office.DocumentController, await inForce.FindAsync("XX-B-01", actor.Today, ct) is not null),
        new FirstStep("4.3.1", Phrase.Of("documents.step-manual"), "/documents?q=A-01", Office.DocumentController, await inForce.FindAsync("XX-A-01", actor.Today, ct) is not null),
    ];
}
