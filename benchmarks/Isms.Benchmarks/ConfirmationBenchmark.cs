using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Reading;
using Microsoft.EntityFrameworkCore;

namespace Isms.Benchmarks;

/// <summary>
/// Everybody confirms the same document in one morning: over HTTP, each with a session of their own, one in twenty pressing twice at once. Afterwards
/// confirmations, duties and ledger are counted.
/// </summary>
internal static class ConfirmationBenchmark
{
    private const int AtOnce = 16;

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        var people = options.Size(10_000, 1_000);
        foreach (var server in options.Databases)
        {
            var database = BenchmarkCompany.NameOf(server);
            var (rates, slow, lost) = (new List<double>(), new List<double>(), new List<double>());
            var timings = new List<Timing>();
            for (var i = 0; i < options.Times(3); i++)
            {
                await using var company = await BenchmarkCompany.FoundAsync(options, server);
                await company.HireAsync(people);
                var (document, version) = await company.IssuedAsync("SL-A-01", BenchmarkCompany.TextOf(1, 5_000));
                await AskAsync(company, document, version);
                await company.ListenAsync();
                var duties = await company.RunAsync<IsmsDbContext, List<(Guid Id, Guid PersonId)>>(async db =>
                    [.. (await db.Set<ReadingConfirmation>().AsNoTracking().Join(db.People.Where(p => p.EmployeeNumber.StartsWith("R")), c => c.PersonId, p => p.Id, (c, p) => new { c.Id, c.PersonId }).ToListAsync()).Select(c => (c.Id, c.PersonId))]);
                if (duties.Count != people)
                    throw new InvalidOperationException($"{duties.Count} of {people} were asked.");
                await ConfirmAsync(company, duties[..Math.Min(100, people / 10)]);
                var measured = duties[Math.Min(100, people / 10)..];
                List<double> milliseconds = [];
                timings.Add(await Timing.OfAsync(async () => milliseconds = await ConfirmAsync(company, measured)));
                rates.Add(measured.Count / timings[^1].Seconds);
                slow.Add(Figure.Percentile95(milliseconds));
                lost.Add(await CheckAsync(company, version, duties));
            }
            yield return new Figure($"{people:N0} people confirm a document, {AtOnce} at once, {database}", rates, "/s", 200, AtLeast: true) { Processor = timings.Select(t => t.Processor).Order().ElementAt(timings.Count / 2) };
            yield return new Figure($"{people:N0} people confirm a document, {database}: p95 of an answer", slow, "ms", 200);
            yield return new Figure($"{people:N0} people confirm a document, {database}: lost or doubled", lost, "", 0);
        }
    }

    private static Task AskAsync(BenchmarkCompany company, ControlledDocument document, DocumentVersion version) => company.RunAsync<IServiceProvider, bool>(async services =>
    {
        var db = (IsmsDbContext)services.GetService(typeof(IsmsDbContext))!;
        await using var writing = await db.BeginAsync(CancellationToken.None);
        await ((ReadingDesk)services.GetService(typeof(ReadingDesk))!).AskAsync(company.Team, document, version, CancellationToken.None);
        // They have read it, at leisure; confirming is what all do at once.
        var at = ((TimeProvider)services.GetService(typeof(TimeProvider))!).Instant();
        foreach (var duty in await db.Set<ReadingConfirmation>().Where(c => c.VersionId == version.Id).ToListAsync())
            duty.Show(1, 1, at);
        await db.SaveAsync(company.Team, "documents.read-section", CancellationToken.None);
        await writing.CommitAsync(CancellationToken.None);
        return true;
    });

    private static async Task<List<double>> ConfirmAsync(BenchmarkCompany company, IReadOnlyList<(Guid Id, Guid PersonId)> duties)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce * 2 }) { BaseAddress = new Uri(company.Address) };
        var times = new double[duties.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, duties.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            var watch = Stopwatch.StartNew();
            var again = i % 20 == 0 ? PressAsync(client, duties[i]) : null;
            await PressAsync(client, duties[i]);
            times[i] = watch.Elapsed.TotalMilliseconds;
            if (again is not null)
                await again;
        });
        return [.. times];
    }

    private static async Task PressAsync(HttpClient client, (Guid Id, Guid PersonId) duty)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/readings/{duty.Id}/confirmation") { Content = JsonContent.Create(new { readToEnd = true }) };
        request.Headers.Add("Cookie", $"{Kernel.Access.ActorMiddleware.SessionCookie}={BenchmarkCompany.TokenOf(duty.PersonId)}");
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"Answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>How many confirmations are missing in the rows, the inboxes or the ledger, or stand there twice.</summary>
    private static Task<double> CheckAsync(BenchmarkCompany company, DocumentVersion version, List<(Guid Id, Guid PersonId)> duties) => company.RunAsync<IServiceProvider, double>(async services =>
    {
        var db = (IsmsDbContext)services.GetService(typeof(IsmsDbContext))!;
        var asked = duties.Select(d => d.Id).ToHashSet();
        var confirmed = (await db.Set<ReadingConfirmation>().AsNoTracking().Where(c => c.VersionId == version.Id && c.ConfirmedAt != null).Select(c => c.Id).ToListAsync()).Where(asked.Contains).ToList();
        var done = (await db.Set<WorkItem>().AsNoTracking().Where(w => w.Kind == ReadingDesk.ReadWork && w.State == WorkState.Done).Select(w => w.SubjectId).ToListAsync()).Where(asked.Contains).ToList();
        var written = (await db.Ledger.Where(e => e.UseCase == "documents.confirm-reading" && e.EntityType == "documents_confirmations").Select(e => e.EntityId).ToListAsync()).Where(asked.Contains).ToList();
        if (!(await ((LedgerCheck)services.GetService(typeof(LedgerCheck))!).RunAsync(CancellationToken.None)).Intact)
            throw new InvalidOperationException("The chain of the ledger is broken.");
        return new[] { confirmed, done, written }.Sum(found => Math.Abs(duties.Count - found.Count) + (found.Count - found.Distinct().Count()));
    });
}
