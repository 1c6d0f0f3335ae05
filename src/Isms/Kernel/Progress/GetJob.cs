using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Progress;

/// <summary>Long work, for who started it and nobody else.</summary>
internal sealed class GetJob(IsmsDbContext db, JobQueue queue)
{
    public async Task<Outcome<JobView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ProgressPermissions.Own) is { } no)
            return no;
        var job = await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.Id == id && j.StartedById == actor.PersonId, ct);
        return job is null ? Refusal.NotFound : ViewOf(job, queue.ProgressOf(id));
    }

    private static JobView ViewOf(Job job, JobProgress? live)
    {
        var finished = job.State is JobState.Done or JobState.Failed or JobState.Interrupted;
        var (done, total) = finished || live is null ? (job.Done, job.Total) : (live.Done, live.Total);
        var refusal = job.Refusal is null ? null : KeptRefusal.Read(job.Refusal);
        return new JobView(
            job.Id, job.Kind, job.Title, job.State, done, total, TextOf(job.State, done, total), finished, job.Link, refusal?.Message,
            [.. refusal?.Fields.Select(f => new FieldProblemView(f.Field, f.Message)) ?? [], .. refusal?.Obstacles.Select(o => new FieldProblemView("", o.Text)) ?? []],
            job.Result is null ? null : JsonSerializer.Deserialize<JsonElement>(job.Result), job.CreatedAt, job.StartedAt, job.EndedAt);
    }

    private static string TextOf(JobState state, long done, long? total) =>
        state == JobState.Running && total is { } all ? Phrase.Of("progress.so-far", done, all) : Phrase.Of("progress.state." + state);
}

/// <summary>Rights around long work.</summary>
internal static class ProgressPermissions
{
    public static readonly Permission Own = new Permission("progress.own").Everywhere(Enum.GetValues<Office>());

    public static IReadOnlyList<Permission> All { get; } = [Own];
}
