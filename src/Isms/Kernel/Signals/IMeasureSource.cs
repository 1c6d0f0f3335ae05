using System.Globalization;
using Isms.Kernel.Access;

namespace Isms.Kernel.Signals;

/// <summary>
/// A number that the product counts by itself, so that a measure of effectiveness needs nobody to type it in (manual 4.2.2.1 d).
/// Modules register theirs with <c>services.AddScoped&lt;IMeasureSource, …&gt;()</c>.
/// </summary>
internal interface IMeasureSource
{
    /// <summary>Stable, <c>module.thing</c>; its name is <c>Phrase.Kin("measure", Key)</c>, and what is counted <c>Phrase.Kin("measure-query", Key)</c>.</summary>
    string Key { get; }

    /// <summary>What the number is in: a phrase key such as <c>objectives.unit.percent</c>.</summary>
    string UnitKey { get; }

    /// <summary>Counts as things stand now.</summary>
    Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct);
}

/// <summary>A number with what it was counted from.</summary>
/// <param name="Of">The whole for a share, such as all departments; null for a mere count.</param>
/// <param name="Link">The list of exactly what was counted.</param>
internal sealed record CountedNumber(int Counted, int? Of, string Link)
{
    /// <summary>The share in percent, rounded to hundredths; 100 when there was nothing to count. A mere count as it is.</summary>
    public decimal Value => Of switch { null => Counted, 0 => 100m, { } all => Math.Round(100m * Counted / all, 2) };

    /// <summary>How it was counted, as figures.</summary>
    public string Figures => Of is { } all
        ? string.Create(CultureInfo.InvariantCulture, $"{Counted} / {all}") : Counted.ToString(CultureInfo.InvariantCulture);
}
