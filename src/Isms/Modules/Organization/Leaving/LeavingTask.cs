using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Leaving;

/// <summary>What is seen to when somebody leaves.</summary>
public enum LeavingDuty
{
    /// <summary>Work, documents and records are handed over.</summary>
    Handover,

    /// <summary>Equipment and other assets are given back, and somebody else answers for what the register has under the name.</summary>
    Assets,

    /// <summary>Keys, badges and passes are given back.</summary>
    Keys,

    /// <summary>Accounts in all systems are closed.</summary>
    Accounts,

    /// <summary>The duty of confidentiality that goes on is recalled.</summary>
    Confidentiality,
}

/// <summary>One thing to see to when a person leaves.</summary>
internal sealed class LeavingTask : ILedgered
{
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public LeavingDuty Duty { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>True when the person stays after all.</summary>
    public bool Cancelled { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public Guid? DoneById { get; private set; }
    public string DoneBy { get; private set; } = "";
    public string Note { get; private set; } = "";

    public void Done(Actor actor, string note, DateTime at) => (DoneAt, DoneById, DoneBy, Note) = (at, actor.PersonId, actor.Name, note);

    public void Cancel() => Cancelled = true;
}

/// <summary>Where a person was before moving on within the organization.</summary>
internal sealed class PastPlacement : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public Guid? DepartmentId { get; init; }
    public required string Post { get; init; }

    /// <summary>The last day there.</summary>
    public DateOnly Until { get; init; }
}
