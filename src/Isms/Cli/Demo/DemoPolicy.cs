using Isms.Modules.Policy.Authorisation;
using Isms.Modules.Policy.Texts;

namespace Isms.Cli.Demo;

/// <summary>The demo company's policy, in force (4.2.1.2), and its authorisation to operate, which waits for the general manager (4.2.1.9).</summary>
internal static class DemoPolicy
{
    public static async Task MakeAsync(DemoActors actors, Func<string, string> say, CancellationToken ct)
    {
        var policy = await actors.AsAsync<CreatePolicy, PolicySaved>("team", (o, a) => o.RunAsync(a, new CreatePolicyRequest(), ct));
        var draft = await actors.AsAsync<ReadPolicy, PolicyView>("team", (o, a) => o.RunAsync(a, policy.Id, ct));
        await actors.AsAsync<ChangePolicy, PolicySaved>("team", (o, a) => o.RunAsync(a, new ChangePolicyRequest(
            policy.Id, policy.Version, say("policy"), [.. draft.Principles.Select(p => p.Text)], [.. draft.Commitments.Select(c => new CommitmentInput(c.Topic, c.Text))]), ct));
        await actors.SignAsync("team", PolicyApproval.KindName, policy.Id);
        var authorisation = await actors.AsAsync<SaveAuthorisation, AuthorisationView>("team", (o, a) => o.RunAsync(a, new SaveAuthorisationRequest(null, 0), ct));
        await actors.SignAsync("team", AuthorisationApproval.KindName, authorisation.Id, leaveTo: Kernel.Access.Office.GeneralManager);
    }
}
