using System.Globalization;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Opportunities;
using Isms.Modules.Opportunities.Effect;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;

namespace Isms.Cli.Demo;

/// <summary>The demo company's risks and opportunities of the system (2013 and 2022: 6.1.1): one judged, one under way, one to be judged, one draft; some issues still to be considered.</summary>
internal static class DemoOpportunities
{
    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.opportunities." + key);
        var today = await actors.AsAsync<FindMatters, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));
        var sources = (await actors.AsAsync<FindSources, SourceList>("team", (o, a) => o.RunAsync(a, ct))).Items;
        SourceView From(string issue) => sources.First(s => s.Words.Contains(Phrase.In(culture, "demo." + issue), StringComparison.Ordinal));

        async Task<Guid> PlanAsync(string key, MatterKind kind, string issue, string who, int due, bool sign = true)
        {
            var source = From(issue);
            var saved = await actors.AsAsync<SaveMatter, MatterSaved>("team", (o, a) => o.RunAsync(a, new SaveMatterRequest(null, 0, new MatterFacts(
                kind, Say(key), Say(key + ".bearing"), source.Source, source.Id, null, MatterResponse.Act, Say(key + ".action"), Say(key + ".integration"), Say(key + ".measure"),
                people.People[who], today.AddDays(due), people.People["leader"], today.AddDays(due + 30))), ct));
            if (sign)
                await actors.SignAsync("team", MatterApproval.KindName, saved.Id);
            return saved.Id;
        }

        async Task FinishAsync(Guid id, string key, string who) => await actors.AsAsync<FinishMatter, MatterSaved>(who, async (o, a) =>
            await o.RunAsync(a, new FinishMatterRequest(id, await VersionAsync(id), today.AddDays(-3), Say(key + ".outcome")), ct));

        async Task<int> VersionAsync(Guid id) => (await actors.AsAsync<ReadMatter, MatterView>("team", (o, a) => o.RunAsync(a, id, ct))).Version;

        var turnover = await PlanAsync("turnover", MatterKind.Risk, "issue.turnover", "engineer", 10);
        await FinishAsync(turnover, "turnover", "engineer");
        await actors.AsAsync<JudgeEffect, EffectJudged>("leader", async (o, a) => await o.RunAsync(a, new JudgeEffectRequest(turnover, await VersionAsync(turnover), true, Say("turnover.finding")), ct));
        await FinishAsync(await PlanAsync("law", MatterKind.Risk, "issue.law", "office", 15), "law", "office");
        await PlanAsync("customers", MatterKind.Opportunity, "issue.customers", "sales", 60);
        await PlanAsync("growth", MatterKind.Risk, "issue.growth", "engineer", 45, sign: false);
    }
}
