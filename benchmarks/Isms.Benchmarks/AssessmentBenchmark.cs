using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Assessments;

namespace Isms.Benchmarks;

/// <summary>Proposes, scores and stores the risks of a whole assessment by the product's own operation, ledger and search index included.</summary>
internal static class AssessmentBenchmark
{
    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        var wanted = options.Size(100_000, 10_000);
        var perAsset = StarterLibrary.ProposalsFor(AssetCategories.Find("HARD-SRV")!).Count();
        foreach (var server in options.Databases)
        {
            await using var company = await BenchmarkCompany.FoundAsync(options, server);
            var assets = company.Assets(1, (wanted + perAsset - 1) / perAsset, score: 5);
            await company.RunAsync<IsmsDbContext, bool>(async db =>
            {
                await db.SaveNewAsync(company.Team, "assets.import", assets, CancellationToken.None);
                return true;
            });
            var seconds = new List<Timing>();
            for (var i = 0; i < options.Times(5); i++)
            {
                var request = new CreateAssessmentRequest("风险评估", "全部重要资产", company.Team.Today, company.Team.Today.AddDays(30));
                var id = (await company.RunAsync<CreateAssessment, Outcome<AssessmentCreated>>(o => o.RunAsync(company.Team, request, CancellationToken.None))).Require().Id;
                RisksProposed? proposed = null;
                seconds.Add(await Timing.OfAsync(async () =>
                    proposed = (await company.RunAsync<ProposeRisks, Outcome<RisksProposed>>(o => o.RunAsync(company.Team, new ProposeRisksRequest(id), CancellationToken.None))).Require()));
                if (proposed!.Risks < wanted)
                    throw new InvalidOperationException($"Only {proposed.Risks} risks were proposed.");
            }
            yield return Timing.Figure($"Assessment of {wanted:N0} risks scored and stored, {BenchmarkCompany.NameOf(server)}", seconds, options.AtFullSize(5));
        }
    }
}
