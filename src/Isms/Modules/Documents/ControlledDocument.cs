using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Documents;

/// <summary>受控文件: what stays the same through all versions of a document (manual 4.3.2).</summary>
internal sealed class ControlledDocument : ILedgered
{
    public const int NumberLength = 60;
    public const int TitleLength = 200;
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }

    /// <summary>Its number in the manual's list (<c>XX-B-01</c>), whatever prefix the organization has; empty for the organization's own documents.</summary>
    public string Pattern { get; init; } = "";
    public Guid KindId { get; init; }

    /// <summary>As its version in force has it, or while none is, its draft.</summary>
    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";
    public string TitleSort { get; private set; } = "";

    /// <summary>Other names under which texts mention it, one a line.</summary>
    public string Aliases { get; set; } = "";

    /// <summary>The name or number as a printed list had it, when that was malformed; empty otherwise.</summary>
    public string AsPrinted { get; init; } = "";

    /// <summary>The department that keeps it.</summary>
    public Guid DepartmentId { get; set; }

    /// <summary>The document that it carries out or belongs to.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Clauses of the manual that call for it, separated by spaces.</summary>
    public string Clauses { get; set; } = "";
    public Classification Classification { get; set; }

    /// <summary>True when those on its distribution list confirm reading.</summary>
    public bool Confirmed { get; set; }

    /// <summary>When it is to be looked at again; null while nothing is in force or for never.</summary>
    public DateOnly? NextReviewOn { get; set; }

    public Bilingual Titles => new(TitleZh, TitleEn);

    public IEnumerable<string> AliasList => Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Rename(string zh, string en)
    {
        (TitleZh, TitleEn) = (zh, en);
        TitleSort = SortKey.Of(zh);
    }
}

/// <summary>A department that countersigns a document (会签).</summary>
internal sealed class Countersigner : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DocumentId { get; init; }
    public Guid DepartmentId { get; init; }
}
