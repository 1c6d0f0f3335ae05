using Isms.Kernel.Access;
using Isms.Kernel.Signals;

namespace Isms.Modules.Objectives.Measures;

/// <summary>What the policy in force says (manual 4.2.1.2.2 a): objectives are tied to it.</summary>
internal sealed class PolicyLink(IEnumerable<IContribute<PrinciplesInForce, PolicyPrinciple>> policies)
{
    /// <summary>Its principles; empty while no policy is in force.</summary>
    public async Task<IReadOnlyList<PolicyPrinciple>> PrinciplesAsync(Actor actor, CancellationToken ct)
    {
        var principles = new List<PolicyPrinciple>();
        foreach (var policy in policies)
            principles.AddRange(await policy.AnswerAsync(actor, new PrinciplesInForce(), ct));
        return principles;
    }
}
