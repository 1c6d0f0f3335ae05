using Isms.Kernel.Data;
using Isms.Kernel.Text;

namespace Isms.Modules.Compliance;

/// <summary>How use is counted.</summary>
public enum LicenceKind
{
    /// <summary>按设备.</summary>
    Device,

    /// <summary>按用户.</summary>
    User,

    /// <summary>订阅.</summary>
    Subscription,

    /// <summary>场地授权, without a count.</summary>
    Site,

    /// <summary>开源或免费, without a count; its own terms hold.</summary>
    Free,
}

/// <summary>软件许可: what may be installed how often (XX-B-11).</summary>
internal sealed class SoftwareLicence : ILedgered
{
    public const int MostInstallations = 1_000_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Name { get; private set; } = "";
    public string NameSort { get; private set; } = "";
    public string Edition { get; set; } = "";
    public LicenceKind Kind { get; set; }

    /// <summary>How often it may be installed; null where there is no count.</summary>
    public int? Licences { get; set; }
    public int Installations { get; set; }

    /// <summary>Number of the contract or certificate. Never the key itself.</summary>
    public string Proof { get; set; } = "";
    public string Supplier { get; set; } = "";
    public DateOnly? ExpiresOn { get; set; }
    public Guid DepartmentId { get; set; }
    public DateOnly EnteredOn { get; init; }
    public DateOnly? CheckedOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    public static bool Counts(LicenceKind kind) => kind is not (LicenceKind.Site or LicenceKind.Free);

    public void Rename(string name) => (Name, NameSort) = (name, SortKey.Of(name));
}

/// <summary>正版软件检查记录: what is really installed, counted and signed (XX-B-11).</summary>
internal sealed class LicenceCheck : ILedgered
{
    /// <summary>What the duty to check is about: all licences.</summary>
    public static readonly Guid Rhythm = new("5f2a7c54-93f4-4f0b-9a40-0b5f6a1d1003");

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public DateOnly OpenedOn { get; init; }
    public Guid ById { get; init; }

    /// <summary>Which computers, and how it was counted.</summary>
    public string Extent { get; set; } = "";
    public ReviewState State { get; private set; }
    public DateOnly? ApprovedOn { get; private set; }

    public void Submit() => State = ReviewState.InApproval;

    public void SendBack() => State = ReviewState.Draft;

    public void Approve(DateOnly on) => (State, ApprovedOn) = (ReviewState.Approved, on);
}

/// <summary>One software in a check.</summary>
internal sealed class LicenceCheckLine : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid CheckId { get; init; }

    /// <summary>Null for software found without any licence.</summary>
    public Guid? LicenceId { get; init; }
    public int Place { get; init; }
    public required string Software { get; init; }

    /// <summary>As allowed when the check was opened; null where there is no count.</summary>
    public int? Licences { get; init; }

    /// <summary>Its licence ran out before the check.</summary>
    public bool Expired { get; init; }

    /// <summary>Counted; null until then.</summary>
    public int? Installations { get; set; }
    public string Measure { get; set; } = "";
    public Guid? ResponsibleId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>More is installed than may be.</summary>
    public bool Breaks => Installations > 0 && (Expired || Installations > Licences);
}

/// <summary>What kind of right it is.</summary>
public enum RightKind { SoftwareCopyright, Copyright, Patent, TradeMark, DomainName, Other }

/// <summary>How a right stands.</summary>
public enum RightState { Applied, Held, Lapsed }

/// <summary>知识产权: a right of the organization (XX-B-11).</summary>
internal sealed class IntellectualRight : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Name { get; private set; } = "";
    public string NameSort { get; private set; } = "";
    public RightKind Kind { get; set; }
    public RightState State { get; set; }

    /// <summary>Number of the certificate, or of the application.</summary>
    public string Certificate { get; set; } = "";
    public string Holder { get; set; } = "";
    public DateOnly? ObtainedOn { get; set; }
    public DateOnly? ExpiresOn { get; set; }
    public Guid DepartmentId { get; set; }
    public string Note { get; set; } = "";

    public void Rename(string name) => (Name, NameSort) = (name, SortKey.Of(name));
}
