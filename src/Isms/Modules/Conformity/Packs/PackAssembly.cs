using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Conformity.Board;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Conformity.Packs;

/// <summary>
/// Puts a pack together: each document is made in a scope of its own and copied into the file at once, so that memory does not grow with their number.
/// </summary>
internal sealed class PackAssembly(
    IsmsDbContext db, EvidenceReader evidence, IFileVault vault, IServiceScopeFactory scopes, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal TooMany = new("conformity.pack-too-many");
    public static readonly Refusal TooLarge = new("conformity.pack-too-large");

    public static readonly Refusal Broken = new("conformity.pack-broken");

    private const string ZipType = "application/zip";

    public async Task<JobResult> RunJobAsync(Actor actor, Guid packId, JobProgress progress, CancellationToken ct)
    {
        var pack = await db.Set<EvidencePack>().SingleAsync(p => p.Id == packId, ct);
        try
        {
            if (await AssembleAsync(actor, pack, progress, ct) is not { } refusal)
                return new JobResult(ConformityPaths.Pack(packId), new { pack.Number, pack.Items, pack.Size, pack.Sha256 });
            await FailAsync(actor, packId, refusal, ct);
            return new JobResult(Refusal: refusal);
        }
        catch when (!ct.IsCancellationRequested)
        {
            await FailAsync(actor, packId, Broken, ct);
            throw;
        }
    }

    private async Task<Refusal?> AssembleAsync(Actor actor, EvidencePack pack, JobProgress progress, CancellationToken ct)
    {
        var most = await settings.NumberAsync(ConformityModule.PackItems, ct);
        var mostBytes = await settings.NumberAsync(ConformityModule.PackMegabytes, ct) * 1024L * 1024L;
        var found = await evidence.AllAsync(actor, new EvidenceAsked(pack.FromOn, pack.ToOn, most + 1), pack.Edition, ct);
        var chosen = Chosen(pack, found);
        var items = chosen.SelectMany(c => c.Evidence).Distinct<JudgedEvidence>(ReferenceEqualityComparer.Instance).ToList();
        if (items.Count > most)
            return TooMany.With(items.Count, most);
        progress.Report(0, items.Count);

        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        var zone = await settings.TimeZoneAsync(ct);
        var facts = new PackFacts(
            pack.Number, await settings.TextAsync(KernelSettings.OrganizationName, ct), pack.Edition, pack.FromOn, pack.ToOn, pack.PreparedBy, time.Instant().In(zone),
            await db.Ledger.OrderByDescending(e => e.Sequence).Select(e => e.Hash).FirstAsync(ct));
        using (var writer = new PackWriter(file, facts))
        {
            foreach (var clause in chosen)
            {
                writer.Begin(clause.Clause);
                foreach (var item in clause.Evidence)
                {
                    if (!writer.Repeat(item))
                    {
                        await AddAsync(actor, writer, item, ct);
                        progress.Report(writer.Items, items.Count);
                    }
                    if (file.Length > mostBytes)
                        return TooLarge.With(mostBytes / 1024 / 1024);
                }
            }
            writer.Finish();
        }
        file.Position = 0;
        if (await vault.PutAsync(file, mostBytes, ct) is not { } kept)
            return TooLarge.With(mostBytes / 1024 / 1024);
        await using var writing = await db.BeginAsync(ct);
        var stored = await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Sha256 == kept.Sha256, ct);
        if (stored is null)
            db.Add(stored = new StoredFile { Sha256 = kept.Sha256, Size = kept.Size, MediaType = ZipType, StoredAt = time.Instant() });
        pack.Ready(items.Count, stored.Id, kept.Size, kept.Sha256);
        await db.SaveAsync(actor, "conformity.pack-ready", ct);
        await writing.CommitAsync(ct);
        return null;
    }

    // What cannot be made stands in the pack with the reason: an auditor must see that it is missing.
    private async Task AddAsync(Actor actor, PackWriter writer, JudgedEvidence item, CancellationToken ct)
    {
        if (item.Item.Open is not { } open)
        {
            writer.AddFacts(item);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await open(scope.ServiceProvider, actor, ct);
        if (outcome.Value is not { } written)
        {
            writer.AddRefused(item, outcome.Refusal!.Message);
            return;
        }
        await using (written.Content)
            await writer.AddFileAsync(item, written, ct);
    }

    private static List<PackClause> Chosen(EvidencePack pack, IReadOnlyList<JudgedEvidence> found)
    {
        var wanted = pack.ClauseNumbers;
        var clauses = wanted.Count == 0
            ? ClauseRows.Judged(pack.Edition, found)
            : ControlCatalogue.Of(pack.Edition).Clauses.Where(c => wanted.Contains(c.Key.Number));
        return [.. clauses.Select(c => new PackClause(c, [.. found.Where(e => e.State != EvidenceState.InPreparation && Below(e, c.Key))]))];
    }

    // A heading takes what stands behind the clauses below it.
    private static bool Below(JudgedEvidence item, ClauseKey clause) => item.Clauses.Any(c =>
    {
        for (ClauseKey? at = c; at is { } key; at = ControlCatalogue.Find(key)?.Parent)
        {
            if (key == clause)
                return true;
        }
        return false;
    });

    private async Task FailAsync(Actor actor, Guid packId, Refusal why, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var fresh = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        (await fresh.Set<EvidencePack>().SingleAsync(p => p.Id == packId, ct)).Fail(why.Message);
        await fresh.SaveAsync(actor, "conformity.pack-failed", ct);
    }
}
