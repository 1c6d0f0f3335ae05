namespace Isms.Modules.Assets.Documents;

/// <summary>One asset as the list of important assets prints it; every text in the reader's language.</summary>
internal sealed record ImportantAssetRow
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public string Category { get; init; } = "";
    public string Department { get; init; } = "";
    public string Owner { get; init; } = "";
    public string Custodian { get; init; } = "";
    public string Location { get; init; } = "";
    public string Classification { get; init; } = "";

    /// <summary>On the scale of the criteria, as are the next three.</summary>
    public required int ReplacementCost { get; init; }
    public required int Confidentiality { get; init; }
    public required int Integrity { get; init; }
    public required int Availability { get; init; }
    public required int Value { get; init; }
    public required int ImportanceLevel { get; init; }

    /// <summary>Why it is important, or why it is not: the criterion, or the reason of an override.</summary>
    public string Basis { get; init; } = "";
    public string Remark { get; init; } = "";
}
