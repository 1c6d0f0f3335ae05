using System.IO.Compression;
using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Archiving;

/// <summary>A package to check.</summary>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record CheckArchiveRequest(Stream Content);

/// <summary>One thing that is wrong with a package.</summary>
/// <param name="Code">Resource key: changed, missing, not listed, or not what this system signed.</param>
public sealed record ArchiveFault(string Path, string Code);

/// <summary>What a check found.</summary>
/// <param name="Files">Files that the manifest lists.</param>
/// <param name="Records">Records whose content was compared with what was signed here.</param>
public sealed record ArchiveChecked(int Files, int Records, IReadOnlyList<ArchiveFault> Faults);

/// <summary>
/// Whether a package is what it was: every file as its manifest says, and every content what was signed in this system, by the hash that the ledger keeps
/// even after the record was disposed of.
/// </summary>
internal sealed class CheckArchive(IsmsDbContext db)
{
    public static readonly Refusal NoPackage = Refusal.Invalid("file", "records.archive-no-package");
    private const int MostEntries = 200_000;
    private const long MostBytes = 4L << 30;

    public async Task<Outcome<ArchiveChecked>> RunAsync(Actor actor, CheckArchiveRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        try
        {
            using var zip = new ZipArchive(request.Content, ZipArchiveMode.Read, leaveOpen: true);
            // Declared sizes first: a package that unpacks without end is no package of ours.
            if (zip.Entries.Count > MostEntries || zip.Entries.Sum(e => e.Length) > MostBytes || zip.GetEntry(ArchiveRecords.Manifest) is not { } manifest)
                return NoPackage;
            return await CheckAsync(zip, manifest, ct);
        }
        catch (InvalidDataException)
        {
            return NoPackage;
        }
    }

    private async Task<ArchiveChecked> CheckAsync(ZipArchive zip, ZipArchiveEntry manifest, CancellationToken ct)
    {
        var (faults, listed) = (new List<ArchiveFault>(), new Dictionary<string, string>(StringComparer.Ordinal));
        using (var reader = new StreamReader(manifest.Open()))
        {
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (line.Length > 66)
                    listed[line[66..]] = line[..64];
            }
        }
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(e => e.FullName != ArchiveRecords.Manifest && !e.FullName.EndsWith('/')))
        {
            await using var content = entry.Open();
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            if (!listed.Remove(entry.FullName, out var expected))
                faults.Add(new ArchiveFault(entry.FullName, "records.archive-unlisted"));
            else if (expected != hash)
                faults.Add(new ArchiveFault(entry.FullName, "records.archive-changed"));
            if (entry.FullName.Split('/') is ["records", var number, "content.json"])
                contents[number] = hash;
        }
        faults.AddRange(listed.Keys.Select(path => new ArchiveFault(path, "records.archive-missing")));
        foreach (var chunk in contents.Chunk(500))
        {
            var numbers = chunk.Select(c => c.Key).ToList();
            var signed = await db.Set<FormRecord>().AsNoTracking().Where(r => numbers.Contains(r.Number)).ToDictionaryAsync(r => r.Number, r => r.ContentHash, StringComparer.Ordinal, ct);
            faults.AddRange(chunk.Where(c => signed.GetValueOrDefault(c.Key) != c.Value).Select(c => new ArchiveFault($"records/{c.Key}/content.json", "records.archive-not-signed")));
        }
        return new ArchiveChecked(zip.Entries.Count - 1, contents.Count, faults);
    }
}
