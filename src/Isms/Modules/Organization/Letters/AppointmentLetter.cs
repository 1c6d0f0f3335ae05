using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Letters;

/// <summary>How far a letter has come.</summary>
public enum LetterState
{
    Draft,

    /// <summary>On its way to the general manager.</summary>
    InApproval,

    /// <summary>Signed: the appointments in it hold.</summary>
    Issued,

    /// <summary>Given up before it was signed; its number stays used.</summary>
    Dropped,
}

/// <summary>任命书 / 授权书: gives offices and ends them, over the general manager's signature (授权书 1–3, Appendix 4).</summary>
internal sealed class AppointmentLetter : ILedgered
{
    public const int TitleLength = 200;
    public const int PreambleLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string Title { get; set; }

    /// <summary>Why it is written, before what it says.</summary>
    public required string Preamble { get; set; }

    /// <summary>Authorises that the management system is put into operation (ISMS实施运行授权书, 4.2.1.9).</summary>
    public bool AuthorizesOperation { get; set; }
    public LetterState State { get; private set; }
    public Guid CreatedById { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>The day it was signed; null before.</summary>
    public DateOnly? IssuedOn { get; private set; }

    public void Submit() => State = LetterState.InApproval;

    public void SendBack() => State = LetterState.Draft;

    public void Drop() => State = LetterState.Dropped;

    public void Issue(DateOnly on) => (State, IssuedOn) = (LetterState.Issued, on);
}

/// <summary>An office that a letter gives.</summary>
internal sealed class LetterGrant : ILedgered
{
    public const int DutiesLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LetterId { get; init; }
    public int Position { get; init; }
    public Office Office { get; init; }
    public Guid? DepartmentId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The name as the letter says it, taken when it was saved.</summary>
    public required string PersonName { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day; null for open.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Whoever holds the seat until then ends the day before.</summary>
    public bool Handover { get; init; }

    /// <summary>Duties and rights, one to a line.</summary>
    public required string Duties { get; init; }

    /// <summary>Why the general manager represents himself; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>What it became; null until the letter is signed.</summary>
    public Guid? AppointmentId { get; set; }
}

/// <summary>An office that a letter ends without a successor.</summary>
internal sealed class LetterEnd : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LetterId { get; init; }
    public int Position { get; init; }
    public Guid AppointmentId { get; init; }

    /// <summary>Last day in office.</summary>
    public DateOnly EndsOn { get; init; }
}
