using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records;

/// <summary>
/// A form that records are made with: one line of the record master list (记录清单, manual 4.3.3). What is here repeats the version in force, for lists.
/// </summary>
internal sealed class RecordForm : ILedgered
{
    public const int CodeLength = 40;
    public const int NameLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Its number without the company's prefix: <c>B-06-R07</c>.</summary>
    public required string Code { get; init; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string NameSort { get; private set; } = "";

    /// <summary>Why there are such records (manual 4.3.3.4).</summary>
    public RecordClass Class { get; init; }

    /// <summary>The procedure, work instruction or rule that asks for it, without the prefix (<c>B-06</c>); for class 3 the rule's own title.</summary>
    public required string Basis { get; init; }
    public required string BasisZh { get; init; }
    public required string BasisEn { get; init; }

    /// <summary>Clauses it is evidence for, between bars: <c>|M:6|I:9.2|A:16.1|</c>.</summary>
    public required string Clauses { get; set; }

    /// <summary>Code of the role that fills it in.</summary>
    public string Owner { get; private set; } = "";
    public FormFrequency Frequency { get; private set; }
    public FormAccess Access { get; private set; }
    public RetentionStart RetentionFrom { get; private set; }
    public int RetentionYears { get; private set; }

    /// <summary>Where its records are kept; empty for in this system.</summary>
    public string Place { get; set; } = "";

    /// <summary>The version in force; null until the first is approved.</summary>
    public Guid? CurrentId { get; private set; }

    /// <summary>Number of the version in force; 0 without one.</summary>
    public int CurrentNumber { get; private set; }

    /// <summary>What the product's catalogue said when it was last taken over or turned down, JSON of <see cref="FormDefinition"/>; empty while the first version stands for it.</summary>
    public string Catalogued { get; set; } = "";

    /// <summary>Set when the form is no longer used; its records stay.</summary>
    public DateOnly? RetiredOn { get; set; }

    public RetentionRule Retention => new(RetentionFrom, RetentionYears);

    /// <summary>Puts a version in force.</summary>
    public void Take(FormVersion version, FormDefinition definition)
    {
        Describe(definition);
        CurrentId = version.Id;
        CurrentNumber = version.Number;
    }

    /// <summary>Names and keeping as a definition says, before any version is in force.</summary>
    public void Describe(FormDefinition definition)
    {
        (NameZh, NameEn, NameSort) = (definition.Zh, definition.En, SortKey.Of(definition.Zh));
        (Owner, Frequency, Access) = (definition.Owner, definition.Frequency, definition.Access);
        (RetentionFrom, RetentionYears) = (definition.Retention.From, definition.Retention.Years);
    }
}

/// <summary>A version of a form. Records keep the version they were made with.</summary>
internal sealed class FormVersion : ILedgered
{
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid FormId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; init; }
    public FormVersionState State { get; private set; }

    /// <summary>JSON of <see cref="FormDefinition"/>.</summary>
    public required string Definition { get; set; }

    /// <summary>What was changed, and why.</summary>
    public required string Reason { get; set; }

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; private set; }

    public void Submit() => Go(FormVersionState.Draft, FormVersionState.InApproval);

    public void SendBack() => Go(FormVersionState.InApproval, FormVersionState.Draft);

    /// <param name="at">UTC.</param>
    public void PutInForce(DateTime at)
    {
        State = FormVersionState.InForce;
        ApprovedAt = at;
    }

    public void Supersede() => Go(FormVersionState.InForce, FormVersionState.Superseded);

    private void Go(FormVersionState from, FormVersionState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
