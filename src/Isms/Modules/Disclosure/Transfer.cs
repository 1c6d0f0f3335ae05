using Isms.Kernel.Data;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Disclosure;

/// <summary>信息交换渠道: by which way information may go, up to which class, and from which class on it is encrypted (XX-A-04.01).</summary>
internal sealed class ExchangeChannel : ILedgered
{
    public const int NameLength = 60;
    public const int RuleLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public string NameSort { get; set; } = "";

    /// <summary>The highest class that may go this way.</summary>
    public Classification UpTo { get; set; }

    /// <summary>From this class on only encrypted, also within the organization.</summary>
    public Classification EncryptFrom { get; set; }

    /// <summary>What else holds for this way.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Set when it is no longer used.</summary>
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>信息交换登记: information that went, or is to go, to another department or party.</summary>
internal sealed class Transfer : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Title { get; set; } = "";
    public Classification Class { get; set; }
    public Guid ChannelId { get; set; }
    public Guid SenderId { get; init; }

    /// <summary>The sender's department.</summary>
    public Guid DepartmentId { get; init; }

    /// <summary>The other party, of the register of contacts; null for a department of our own.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>For our own: the department that receives it.</summary>
    public Guid? ToDepartmentId { get; set; }

    /// <summary>Who receives it, by name.</summary>
    public string Receiver { get; set; } = "";

    /// <summary>The agreement with the party that covers it; empty when none is needed.</summary>
    public string Agreement { get; set; } = "";

    /// <summary>How it is encrypted; empty when it is not.</summary>
    public string Encryption { get; set; } = "";
    public string Purpose { get; set; } = "";
    public TransferState State { get; set; }
    public DateOnly? SentOn { get; set; }
    public DateOnly? ReceivedOn { get; set; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>承运人: somebody who carries media, approved for a while (XX-A-04.18).</summary>
internal sealed class Carrier : ILedgered
{
    public const int NameLength = 200;
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public string NameSort { get; set; } = "";

    /// <summary>Telephone, contract, couriers' names.</summary>
    public string Reach { get; set; } = "";

    /// <summary>What it was found fit by: contract, agreement, checks.</summary>
    public string Basis { get; set; } = "";

    /// <summary>The last day it may be used.</summary>
    public DateOnly ValidUntil { get; set; }
    public PaperState State { get; set; }
}

/// <summary>介质运输交接单: media on their way, from hand to hand.</summary>
internal sealed class MediaTransit : ILedgered
{
    public const int TextLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }

    /// <summary>Which media, how many, with their numbers.</summary>
    public required string Media { get; init; }
    public Classification Class { get; init; }
    public Guid SenderId { get; init; }
    public Guid DepartmentId { get; init; }
    public Guid CarrierId { get; init; }

    /// <summary>The receiving party, of the register of contacts; null for a place of our own.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Who receives it, and where.</summary>
    public required string Receiver { get; init; }

    /// <summary>封签号.</summary>
    public required string SealNumber { get; init; }

    /// <summary>The approved transfer that it carries; null when none is needed.</summary>
    public Guid? TransferId { get; init; }
    public DateOnly HandedOverOn { get; init; }

    /// <summary>The last day on which a receipt is in time.</summary>
    public DateOnly ExpectedOn { get; init; }

    /// <summary>UTC; null until the receipt came.</summary>
    public DateTime? ReceivedAt { get; private set; }
    public string ReceivedBy { get; private set; } = "";

    /// <summary>Null until it arrived.</summary>
    public bool? SealIntact { get; private set; }
    public string Remark { get; private set; } = "";

    public TransitState State => ReceivedAt is null ? TransitState.OnTheWay : TransitState.Received;

    /// <param name="at">UTC.</param>
    public void Receive(DateTime at, string by, bool sealIntact, string remark) => (ReceivedAt, ReceivedBy, SealIntact, Remark) = (at, by, sealIntact, remark);
}
