using System.Globalization;
using Isms.Kernel.Intake;
using Isms.Modules.Assets.Import;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;

namespace Isms.Modules.Assets.Importing;

/// <inheritdoc/>
public sealed record ImportPreview : TablePreview
{
    public ImportPreview()
    {
    }

    internal ImportPreview(ImportPlan plan, CriteriaSnapshot? current, CultureInfo culture) : base(plan, AssetImportSchema.Schema, culture)
    {
        Unknown = plan.Unknown;
        NewRows = [.. plan.New.Take(Listed).Select(r => Row(r, []))];
        ChangedRows = [.. plan.Changed.Take(Listed).Select(c => Row(c.Row, c.Differences))];

        PreviewRow Row(PlannedAsset row, IReadOnlyList<RowDifference> differences)
        {
            var valuation = ImportPlanner.Valuation(current, row.Parsed);
            return new PreviewRow(row.Parsed.Row, row.Existing?.Id, row.Existing?.Number ?? row.Parsed.Number ?? "", row.Parsed.Name, InventoryRegister.CategoryTitle(row.CategoryCode),
                plan.DepartmentName(row.DepartmentId), plan.PersonName(row.OwnerId), valuation?.Value, valuation?.Important, differences);
        }
    }

    public IReadOnlyList<UnknownWord> Unknown { get; init; } = [];
    public IReadOnlyList<PreviewRow> NewRows { get; init; } = [];
    public IReadOnlyList<PreviewRow> ChangedRows { get; init; } = [];
}

/// <summary>What a word in the file should mean.</summary>
public enum WordKind { Department, Person, Category }

/// <summary>A word that means nothing known, or more than one thing.</summary>
/// <param name="Word">As in the file; empty for rows without an owner.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Decided">True when somebody said what it means, or that its rows are refused.</param>
/// <param name="Chosen">Id or code of what it was said to mean.</param>
/// <param name="Candidates">Who bears the name, when several do.</param>
/// <param name="DepartmentId">Of a person: the department of the first row, when it is known.</param>
public sealed record UnknownWord(WordKind Kind, string Word, int Rows, bool Decided, string? Chosen, IReadOnlyList<string> Candidates, Guid? DepartmentId = null);

/// <summary>A row that is imported.</summary>
/// <param name="Number">Empty when it will get the next one.</param>
/// <param name="AssetId">The asset it changes; null for a new one.</param>
public sealed record PreviewRow(
    int Row, Guid? AssetId, string Number, string Name, string Category, string Department, string Owner, int? Value, bool? Important, IReadOnlyList<RowDifference> Differences);
