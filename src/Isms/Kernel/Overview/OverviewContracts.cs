using Isms.Kernel.Hosting;
using Isms.Ui;

namespace Isms.Kernel.Overview;

/// <summary>Asks every process how it stands, as far as the person may know. Answered through <see cref="Signals.IContribute{TQuestion,TItem}"/>.</summary>
public sealed record OverviewQuestion;

/// <summary>One figure on the overview. It opens the list of exactly what it counts.</summary>
/// <param name="Phase">Under which heading it stands.</param>
/// <param name="Label">What is counted, in the reader's language.</param>
/// <param name="Value">The number, or the one word, formatted.</param>
/// <param name="Href">Page with what was counted.</param>
public sealed record OverviewTile(Phase Phase, string Label, string Value, string Href)
{
    /// <summary>After the value, smaller: a unit, or “/ 93”.</summary>
    public string? Unit { get; init; }

    /// <summary>One short line: since when, what is missing.</summary>
    public string? Note { get; init; }

    /// <summary>Its judgement, which <see cref="Note"/> says in words.</summary>
    public Tone Tone { get; init; }

    /// <summary>What the whole consists of, drawn as one bar; empty for a figure without parts.</summary>
    public IReadOnlyList<OverviewPart> Parts { get; init; } = [];
}

/// <summary>A piece of a tile's whole.</summary>
/// <param name="Label">In the reader's language.</param>
/// <param name="Href">Page with exactly these; null when there is none.</param>
public sealed record OverviewPart(string Label, int Count, string? Href = null)
{
    public Tone Tone { get; init; }

    /// <summary>For risk levels: where the level falls among the house's five colours, 1 (green) to 5 (red); null to go by <see cref="Tone"/>.</summary>
    public int? Colour { get; init; }
}
