using System.ComponentModel.DataAnnotations;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Filling;

/// <summary>What is put into a record.</summary>
/// <param name="Fields">By the form's field keys, as people write values: people by number or name, departments by code or name, days as yyyy-MM-dd.</param>
/// <param name="Signers">People who sign steps that the form leaves to be named: place of the step counted from 0, person by number or name.</param>
/// <param name="DepartmentId">Whose record it is; one's own department when null.</param>
/// <param name="FilledOn">The day the record is about; today when null.</param>
/// <param name="NoneForBlanks">Marks every blank field that is not required as none (无/不适用).</param>
/// <param name="Place">With paper: where it lies.</param>
/// <param name="Tags">Further clauses or controls that it is evidence for: <c>A.9.1</c>.</param>
public sealed record RecordFacts(
    [property: Required] IReadOnlyDictionary<string, FilledField> Fields, IReadOnlyDictionary<int, string>? Signers = null, Guid? DepartmentId = null, DateOnly? FilledOn = null,
    bool NoneForBlanks = false, RecordMedium Medium = RecordMedium.Electronic, [property: StringLength(FormRecord.PlaceLength)] string? Place = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Tags = null);

/// <summary>A record that was saved.</summary>
/// <param name="Missing">How many fields still stand in the way of signing.</param>
public sealed record RecordSaved(Guid Id, int Version, string Number, int Missing) : Isms.Kernel.Http.IVersioned;
