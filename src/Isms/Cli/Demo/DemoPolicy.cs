using Isms.Modules.Policy.Texts;

namespace Isms.Cli.Demo;

/// <summary>The demo company's policy, in force (4.2.1.2).</summary>
internal static class DemoPolicy
{
    public static async Task MakeAsync(DemoActors actors, Func<string, string> say, CancellationToken ct)
    {
        var policy = await actors.AsAsync<CreatePolicy, PolicySaved>("team", (o, a) => o.RunAsync(a, new CreatePolicyRequest(), ct));
        var draft = await actors.AsAsync<ReadPolicy, PolicyView>("team", (o, a) => o.RunAsync(a, policy.Id, ct));
        await actors.AsAsync<ChangePolicy, PolicySaved>("team", (o, a) => o.RunAsync(a, new ChangePolicyRequest(
            policy.Id, policy.Version, say("policy"), [.. draft.Principles.Select(p => p.Text)], [.. draft.Commitments.Select(c => new CommitmentInput(c.Topic, c.Text))]), ct));
        await actors.SignAsync("team", PolicyApproval.KindName, policy.Id);
    }
}
