using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isms.Kernel.Intake;

namespace Isms.Modules.Organization.Importing;

/// <summary>What a person says about an uploaded list, over what was recognised.</summary>
public sealed record PeopleImportSettings : TableSettings
{
    /// <summary>Stands for a department that is founded under the word's own name.</summary>
    public const string NewDepartment = "new";

    /// <summary>Word in the file → id of the department, or <see cref="NewDepartment"/>; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, string?> Departments { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An uploaded list of people on its way in.</summary>
internal sealed class PeopleImport : TableImport<PeopleImportSettings, PeopleImportPreview>;

/// <inheritdoc/>
public sealed record PeopleImportPreview : TablePreview
{
    public PeopleImportPreview()
    {
    }

    internal PeopleImportPreview(PeoplePlan plan, CultureInfo culture) : base(plan, PeopleImportSchema.Schema, culture)
    {
        (Unknown, Missing) = (plan.Unknown, plan.Missing);
        NewRows = [.. plan.New.Take(Listed).Select(r => Row(r, []))];
        ChangedRows = [.. plan.Changed.Take(Listed).Select(c => Row(c.Row, c.Differences))];

        static PeopleRow Row(PlannedPerson row, IReadOnlyList<RowDifference> differences) =>
            new(row.Row, row.Existing?.Id, row.Number, row.Name, row.Department?.Name ?? "", row.Post ?? row.Existing?.Post ?? "", differences);
    }

    public IReadOnlyList<UnknownDepartment> Unknown { get; init; } = [];
    public IReadOnlyList<PeopleRow> NewRows { get; init; } = [];
    public IReadOnlyList<PeopleRow> ChangedRows { get; init; } = [];

    /// <summary>How many people on the staff here the file does not name; nothing happens to them.</summary>
    public int Missing { get; init; }
}

/// <summary>A word for a department that is none here, or several.</summary>
/// <param name="Chosen">Id of the department it was said to mean, or <see cref="PeopleImportSettings.NewDepartment"/>.</param>
public sealed record UnknownDepartment(string Word, int Rows, bool Decided, string? Chosen);

/// <summary>A person that is imported.</summary>
public sealed record PeopleRow(int Row, Guid? PersonId, string Number, string Name, string Department, string Post, IReadOnlyList<RowDifference> Differences);

/// <inheritdoc/>
public sealed record PeopleImportView : TableImportView<PeopleImportSettings, PeopleImportPreview>
{
    public PeopleImportView()
    {
    }

    [SetsRequiredMembers]
    internal PeopleImportView(PeopleImport import) : base(import)
    {
    }
}
