namespace Isms.Modules.Records.Domain;

/// <summary>What a rule of a form asks for.</summary>
public enum RuleKind
{
    /// <summary>The fields together stand in no other live record of the form.</summary>
    Unique,

    /// <summary>The fields name the row of the register: a newer record with the same takes the place of the older.</summary>
    Newest,

    /// <summary>The row is at its end while the condition holds: other rules no longer look at it.</summary>
    Closed,

    /// <summary>The fields must be filled in while the condition holds.</summary>
    Needed,

    /// <summary>The field names an approved record of another form.</summary>
    Refers,

    /// <summary>The fields name different people.</summary>
    Differs,

    /// <summary>The day in the field must not pass while the condition holds.</summary>
    Expires,

    /// <summary>Each of a set of things has a record, and a new one every so many days.</summary>
    Fresh,

    /// <summary>Whoever stands in the field works here; when leaving, somebody else takes over.</summary>
    Leaver,

    /// <summary>Signed by all within so many days.</summary>
    Decided,
}

/// <summary>
/// A rule of a form, kept with its version and held by the server whichever way a record comes. Conditions are written as <see cref="Condition"/>s.
/// </summary>
/// <param name="Kind">Decides which of the other parts are used.</param>
public sealed record FormRule(RuleKind Kind)
{
    /// <summary>Stands in <see cref="RuleKind.Differs"/> for whoever fills in the record.</summary>
    public const string Filler = "filledBy";

    public const int MostDays = 3660;

    /// <summary>Keys of the fields it is about.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>It applies only while this holds; null always.</summary>
    public string? When { get; init; }

    /// <summary><see cref="RuleKind.Refers"/>: code of the other form.</summary>
    public string? Form { get; init; }

    /// <summary><see cref="RuleKind.Refers"/>: must hold in the record referred to.</summary>
    public string? That { get; init; }

    /// <summary><see cref="RuleKind.Refers"/>: while this holds in the record referred to, its approval may follow later.</summary>
    public string? Early { get; init; }

    /// <summary><see cref="RuleKind.Refers"/>: fields that say the same in both records.</summary>
    public IReadOnlyList<string> Same { get; init; } = [];

    /// <summary><see cref="RuleKind.Refers"/>: this day or time is not before the other record's approval.</summary>
    public string? After { get; init; }

    /// <summary><see cref="RuleKind.Refers"/>: a record without it is taken, and stands in red until there is one.</summary>
    public bool Finding { get; init; }

    /// <summary>
    /// <see cref="RuleKind.Fresh"/>: which things. A code of a form: the rows of its register. <c>asset:HARD-PC,HARD-LAP</c>: assets of these categories;
    /// <c>important:DATA</c>: the important ones. Null: what the form's own records name.
    /// </summary>
    public string? Of { get; init; }

    /// <summary><see cref="RuleKind.Fresh"/>, <see cref="RuleKind.Decided"/>: the day counted from; null for the day of the record.</summary>
    public string? Date { get; init; }

    /// <summary><see cref="RuleKind.Fresh"/>, <see cref="RuleKind.Decided"/>: 1 to <see cref="MostDays"/>; null in Fresh: one record is enough.</summary>
    public int? Days { get; init; }

    /// <summary><see cref="RuleKind.Fresh"/>: a field of the register named by <see cref="Of"/> that decides the days, with the days for each of its choices.</summary>
    public string? DaysBy { get; init; }
    public IReadOnlyDictionary<string, int> DaysFor { get; init; } = new Dictionary<string, int>();

    /// <summary>How many days before the day comes it is due soon and put into an inbox.</summary>
    public int Remind { get; init; }

    /// <summary>The same for the same rule in every version: what it watches is followed from version to version.</summary>
    public string Key => string.Join('+', Fields.Prepend(Kind.ToString()));
}
