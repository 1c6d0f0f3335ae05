using Isms.Kernel.Data;

namespace Isms.Modules.Compliance;

/// <summary>合同安全责任: what a contract obliges the organization to do for security (manual 5.2.1 c).</summary>
internal sealed class ContractDuty : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }

    /// <summary>The contract's own number.</summary>
    public string Contract { get; set; } = "";
    public string Title { get; set; } = "";
    public string Party { get; set; } = "";

    /// <summary>Page of the party where it is known elsewhere; empty otherwise.</summary>
    public string PartyLink { get; set; } = "";
    public string Clause { get; set; } = "";
    public string Duty { get; set; } = "";
    public Guid DepartmentId { get; set; }

    /// <summary>Sees to its being kept; never checks it.</summary>
    public Guid ResponsibleId { get; set; }

    /// <summary>Last day of the contract; null while it is open-ended.</summary>
    public DateOnly? UntilOn { get; set; }
    public DateOnly EnteredOn { get; init; }
    public DateOnly? CheckedOn { get; private set; }
    public ComplianceResult? Result { get; private set; }

    /// <summary>The day from which it binds no more; its checks stay.</summary>
    public DateOnly? EndedOn { get; private set; }
    public string EndReason { get; private set; } = "";

    public void Checked(DateOnly on, ComplianceResult result) => (CheckedOn, Result) = (on, result);

    public void End(DateOnly on, string reason) => (EndedOn, EndReason) = (on, reason);
}

/// <summary>One look at whether a duty is kept.</summary>
internal sealed class ContractCheck : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DutyId { get; init; }
    public DateOnly CheckedOn { get; init; }
    public Guid ById { get; init; }
    public ComplianceResult Result { get; init; }
    public required string Finding { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}
