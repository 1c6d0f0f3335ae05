using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Packs;

/// <summary>What a pack says of itself.</summary>
/// <param name="PreparedAt">In the organization's time zone.</param>
/// <param name="LedgerHash">Hash of the last ledger entry when it was begun: ties the pack to the history.</param>
internal sealed record PackFacts(string Number, string Organization, Edition Edition, DateOnly From, DateOnly To, string PreparedBy, DateTimeOffset PreparedAt, string LedgerHash);

/// <summary>A clause with the evidence chosen for it.</summary>
internal sealed record PackClause(StandardClause Clause, IReadOnlyList<JudgedEvidence> Evidence);

/// <summary>A file of the pack.</summary>
/// <param name="Problem">Why there is no file; empty when there is one.</param>
internal sealed record PackEntry(JudgedEvidence Evidence, string Path, string Sha256, long Size, string Problem);

/// <summary>
/// Writes the zip as it comes: a folder for each clause, what answers several clauses in the folder of the first; then index.html in both languages,
/// manifest.json, the list of hashes, and how to check them. Nothing in it needs this product or a network.
/// </summary>
internal sealed class PackWriter : IDisposable
{
    private static readonly DateTimeOffset OldestZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly PackFacts _facts;
    private readonly Dictionary<JudgedEvidence, PackEntry> _entries = new(ReferenceEqualityComparer.Instance);
    private readonly List<(StandardClause Clause, List<PackEntry> Entries)> _clauses = [];
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Path, string Sha256)> _hashes = [];

    public PackWriter(Stream output, PackFacts facts)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        _facts = facts;
    }

    /// <summary>Pieces of evidence written so far.</summary>
    public int Items => _entries.Count;

    public void Begin(StandardClause clause) => _clauses.Add((clause, []));

    /// <summary>True when this was written for an earlier clause already; then it is only named here.</summary>
    public bool Repeat(JudgedEvidence item)
    {
        if (!_entries.TryGetValue(item, out var entry))
            return false;
        _clauses[^1].Entries.Add(entry);
        return true;
    }

    public async Task AddFileAsync(JudgedEvidence item, WrittenFile file, CancellationToken ct)
    {
        var name = item.Item.Number.Length == 0 || file.Name.StartsWith(item.Item.Number, StringComparison.Ordinal) ? file.Name : $"{item.Item.Number} {file.Name}";
        var path = PathFor(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        // What is in these files is packed already.
        await using (var target = Entry(path, CompressionLevel.NoCompression).Open())
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await file.Content.ReadAsync(buffer, ct)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
                size += read;
            }
        }
        Add(item, new PackEntry(item, path, Convert.ToHexStringLower(hash.GetHashAndReset()), size, ""));
    }

    /// <summary>What has no document: its facts as JSON.</summary>
    public void AddFacts(JudgedEvidence item)
    {
        var view = item.View();
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new { view.Kind, view.KindTitle, view.Number, view.Title, view.Version, view.State, view.Date, view.Count, view.Link, Content = item.Item.Data },
            new JsonSerializerOptions(EntityJson.Options) { WriteIndented = true });
        var path = PathFor($"{Shortened(string.Join(' ', new[] { item.KindTitle, item.Item.Number, item.Item.Title == item.KindTitle ? "" : item.Item.Title }.Where(p => p.Length > 0)))}.json");
        Add(item, new PackEntry(item, path, Write(path, json), json.Length, ""));
    }

    public void AddRefused(JudgedEvidence item, string problem) => Add(item, new PackEntry(item, "", "", 0, problem));

    /// <summary>The index, the manifest, the hashes; then the zip is whole.</summary>
    public void Finish()
    {
        Listed("manifest.json", Manifest());
        Listed("index.html", Encoding.UTF8.GetBytes(PackIndex.Write(_facts, _clauses, Phrase.Chinese)));
        Listed("index.en.html", Encoding.UTF8.GetBytes(PackIndex.Write(_facts, _clauses, Phrase.English)));
        Listed("VERIFY.txt", Encoding.UTF8.GetBytes($"{Phrase.In(Phrase.Chinese, "conformity.pack.verify")}\n\n{Phrase.In(Phrase.English, "conformity.pack.verify")}\n"));
        // The form that sha256sum -c reads.
        Write("SHA256SUMS", Encoding.UTF8.GetBytes(string.Concat(_hashes.Select(h => $"{h.Sha256}  {h.Path}\n"))));
    }

    public void Dispose() => _zip.Dispose();

    private byte[] Manifest() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        _facts.Number, _facts.Organization, Edition = (int)_facts.Edition, _facts.From, _facts.To, _facts.PreparedBy, _facts.PreparedAt, _facts.LedgerHash,
        Clauses = _clauses.Select(c => new
        {
            c.Clause.Key.Number, TitleZh = c.Clause.Titles.Zh, TitleEn = c.Clause.Titles.En,
            Evidence = c.Entries.Select(e => new
            {
                e.Evidence.Item.Kind, e.Evidence.Item.Number, e.Evidence.Item.Title, e.Evidence.Item.Version, e.Evidence.State, e.Evidence.Item.Date, e.Path, e.Sha256, e.Size, e.Problem,
            }),
        }),
    }, new JsonSerializerOptions(EntityJson.Options) { WriteIndented = true });

    private void Add(JudgedEvidence item, PackEntry entry)
    {
        _entries[item] = entry;
        _clauses[^1].Entries.Add(entry);
        if (entry.Path.Length > 0)
            _hashes.Add((entry.Path, entry.Sha256));
    }

    private void Listed(string path, byte[] content) => _hashes.Add((path, Write(path, content)));

    private string Write(string path, byte[] content)
    {
        using (var target = Entry(path, CompressionLevel.Optimal).Open())
            target.Write(content);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private ZipArchiveEntry Entry(string path, CompressionLevel level)
    {
        var entry = _zip.CreateEntry(path, level);
        entry.LastWriteTime = _facts.PreparedAt < OldestZipTime ? OldestZipTime : _facts.PreparedAt;
        return entry;
    }

    /// <summary>A place in the folder of the present clause that no other file has, whatever a file system makes of letter case.</summary>
    private string PathFor(string name)
    {
        var folder = _clauses[^1].Clause.Key.Number.Replace(" ", "-", StringComparison.Ordinal).TrimEnd(')');
        var clean = AddAttachment.NameOf(name.Replace('/', '-').Replace('\\', '-'));
        var path = $"{folder}/{clean}";
        for (var n = 2; !_paths.Add(path); n++)
            path = string.Create(CultureInfo.InvariantCulture, $"{folder}/{Path.GetFileNameWithoutExtension(clean)} ({n}){Path.GetExtension(clean)}");
        return path;
    }

    // Windows opens paths of 260 characters; the folder it is unpacked to needs its share.
    private static string Shortened(string name) => name.Length <= 80 ? name : name[..80];
}
