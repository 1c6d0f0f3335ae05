using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Http;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Inventory;

/// <summary>What is registered of an asset. Its value and importance are calculated and cannot be given.</summary>
/// <param name="Number">Unique; null or empty takes the next number.</param>
/// <param name="CategoryCode">Of the asset categories, such as <c>HARD-SRV</c>.</param>
/// <param name="DepartmentId">The department it belongs to.</param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="CustodianId">Who keeps it; null with no <paramref name="CustodianText"/> means the owner.</param>
/// <param name="CustodianText">A custodian who is not on the staff: a hosting provider.</param>
/// <param name="Quantity">With its unit, as people write it.</param>
/// <param name="ReplacementCost">On the scale of the criteria in force, 1 to 5 unless they say otherwise; as are the next three.</param>
public sealed record AssetFacts(
    [StringLength(Asset.NumberLength)] string? Number,
    [Required, StringLength(Asset.NameLength)] string Name,
    [Required, StringLength(20)] string CategoryCode,
    [Required] Guid? DepartmentId,
    [Required] Guid? OwnerId,
    Guid? CustodianId,
    [StringLength(Asset.TextLength)] string? CustodianText,
    [Required, StringLength(Asset.TextLength)] string Location,
    [StringLength(Asset.TextLength)] string? Quantity,
    Classification? Classification,
    [StringLength(Asset.RemarkLength)] string? Remark,
    [Required] int? ReplacementCost,
    [Required] int? Confidentiality,
    [Required] int? Integrity,
    [Required] int? Availability);

/// <summary>The asset as saved, with what the criteria made of it.</summary>
/// <param name="Value">0 while no criteria are in force, as is the level.</param>
public sealed record AssetSaved(Guid Id, int Version, string Number, int Value, int ImportanceLevel, bool IsImportant) : IVersioned
{
    internal static AssetSaved Of(Asset asset) => new(asset.Id, asset.Version, asset.Number, asset.Value, asset.ImportanceLevel, asset.IsImportant);
}
