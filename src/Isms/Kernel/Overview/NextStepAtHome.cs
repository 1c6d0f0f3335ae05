using Isms.Kernel.Access;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;

namespace Isms.Kernel.Overview;

/// <summary>Until the management system is established, the next step stands on the home page of those who establish it.</summary>
internal sealed class NextStepAtHome(ReadFirstSteps read) : IContribute<HomeQuestion, HomeNotice>
{
    public async Task<IReadOnlyList<HomeNotice>> AnswerAsync(Actor actor, HomeQuestion question, CancellationToken ct)
    {
        if (!actor.May(OverviewPermissions.Establish) || (await read.RunAsync(actor, ct)).Value is not { Next: { } next } all)
            return [];
        var mine = next.Needs is null || actor.May(next.Needs);
        return [new HomeNotice(Phrase.Of("overview.home-steps", all.Done, all.Steps.Count), Phrase.Of("overview.home-next", next.Title, Phrase.Of("kernel.office." + next.By)), mine && actor.Holds(next.By) ? next.Href : "/first-steps", false)];
    }
}
