using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Http.Idempotency;

/// <summary>The keys in use and their answers, in the database, so that whichever node is asked again answers the same.</summary>
internal sealed class KeptAnswers(IsmsDbContext db, SettingsReader settings, TimeProvider time) : IRecurring
{
    /// <summary>Takes the key for this request. Answers what is known of the key when somebody took it before; null when it is ours now.</summary>
    public async Task<KeptAnswer?> TakeAsync(Guid personId, string key, string fingerprint, CancellationToken ct)
    {
        var hash = KeptAnswer.HashOf(personId, key);
        var since = await KeptSinceAsync(ct);
        await using var writing = await db.BeginAsync(ct);
        await db.Set<KeptAnswer>().Where(a => a.KeyHash == hash && a.StartedAt <= since).ExecuteDeleteAsync(ct);
        if (await db.Set<KeptAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.KeyHash == hash, ct) is { } known)
            return known;
        db.Add(new KeptAnswer { PersonId = personId, KeyHash = hash, Fingerprint = fingerprint, StartedAt = time.Instant() });
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        return null;
    }

    public async Task FinishAsync(Guid personId, string key, RepeatableAnswer answer)
    {
        var hash = KeptAnswer.HashOf(personId, key);
        if (await db.Set<KeptAnswer>().FirstOrDefaultAsync(a => a.KeyHash == hash) is not { } kept)
            return;
        kept.Finish(answer, key);
        await db.SaveChangesAsync();
    }

    /// <summary>The request changed nothing: the same key may be tried again.</summary>
    public Task ReleaseAsync(Guid personId, string key)
    {
        var hash = KeptAnswer.HashOf(personId, key);
        return db.Set<KeptAnswer>().Where(a => a.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Forgets the answers older than the setting says.</summary>
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        var since = await KeptSinceAsync(ct);
        await db.Set<KeptAnswer>().Where(a => a.StartedAt <= since).ExecuteDeleteAsync(ct);
    }

    private async Task<DateTime> KeptSinceAsync(CancellationToken ct) =>
        time.Instant().AddHours(-await settings.NumberAsync(KernelSettings.IdempotencyHours, ct));
}
