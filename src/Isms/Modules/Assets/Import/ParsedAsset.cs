namespace Isms.Modules.Assets.Import;

/// <summary>One asset as a register states it. Departments, people and categories are the register's own words.</summary>
/// <param name="Row">Its row in the file.</param>
/// <param name="Number">The asset number; null when the register has none. A serial number is not an asset number.</param>
/// <param name="Serial">The register's serial number, as text.</param>
/// <param name="Department">Owning department.</param>
/// <param name="Owner">The person who answers for it.</param>
/// <param name="ReplacementCost">Level on the scale in force, as are the next three.</param>
/// <param name="StatedValue">Asset value written in the register, only for comparison; null when there is none or it is an unsaved formula.</param>
/// <param name="StatedImportance">Importance level written in the register, in its own words.</param>
/// <param name="StatedImportant">Whether the register calls it important.</param>
public sealed record ParsedAsset(
    int Row, string? Number, string? Serial, string Name, string? Category, string? Department, string? Owner, string? Custodian, string? Location,
    int ReplacementCost, int Confidentiality, int Integrity, int Availability,
    string? Quantity, string? Classification, string? Remark,
    decimal? StatedValue, string? StatedImportance, bool? StatedImportant);

/// <summary>What the criteria in force make of an asset's scores.</summary>
/// <param name="Value">Asset value.</param>
/// <param name="Important">Whether it meets the criterion for important assets; null when not to be compared.</param>
public sealed record ComputedWorth(decimal Value, bool? Important);

/// <summary>A register read from a file.</summary>
/// <param name="Assets">The accepted rows, in the order of the file.</param>
/// <param name="Report">What became of every row.</param>
/// <param name="Recognition">The table, its mapping and the tables on other sheets; to be confirmed or corrected by a person.</param>
public sealed record AssetRegister(IReadOnlyList<ParsedAsset> Assets, Kernel.OfficeFiles.Importing.ImportReport Report, Kernel.OfficeFiles.Importing.TableRecognition Recognition);
