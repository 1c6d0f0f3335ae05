using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability;

/// <summary>What somebody decides on a control; texts trimmed, never null.</summary>
/// <param name="Reasons">Why it is chosen; only with <see cref="ControlStanding.Applicable"/>.</param>
/// <param name="Reason">In words: what stands behind the choice, or why the control is left out.</param>
/// <param name="Documents">Numbers of the documents that carry it, separated by <c>、</c>.</param>
/// <param name="ChallengeAnswer">Answer to the question that an exclusion raises, when it raises one.</param>
internal sealed record DecisionFacts(
    ControlStanding Standing, IReadOnlyCollection<ReasonKind> Reasons, string Reason, string Documents, string ChallengeAnswer);

/// <summary>What a version of the statement says of one control: chosen and why, or left out and why.</summary>
internal sealed class ControlDecision : ILedgered
{
    public const int CodeLength = 20;
    public const int TitleLength = 200;
    public const int AboutLength = 1000;
    public const int ReasonLength = 1000;
    public const int DocumentsLength = 300;
    public const int AnswerLength = 500;

    /// <summary>4.2.1.10 b): an exclusion is explained, not just marked.</summary>
    public const int ShortestExclusionReason = 10;

    /// <summary>Where additional controls begin; every catalogue is shorter.</summary>
    public const int FirstAdditionalPosition = 10_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid SoaId { get; init; }

    /// <summary>How far the control is put in place: lives on from version to version.</summary>
    public Guid ImplementationId { get; init; }
    public Edition Edition { get; init; }
    public required string Code { get; init; }

    /// <summary>Where the statement prints it.</summary>
    public int Position { get; init; }

    /// <summary>Chapter of Annex A; empty for an additional control.</summary>
    public string DomainCode { get; init; } = "";

    /// <summary>A control beyond Annex A (4.2.1.7 c).</summary>
    public bool Additional { get; init; }
    public required string TitleZh { get; set; }
    public required string TitleEn { get; set; }

    /// <summary>What an additional control is about; those of Annex A have it from the catalogue.</summary>
    public string About { get; set; } = "";

    public ControlStanding Standing { get; private set; }
    public bool ForRisk { get; private set; }
    public bool ForLaw { get; private set; }
    public bool ForContract { get; private set; }
    public bool ForBusiness { get; private set; }
    public string Reason { get; private set; } = "";
    public string Documents { get; private set; } = "";
    public string ChallengeAnswer { get; private set; } = "";

    public MoveProposal Proposal { get; init; }

    /// <summary>Keys of the old edition's controls it was proposed from, separated by spaces.</summary>
    public string ProposedFrom { get; init; } = "";

    /// <summary>True for a proposal until somebody confirmed or changed it.</summary>
    public bool ToConfirm { get; private set; }

    /// <summary>What was signed of what lives on outside the version; null or empty while it is a draft.</summary>
    public ImplementationStatus? SignedStatus { get; private set; }
    public string SignedDepartment { get; private set; } = "";
    public string SignedRisks { get; private set; } = "";
    public string SignedItems { get; private set; } = "";

    public ControlKey Key => new(Edition, Code);

    public IReadOnlyList<ReasonKind> Reasons
    {
        get
        {
            var reasons = new List<ReasonKind>(4);
            if (ForRisk)
                reasons.Add(ReasonKind.Risk);
            if (ForLaw)
                reasons.Add(ReasonKind.Law);
            if (ForContract)
                reasons.Add(ReasonKind.Contract);
            if (ForBusiness)
                reasons.Add(ReasonKind.Business);
            return reasons;
        }
    }

    public DecisionFacts Facts => new(Standing, Reasons, Reason, Documents, ChallengeAnswer);

    /// <summary>Takes what somebody decided; a proposal is no longer one.</summary>
    public void Decide(DecisionFacts facts)
    {
        Take(facts);
        ToConfirm = false;
    }

    /// <summary>Takes what is proposed; somebody confirms it.</summary>
    public void Propose(DecisionFacts facts)
    {
        Take(facts);
        ToConfirm = true;
    }

    /// <summary>A person agrees with the proposal as it stands.</summary>
    public void Confirm() => ToConfirm = false;

    /// <summary>A treatment relies on it (4.2.1.6 a): an undecided control becomes applicable; whether it is still to be confirmed stays.</summary>
    public void ReliedOn()
    {
        if (Standing == ControlStanding.Excluded)
            throw new InvalidOperationException($"{Key} is excluded.");
        (Standing, ForRisk) = (ControlStanding.Applicable, true);
    }

    /// <summary>Keeps what is signed of what lives on outside the version.</summary>
    public void Sign(ImplementationStatus status, string department, string risks, string items) =>
        (SignedStatus, SignedDepartment, SignedRisks, SignedItems) = (status, department, risks, items);

    /// <summary>Sent back: what lives on is shown as it is again.</summary>
    public void Unsign() => (SignedStatus, SignedDepartment, SignedRisks, SignedItems) = (null, "", "", "");

    private void Take(DecisionFacts facts)
    {
        var applicable = facts.Standing == ControlStanding.Applicable;
        Standing = facts.Standing;
        (ForRisk, ForLaw) = (applicable && facts.Reasons.Contains(ReasonKind.Risk), applicable && facts.Reasons.Contains(ReasonKind.Law));
        (ForContract, ForBusiness) = (applicable && facts.Reasons.Contains(ReasonKind.Contract), applicable && facts.Reasons.Contains(ReasonKind.Business));
        (Reason, Documents) = (facts.Reason, facts.Documents);
        ChallengeAnswer = facts.Standing == ControlStanding.Excluded ? facts.ChallengeAnswer : "";
    }
}

/// <summary>
/// How far a control is put in place, by whom, with what evidence. Lives outside the versions: departments report on it while a version is in force.
/// </summary>
internal sealed class ControlImplementation : ILedgered
{
    public const int LinkLength = 500;
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Edition Edition { get; init; }
    public required string Code { get; init; }

    /// <summary>The department that answers for it; null while none does.</summary>
    public Guid? DepartmentId { get; set; }
    public ImplementationStatus Status { get; private set; }

    /// <summary>Where evidence is kept outside: a page or a shared folder; empty when evidence is attached.</summary>
    public string EvidenceLink { get; private set; } = "";

    /// <summary>How it is done, what is left to do.</summary>
    public string Note { get; private set; } = "";

    /// <summary>UTC; null while nobody reported.</summary>
    public DateTime? ReportedAt { get; private set; }

    public ControlKey Key => new(Edition, Code);

    /// <param name="at">UTC.</param>
    public void Report(ImplementationStatus status, string evidenceLink, string note, DateTime at) =>
        (Status, EvidenceLink, Note, ReportedAt) = (status, evidenceLink, note, at);
}
