using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Profile;

/// <summary>组织概况 (Appendix 1): what the organization is, from a day on until the next one.</summary>
internal sealed class OrganizationProfile : ILedgered
{
    public const int LineLength = 200;
    public const int TextLength = 8000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public DateOnly ValidFrom { get; init; }
    public string RegistrationNumber { get; set; } = "";
    public DateOnly? FoundedOn { get; set; }
    public string Address { get; set; } = "";

    /// <summary>Places where work is done, one to a line.</summary>
    public string Premises { get; set; } = "";
    public string Business { get; set; } = "";
    public string Introduction { get; set; } = "";
}

/// <summary>A licence or certificate of the organization.</summary>
internal sealed class Certificate : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Name { get; set; }
    public string Number { get; set; } = "";
    public string Issuer { get; set; } = "";

    /// <summary>Class or level that it grants, such as 三级; empty where there is none.</summary>
    public string Grade { get; set; } = "";
    public DateOnly? IssuedOn { get; set; }

    /// <summary>Last day; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; set; }
    public string Remark { get; set; } = "";

    /// <summary>True when it is no longer held and needs no renewal.</summary>
    public bool Retired { get; set; }
}

/// <summary>一般职责 and 安全职责 of a department (Appendix 2).</summary>
internal sealed class DepartmentDuties : ILedgered
{
    public const int TextLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DepartmentId { get; init; }
    public string General { get; set; } = "";
    public string Security { get; set; } = "";
}
