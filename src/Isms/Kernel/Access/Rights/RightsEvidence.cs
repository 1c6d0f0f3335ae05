using Isms.Kernel.Hosting;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Rights;

/// <summary>权限分配表: what the product itself enforces.</summary>
internal sealed class RightsEvidence(RightsMatrix matrix) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct) =>
        (await matrix.RunAsync(actor, ct)).Value is { } rows
            ? [new EvidenceItem("rights", "", Phrase.In(actor.Culture, "kernel.rights.title"), EvidenceState.Live, "/permissions") { Count = rows.Length, Data = rows }]
            : [];
}
