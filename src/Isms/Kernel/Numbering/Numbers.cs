using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Numbering;

/// <summary>A kind of document or record that gets numbers, with the pattern used until the organization sets its own.</summary>
/// <param name="Code">Stable, <c>module.thing</c>; its name is <c>Phrase.Kin("number", code)</c>.</param>
/// <param name="Pattern">Text with the tokens {prefix}, {year}, {serial} or {serial:0000}. The serial counts within everything else the pattern yields.</param>
public sealed record NumberKind(string Code, string Pattern)
{
    /// <summary>Further tokens of this kind without braces, each with its value; as declared by the module, with an example.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>The kind for one number, with this token's value.</summary>
    public NumberKind With(string token, string value) => this with { Tokens = new Dictionary<string, string>(Tokens) { [token] = value } };
}

/// <summary>The organization's own pattern for a kind.</summary>
internal sealed class NumberRule : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Kind { get; init; }
    public required string Pattern { get; set; }
}

/// <summary>The last serial given out in one scope (the number without its serial).</summary>
internal sealed class NumberSequence
{
    public required string Scope { get; init; }
    public long Last { get; set; }
}

/// <summary>Gives out numbers without gaps: the caller holds the write transaction, and a rollback takes the number back.</summary>
internal sealed partial class Numbers(IsmsDbContext db, SettingsReader settings)
{
    /// <summary>The next number of this kind. Call within <see cref="IsmsDbContext.BeginAsync"/>.</summary>
    public async Task<string> TakeAsync(NumberKind kind, CancellationToken ct) => (await TakeAsync(kind, 1, ct))[0];

    /// <summary>The next numbers of this kind, consecutive. Call within <see cref="IsmsDbContext.BeginAsync"/>.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(NumberKind kind, int count, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Numbers are taken within a write transaction.");
        var (pattern, scope) = await ScopeAsync(kind, ct);
        var sequence = await db.Set<NumberSequence>().FindAsync([scope], ct);
        if (sequence is null)
            db.Add(sequence = new NumberSequence { Scope = scope });
        var first = sequence.Last + 1;
        sequence.Last += count;
        return [.. Enumerable.Range(0, count).Select(i => Fill(pattern, first + i))];
    }

    /// <summary>What the next number would be; nothing is taken.</summary>
    public async Task<string> PreviewAsync(NumberKind kind, CancellationToken ct)
    {
        var (pattern, scope) = await ScopeAsync(kind, ct);
        var last = await db.Set<NumberSequence>().Where(s => s.Scope == scope).Select(s => s.Last).FirstOrDefaultAsync(ct);
        return Fill(pattern, last + 1);
    }

    private async Task<(string Pattern, string Scope)> ScopeAsync(NumberKind kind, CancellationToken ct)
    {
        var pattern = await db.Set<NumberRule>().Where(r => r.Kind == kind.Code).Select(r => r.Pattern).FirstOrDefaultAsync(ct) ?? kind.Pattern;
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var today = await settings.TodayAsync(ct);
        pattern = pattern.Replace("{prefix}", prefix, StringComparison.Ordinal)
            .Replace("{year}", today.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (var (token, value) in kind.Tokens)
            pattern = pattern.Replace("{" + token + "}", value, StringComparison.Ordinal);
        return (pattern, Serial().Replace(pattern, "#"));
    }

    private static string Fill(string pattern, long serial) => Serial().Replace(pattern, m =>
        serial.ToString(m.Groups["format"].Success ? m.Groups["format"].Value : "0", CultureInfo.InvariantCulture));

    /// <summary>The serial token of a pattern; a pattern must hold exactly one.</summary>
    [GeneratedRegex(@"\{serial(:(?<format>0{1,9}))?\}")]
    public static partial Regex Serial();
}

internal sealed class NumberingMapping : IEntityTypeConfiguration<NumberRule>, IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberRule> builder)
    {
        builder.ToTable("kernel_number_rules");
        builder.Property(r => r.Kind).HasMaxLength(60);
        builder.Property(r => r.Pattern).HasMaxLength(100);
        builder.HasIndex(r => r.Kind).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NumberSequence> builder)
    {
        builder.ToTable("kernel_number_sequences");
        builder.HasKey(s => s.Scope);
        builder.Property(s => s.Scope).HasMaxLength(120);
    }
}
