using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Documents;

/// <summary>What the statement says of one control; every text in the reader's language.</summary>
internal sealed record SoaRow
{
    /// <summary>Code in the statement's edition, or the organization's own for an additional control.</summary>
    public required string Code { get; init; }

    public required ControlStanding Standing { get; init; }

    /// <summary>Why it is applied: kinds of reason (risk, law, contract, business) with what stands behind them.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why it is left out.</summary>
    public string ExclusionReason { get; init; } = "";

    /// <summary>How far it is implemented.</summary>
    public string Status { get; init; } = "";

    /// <summary>Numbers of the risks it answers.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>Numbers of the plan's items that bring it.</summary>
    public IReadOnlyList<string> TreatmentItems { get; init; } = [];

    /// <summary>The department that answers for it.</summary>
    public string Department { get; init; } = "";

    /// <summary>Procedures and records that carry it.</summary>
    public string Documents { get; init; } = "";

    /// <summary>Title of an additional control; those of Annex A have theirs from the catalogue.</summary>
    public string OwnTitle { get; init; } = "";

    /// <summary>What an additional control is about.</summary>
    public string OwnDescription { get; init; } = "";
}
