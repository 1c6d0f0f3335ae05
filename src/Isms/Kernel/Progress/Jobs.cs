using System.Collections.Concurrent;
using System.Threading.Channels;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;

namespace Isms.Kernel.Progress;

/// <summary>Work handed to the runner.</summary>
internal sealed record QueuedJob(Guid Id, Actor Actor, Func<IServiceProvider, JobProgress, CancellationToken, Task<JobResult>> Work, JobProgress Progress);

/// <summary>The work waiting in this process, and how far the running one is.</summary>
internal sealed class JobQueue
{
    private readonly Channel<QueuedJob> _waiting = Channel.CreateUnbounded<QueuedJob>();
    private readonly ConcurrentDictionary<Guid, JobProgress> _live = new();

    public void Add(QueuedJob job)
    {
        _live[job.Id] = job.Progress;
        _waiting.Writer.TryWrite(job);
    }

    public IAsyncEnumerable<QueuedJob> ReadAllAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);

    /// <summary>Null when it is not in this process, or over.</summary>
    public JobProgress? ProgressOf(Guid id) => _live.GetValueOrDefault(id);

    public void Remove(Guid id) => _live.TryRemove(id, out _);
}

/// <summary>Starts long work that goes on when the person leaves the page.</summary>
internal sealed class Jobs(IsmsDbContext db, JobQueue queue, TimeProvider time)
{
    /// <summary>Puts the work in the queue; go to <see cref="PageOf"/> to watch it.</summary>
    /// <param name="kind">Stable, <c>module.verb</c>.</param>
    /// <param name="title">In the language of who starts it.</param>
    /// <param name="work">
    /// Runs with services of a scope of its own, as <paramref name="actor"/>. It answers refusals as its result; what it throws is logged and shown as a failure.
    /// </param>
    public async Task<Guid> StartAsync(Actor actor, string kind, string title, Func<IServiceProvider, JobProgress, CancellationToken, Task<JobResult>> work, CancellationToken ct)
    {
        var job = new Job { Kind = kind, Title = title, StartedById = actor.PersonId, Node = Environment.MachineName, CreatedAt = time.Instant() };
        db.Add(job);
        await db.SaveChangesAsync(ct);
        queue.Add(new QueuedJob(job.Id, actor, work, new JobProgress()));
        return job.Id;
    }

    public static string PageOf(Guid id) => "/jobs/" + id;
}
