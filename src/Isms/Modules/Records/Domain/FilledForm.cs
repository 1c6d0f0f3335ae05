using System.Text.Json.Serialization;

namespace Isms.Modules.Records.Domain;

/// <summary>What stands in one field: as a person gives it, or as it is kept.</summary>
/// <param name="Text">
/// A single value. Kept as: numbers with a point, days <c>2026-03-02</c>, times <c>2026-03-02T09:30</c>, ranges <c>from/to</c>, yes or no as <c>yes</c> and
/// <c>no</c>, choices by their Chinese words, people and departments as <c>id name</c>, a signature as <c>id name|time</c> or <c>|name</c> for one on paper.
/// </param>
/// <param name="Items">Several values.</param>
/// <param name="Rows">Rows of a table: column key to text.</param>
/// <param name="None">True: there is nothing to say here (无/不适用).</param>
public sealed record FilledField(
    string? Text = null, IReadOnlyList<string>? Items = null, IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows = null, bool None = false)
{
    public static readonly FilledField Nothing = new(None: true);

    [JsonIgnore]
    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && Items is not { Count: > 0 } && Rows is not { Count: > 0 } && !None;

    [JsonIgnore]
    public bool HasValue => !None && !IsBlank;
}

/// <summary>The content of a record.</summary>
/// <param name="Fields">By field key; what is blank is left out.</param>
/// <param name="Signers">People named for steps of the route: place of the step, counted from 0, to person.</param>
public sealed record FilledForm(IReadOnlyDictionary<string, FilledField> Fields, IReadOnlyDictionary<int, Guid> Signers)
{
    public static readonly FilledForm Empty = new(new Dictionary<string, FilledField>(), new Dictionary<int, Guid>());

    public FilledField? Of(string key) => Fields.GetValueOrDefault(key);
}

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">Key of the field; of a cell <c>key[row].column</c>.</param>
/// <param name="Code">Resource key of the sentence.</param>
public sealed record FieldFault(string Field, string Code, params object?[] Args);
