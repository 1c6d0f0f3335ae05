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
        if (!actor.May(OverviewPermissions.Establish) || (await read.RunAsync(actor, ct)).Value is not { Next: { } first } all)
            return [];
        // One’s own next step; while another has to go first, that one.
        var mine = all.Steps.FirstOrDefault(s => !s.Done && actor.Holds(s.By));
        var next = mine ?? first;
        return [new HomeNotice(Phrase.Of("overview.home-steps", all.Done, all.Steps.Count), Phrase.Of("overview.home-next", next.Title, Phrase.Of("kernel.office." + next.By)), mine is not null && (mine.Needs is null || actor.May(mine.Needs)) ? next.Href : "/first-steps", false)];
    }
}
