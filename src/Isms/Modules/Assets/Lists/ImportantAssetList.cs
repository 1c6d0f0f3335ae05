using Isms.Kernel.Data;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Lists;

/// <summary>How far a list has come.</summary>
public enum ListState { Draft, InApproval, Approved, Superseded }

/// <summary>重要资产清单: the important assets as they were on one day, numbered, frozen and signed (4.2.1.4 d).</summary>
internal sealed class ImportantAssetList : ILedgered
{
    public const int TitleLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string Title { get; set; }

    /// <summary>Null for the whole organization; otherwise the list of one department.</summary>
    public Guid? DepartmentId { get; init; }
    public Guid CriteriaId { get; set; }
    public ListState State { get; private set; }

    /// <summary>When the assets were copied, UTC.</summary>
    public DateTime TakenAt { get; private set; }
    public required string TakenBy { get; set; }
    public int Rows { get; private set; }

    /// <summary>SHA-256 over all rows, lower-case hexadecimal: through it the ledger also holds what the rows say.</summary>
    public string RowsHash { get; private set; } = "";

    public string PreparedBy { get; private set; } = "";
    public DateTime? PreparedAt { get; private set; }
    public string ReviewedBy { get; private set; } = "";
    public DateTime? ReviewedAt { get; private set; }
    public string ApprovedBy { get; private set; } = "";
    public DateTime? ApprovedAt { get; private set; }

    public void Take(DateTime at, int rows, string hash) => (TakenAt, Rows, RowsHash) = (at, rows, hash);

    public void Submit(string by, DateTime at) => (State, PreparedBy, PreparedAt) = (ListState.InApproval, by, at);

    public void SendBack() => (State, PreparedBy, PreparedAt) = (ListState.Draft, "", null);

    public void Approve(DateTime at, string reviewedBy, DateTime? reviewedAt, string approvedBy) =>
        (State, ReviewedBy, ReviewedAt, ApprovedBy, ApprovedAt) = (ListState.Approved, reviewedBy, reviewedAt, approvedBy, at);

    public void Supersede() => State = ListState.Superseded;
}

/// <summary>One asset as it was when the list was drawn up; written once, never changed.</summary>
internal sealed class ImportantAssetListRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ListId { get; init; }

    /// <summary>1 and up, in the order of the asset numbers.</summary>
    public int Ordinal { get; init; }
    public Guid AssetId { get; init; }
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required string CategoryCode { get; init; }
    public required string Department { get; init; }
    public required string Owner { get; init; }
    public required string Custodian { get; init; }
    public required string Location { get; init; }
    public Classification? Classification { get; init; }
    public int ReplacementCost { get; init; }
    public int Confidentiality { get; init; }
    public int Integrity { get; init; }
    public int Availability { get; init; }
    public int Value { get; init; }
    public int ImportanceLevel { get; init; }

    /// <summary>Why it is on the list although the criterion does not name it; empty when it does.</summary>
    public required string OverrideReason { get; init; }
    public required string Remark { get; init; }

    /// <summary>A copy for a reader who may not know the asset.</summary>
    /// <param name="name">What is said instead of its name.</param>
    public ImportantAssetListRow Concealed(string name) => new()
    {
        Id = Id, ListId = ListId, Ordinal = Ordinal, AssetId = AssetId, Number = Number, Name = name, CategoryCode = CategoryCode, Department = Department, Owner = Owner, Custodian = Custodian,
        Location = "", Classification = Classification, ReplacementCost = ReplacementCost, Confidentiality = Confidentiality, Integrity = Integrity, Availability = Availability, Value = Value,
        ImportanceLevel = ImportanceLevel, OverrideReason = "", Remark = "",
    };
}
