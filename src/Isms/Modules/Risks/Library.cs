using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Risks;

/// <summary>A threat of the organization's own, beside the starter library.</summary>
internal sealed class LibraryThreat : ILedgered
{
    public const int CategoriesLength = 400;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Given by the system, <c>T-OWN-001</c>; never used twice.</summary>
    public required string Code { get; init; }
    public required string TitleZh { get; set; }
    public required string TitleEn { get; set; }

    /// <summary>Usual frequency, 1 to 5 as in the starter library; brought onto the scale of the criteria where it is used.</summary>
    public int Frequency { get; set; }
    public SecurityLoss Lost { get; set; }

    /// <summary>Asset categories it can harm, as codes separated by spaces; a class stands for all kinds within it.</summary>
    public string Categories { get; set; } = "";

    /// <summary>No longer offered; stays readable where it was used.</summary>
    public bool Retired { get; set; }
}

/// <summary>A vulnerability of the organization's own, beside the starter library.</summary>
internal sealed class LibraryVulnerability : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Given by the system, <c>V-OWN-001</c>; never used twice.</summary>
    public required string Code { get; init; }
    public required string TitleZh { get; set; }
    public required string TitleEn { get; set; }

    /// <summary>Usual severity and ease, 1 to 5 as in the starter library.</summary>
    public int Severity { get; set; }
    public int Ease { get; set; }
    public SecurityLoss Lost { get; set; }

    /// <summary>Asset categories that can have it, as codes separated by spaces; a class stands for all kinds within it.</summary>
    public string Categories { get; set; } = "";

    /// <summary>No longer offered; stays readable where it was used.</summary>
    public bool Retired { get; set; }
}
