using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Modules.Assets.Import;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Importing;

/// <summary>An accepted row with what its words mean.</summary>
internal sealed record PlannedAsset(
    ParsedAsset Parsed, string CategoryCode, Guid DepartmentId, Guid OwnerId, Guid? CustodianId, string? CustodianText, Classification? Classification)
{
    /// <summary>The asset it belongs to; null for a new one.</summary>
    public Asset? Existing { get; init; }
}

/// <inheritdoc/>
internal sealed record ImportPlan(ImportReport Report, TableRecognition Recognition, IReadOnlyList<UnknownWord> Unknown, IReadOnlyList<string> Sheets)
    : TablePlan<PlannedAsset>(Report, Recognition, Sheets)
{
    public Func<Guid, string> DepartmentName { get; init; } = _ => "";

    public Func<Guid, string> PersonName { get; init; } = _ => "";
}
