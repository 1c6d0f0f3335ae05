using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Documents;

/// <summary>Which of the approval routes the documents of a kind take.</summary>
public enum DocumentRoute
{
    /// <summary>Manual and statement of applicability: the general manager approves, whatever the route.</summary>
    Top,
    Policy,
    Procedure,

    /// <summary>Rules, work instructions and forms.</summary>
    Operating,
}

/// <summary>A kind of document, with the rules that its documents follow. The organization may change them and add its own.</summary>
internal sealed class DocumentKind : ILedgered
{
    public const int NameLength = 60;
    public const int PatternLength = 60;
    public const int MostReviewMonths = 60;
    public const int MostRetentionYears = 50;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Stable; letters.</summary>
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>1 to 4: where in the pyramid of documents it stands.</summary>
    public int Level { get; set; }

    /// <summary>Rule for numbers: text with {prefix}, {parent} and one {serial:00}.</summary>
    public required string NumberPattern { get; set; }
    public DocumentRoute Route { get; set; }

    /// <summary>Months until a document is looked at again (4.3.2.2 b); 0 for never.</summary>
    public int ReviewMonths { get; set; }

    /// <summary>Years that a version no longer in force is kept at least.</summary>
    public int RetentionYears { get; set; }
    public Classification Classification { get; set; }

    /// <summary>True when those concerned confirm that they have read it.</summary>
    public bool Confirmed { get; set; }

    /// <summary>True when it has to be reviewed, with a record, before it is released (颁布令).</summary>
    public bool NeedsReleaseOrder { get; set; }

    public Bilingual Names => new(NameZh, NameEn);
}
