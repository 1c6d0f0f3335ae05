namespace Isms.Kernel.Standards;

/// <summary>What the statement of applicability in preparation or in force says of a control.</summary>
public enum ControlStanding
{
    /// <summary>No statement of that edition exists yet, or it has not decided.</summary>
    Undecided,
    Applicable,
    Excluded,
}

/// <summary>
/// Asked by processes upstream of the statement of applicability before they rely on a control (manual 4.2.1.6 a); answered by that process.
/// </summary>
internal interface IControlDecisions
{
    /// <summary>Standing of these controls, those unknown to any statement as <see cref="ControlStanding.Undecided"/>, with the page where to change it.</summary>
    Task<IReadOnlyDictionary<ControlKey, (ControlStanding Standing, string? Link)>> OfAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct);

    /// <summary>Marks undecided controls as applicable for the reason that a treatment relies on them; saved by the caller.</summary>
    Task MarkApplicableAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct);
}
