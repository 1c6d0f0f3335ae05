using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isms.Kernel.Data;

namespace Isms.Kernel.Ledger;

/// <summary>What a file of ledger entries says of itself.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="First">Number of the first entry; above 1 the file begins within the chain, and what came before cannot be judged.</param>
/// <param name="Last">Number of the last entry.</param>
/// <param name="LastHash">Its hash, to compare with one noted elsewhere.</param>
/// <param name="Withheld">Entries without their content, because who took the file out may not know it: their place in the chain is checked, their content cannot be.</param>
public sealed record LedgerFileReport(long Entries, long First, long Last, string LastHash, long Withheld, IReadOnlyList<LedgerFinding> Findings)
{
    public bool Intact => Findings.Count == 0;
}

/// <summary>
/// The ledger as a file that anybody can check without the product's database: one JSON object a line, in the order of the chain.
/// </summary>
internal static class LedgerFile
{
    private const int MostFindings = 200;

    /// <summary>Writes the entries, each on its line; of those kept from the reader all but the content.</summary>
    public static async Task WriteAsync(Stream file, IAsyncEnumerable<(LedgerEntry Entry, bool Kept)> entries, CancellationToken ct)
    {
        var newLine = new byte[] { (byte)'\n' };
        await foreach (var (entry, kept) in entries.WithCancellation(ct))
        {
            await JsonSerializer.SerializeAsync(file, kept ? Line.Of(entry) with { State = "", Withheld = true } : Line.Of(entry), EntityJson.Options, ct);
            await file.WriteAsync(newLine, ct);
        }
    }

    /// <summary>Recomputes the chain from the file alone.</summary>
    public static async Task<LedgerFileReport> CheckAsync(Stream file, CancellationToken ct)
    {
        var findings = new List<LedgerFinding>();
        long count = 0, first = 0, last = 0, withheld = 0;
        string? previous = null;
        using var reader = new StreamReader(file);
        while (await reader.ReadLineAsync(ct) is { } text)
        {
            if (text.Length == 0)
                continue;
            count++;
            if (Read(text) is not { } line)
            {
                Add(findings, new LedgerFinding("ledger.unreadable-line", null, "", null, count.ToString(CultureInfo.InvariantCulture)));
                previous = null;
                continue;
            }
            var entry = line.ToEntry();
            if (first == 0)
                first = entry.Sequence;
            else if (entry.Sequence != last + 1)
                Add(findings, new LedgerFinding("ledger.gap", entry.Sequence, entry.EntityType, entry.EntityId, (last + 1).ToString(CultureInfo.InvariantCulture)));
            previous ??= entry.Sequence == 1 ? LedgerEntry.Genesis : entry.PreviousHash;
            if (entry.PreviousHash != previous)
                Add(findings, new LedgerFinding("ledger.broken-link", entry.Sequence, entry.EntityType, entry.EntityId, entry.PreviousHash));
            if (line.Withheld)
                withheld++;
            else if (entry.Recompute() != entry.Hash)
                Add(findings, new LedgerFinding("ledger.changed-entry", entry.Sequence, entry.EntityType, entry.EntityId, entry.Hash));
            (last, previous) = (entry.Sequence, entry.Hash);
        }
        return new LedgerFileReport(count, first, last, previous ?? LedgerEntry.Genesis, withheld, findings);
    }

    private static Line? Read(string text)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(text, EntityJson.Options);
            line?.ToEntry();
            return line;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static void Add(List<LedgerFinding> findings, LedgerFinding finding)
    {
        if (findings.Count < MostFindings)
            findings.Add(finding);
    }

    private sealed record Line(long Sequence, string At, Guid? PersonId, string ActorName, string ActorOffice, string UseCase, string EntityType, Guid EntityId,
        int EntityVersion, LedgerChange Change, string State, string PreviousHash, string Hash,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Withheld = false)
    {
        private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

        public static Line Of(LedgerEntry e) => new(e.Sequence, e.At.ToString(Instant, CultureInfo.InvariantCulture), e.PersonId, e.ActorName, e.ActorOffice, e.UseCase,
            e.EntityType, e.EntityId, e.EntityVersion, e.Change, e.State, e.PreviousHash, e.Hash);

        public LedgerEntry ToEntry() => new()
        {
            Sequence = Sequence,
            At = DateTime.ParseExact(At, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            PersonId = PersonId, ActorName = ActorName ?? "", ActorOffice = ActorOffice ?? "", UseCase = UseCase ?? "", EntityType = EntityType ?? "", EntityId = EntityId,
            EntityVersion = EntityVersion, Change = Change, State = State ?? "", PreviousHash = PreviousHash ?? "", Hash = Hash ?? "",
        };
    }
}
