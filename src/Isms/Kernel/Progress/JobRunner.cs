using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Progress;

/// <summary>
/// Runs the queued work one after the other: long work writes much, and the database has one writer. What was under way when the process
/// ended is marked as interrupted at the next start; whatever it had not committed is not in the database.
/// </summary>
internal sealed partial class JobRunner(JobQueue queue, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    public static readonly Refusal Failed = new("progress.failed");
    public static readonly Refusal Interrupted = new("progress.interrupted");

    /// <summary>Marks what this machine left unfinished, before anything new is taken on.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
            var lost = await db.Set<Job>().Where(j => j.Node == Environment.MachineName && (j.State == JobState.Running || j.State == JobState.Queued)).ToListAsync(cancellationToken);
            foreach (var job in lost)
                End(job, JobState.Interrupted, new JobResult(Refusal: Interrupted));
            if (lost.Count > 0)
                await db.SaveChangesAsync(cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var queued in queue.ReadAllAsync(stoppingToken))
                await RunAsync(queued, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the next start marks what is left.
        }
    }

    private async Task RunAsync(QueuedJob queued, CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = queued.Actor.Culture;
        await ChangeAsync(queued, job =>
        {
            job.State = JobState.Running;
            job.StartedAt = time.Instant();
        }, ct);
        JobResult result;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            result = await queued.Work(scope.ServiceProvider, queued.Progress, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, queued.Id, failure);
            result = new JobResult(Refusal: Failed.With(queued.Id));
        }
        await ChangeAsync(queued, job => End(job, result.Refusal is null ? JobState.Done : JobState.Failed, result), ct);
        queue.Remove(queued.Id);
    }

    private async Task ChangeAsync(QueuedJob queued, Action<Job> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var job = await db.Set<Job>().SingleAsync(j => j.Id == queued.Id, ct);
        change(job);
        (job.Done, job.Total) = (queued.Progress.Done, queued.Progress.Total);
        await db.SaveChangesAsync(ct);
    }

    private void End(Job job, JobState state, JobResult result)
    {
        job.State = state;
        job.EndedAt = time.Instant();
        job.Link = result.Link;
        job.Result = result.Data is null ? null : JsonSerializer.Serialize(result.Data, result.Data.GetType(), EntityJson.Options);
        job.Refusal = result.Refusal is null ? null : KeptRefusal.Write(result.Refusal);
    }

    [LoggerMessage(LogLevel.Error, "Job {Id} failed.")]
    private static partial void LogFailed(ILogger logger, Guid id, Exception failure);
}
