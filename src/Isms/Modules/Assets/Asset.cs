using Isms.Kernel.Search;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets;

/// <summary>Something of worth to the organization, and who answers for it (manual 4.2.1.4 a).</summary>
internal sealed class Asset : ISearchable
{
    public const int NumberLength = 100;
    public const int NameLength = 200;
    public const int TextLength = 200;
    public const int RemarkLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; set; }
    public string Name { get; private set; } = "";
    public string NameSort { get; private set; } = "";
    public required string CategoryCode { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid OwnerId { get; set; }

    /// <summary>Who keeps it; null when the custodian is no employee (then <see cref="CustodianText"/> says who) or is the owner.</summary>
    public Guid? CustodianId { get; set; }
    public string CustodianText { get; set; } = "";
    public string Location { get; set; } = "";

    /// <summary>As the register states it, with its unit.</summary>
    public string Quantity { get; set; } = "";
    public Classification? Classification { get; set; }
    public string Remark { get; set; } = "";

    public int ReplacementCost { get; set; }
    public int Confidentiality { get; set; }
    public int Integrity { get; set; }
    public int Availability { get; set; }

    public int Value { get; private set; }
    public int ImportanceLevel { get; private set; }

    /// <summary>By the criterion alone.</summary>
    public bool Important { get; private set; }

    /// <summary>Set against the criterion: true upward with a reason, false downward with reason and approval; null follows the criterion.</summary>
    public bool? ImportantOverride { get; private set; }
    public string OverrideReason { get; private set; } = "";

    /// <summary>What counts: the override, else the criterion.</summary>
    public bool IsImportant { get; private set; }

    /// <summary>The criteria it was valued with; null while none were in force.</summary>
    public Guid? CriteriaId { get; private set; }

    public AssetState State { get; private set; }
    public DateOnly? RetiredOn { get; private set; }
    public string RetireReason { get; private set; } = "";

    string ISearchable.SearchText => $"{Number} {Name} {Location}";

    // By department for who may read one, by person for who owns or keeps it.
    IEnumerable<Guid> ISearchable.SearchKeys => CustodianId is { } custodian ? [DepartmentId, OwnerId, custodian] : [DepartmentId, OwnerId];

    public AssetScores Scores => new(ReplacementCost, Confidentiality, Integrity, Availability);

    public void Rename(string name)
    {
        Name = name;
        NameSort = SortKey.Of(name);
    }

    /// <summary>Takes over what the criteria make of the scores; the only way value and importance change (4.2.1.4 c).</summary>
    public void Worth(Guid criteriaId, AssetValuation valuation)
    {
        CriteriaId = criteriaId;
        Value = valuation.Value;
        ImportanceLevel = valuation.ImportanceLevel;
        Important = valuation.Important;
        // An override that the criterion has caught up with says nothing any more.
        if (ImportantOverride == Important)
            ClearOverride();
        IsImportant = ImportantOverride ?? Important;
    }

    public void Override(bool important, string reason)
    {
        ImportantOverride = important;
        OverrideReason = reason;
        IsImportant = important;
    }

    public void ClearOverride()
    {
        ImportantOverride = null;
        OverrideReason = "";
        IsImportant = Important;
    }

    public void Retire(DateOnly on, string reason) => (State, RetiredOn, RetireReason) = (AssetState.Retired, on, reason);

    public void Restore() => (State, RetiredOn, RetireReason) = (AssetState.Active, null, "");
}
