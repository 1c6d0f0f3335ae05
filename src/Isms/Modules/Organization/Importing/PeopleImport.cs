using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;

namespace Isms.Modules.Organization.Importing;

/// <summary>How far an import of people has come.</summary>
public enum PeopleImportState
{
    /// <summary>Uploaded; may be mapped and looked at, and changes nothing.</summary>
    Preview,
    Done,
    Dropped,
}

/// <summary>What to do when some rows cannot be imported.</summary>
public enum PeopleImportMode
{
    /// <summary>Nothing is imported unless every row can be.</summary>
    AllOrNothing,

    /// <summary>The good rows are imported, the others listed in the report.</summary>
    GoodRows,
}

/// <summary>What a person says about an uploaded list, over what was recognised.</summary>
public sealed record PeopleImportSettings
{
    /// <summary>Stands for a department that is founded under the word's own name.</summary>
    public const string NewDepartment = "new";

    /// <summary>Sheet to read; null for the best visible one.</summary>
    public string? Sheet { get; init; }

    /// <summary>First row of the headings; found when null.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Field → letters of its column; empty imports nothing into the field. Fields not named are recognised.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Word in the file → id of the department, or <see cref="NewDepartment"/>; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, string?> Departments { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An uploaded list of people on its way in; the file itself is in the vault.</summary>
internal sealed class PeopleImport : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, by which the vault has it.</summary>
    public required string FileHash { get; init; }
    public Guid StartedById { get; init; }
    public required string StartedBy { get; init; }
    public DateTime StartedAt { get; init; }
    public PeopleImportState State { get; private set; }

    /// <summary><see cref="PeopleImportSettings"/> as JSON.</summary>
    public string Settings { get; private set; } = "{}";

    /// <summary><see cref="PeopleImportPreview"/> as JSON, in the language of who looked at it.</summary>
    public string Preview { get; private set; } = "";
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Rejected { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>SHA-256 of the report, by which the vault has it; empty until done.</summary>
    public string ReportHash { get; private set; } = "";

    public PeopleImportSettings ReadSettings() => JsonSerializer.Deserialize<PeopleImportSettings>(Settings, EntityJson.Options)!;

    public PeopleImportPreview ReadPreview() => JsonSerializer.Deserialize<PeopleImportPreview>(Preview, EntityJson.Options)!;

    public void Look(PeopleImportSettings settings, PeopleImportPreview preview) =>
        (Settings, Preview) = (JsonSerializer.Serialize(settings, EntityJson.Options), JsonSerializer.Serialize(preview, EntityJson.Options));

    public void End(PeoplePlan plan, string reportHash, DateTime at)
    {
        (State, ReportHash, EndedAt) = (PeopleImportState.Done, reportHash, at);
        (Added, Changed, Unchanged, Rejected) = (plan.New.Count, plan.Changed.Count, plan.Unchanged, plan.Report.Rejected);
    }

    public void Drop(DateTime at) => (State, EndedAt) = (PeopleImportState.Dropped, at);
}

/// <summary>What an import would do. Lists show the first rows only; the report has them all.</summary>
/// <param name="Problem">Why nothing can be read; null when the table was.</param>
/// <param name="Missing">How many people on the staff here the file does not name; nothing happens to them.</param>
public sealed record PeopleImportPreview(
    string? Problem, string? Sheet, int? HeaderRow, IReadOnlyList<string> Sheets, IReadOnlyList<PeopleColumn> Columns, IReadOnlyList<string> MissingFields,
    IReadOnlyList<UnknownDepartment> Unknown, int RowsRead, int New, int Changed, int Unchanged, int Rejected, int Skipped,
    IReadOnlyList<PeopleProblem> Rejections, IReadOnlyList<PeopleProblem> Warnings, IReadOnlyList<PeopleRow> NewRows, IReadOnlyList<PeopleRow> ChangedRows,
    int Missing)
{
    /// <summary>Rows listed in each of the lists.</summary>
    public const int Listed = 100;
}

/// <summary>A column of the file.</summary>
public sealed record PeopleColumn(string Letter, string Heading, string? Field, double Confidence, bool Chosen);

/// <summary>A word for a department that is none here, or several.</summary>
/// <param name="Chosen">Id of the department it was said to mean, or <see cref="PeopleImportSettings.NewDepartment"/>.</param>
public sealed record UnknownDepartment(string Word, int Rows, bool Decided, string? Chosen);

/// <summary>Something wrong, or worth a look, with one row.</summary>
public sealed record PeopleProblem(int Row, string Column, string Value, string Reason);

/// <summary>A person that is imported.</summary>
public sealed record PeopleRow(int Row, Guid? PersonId, string Number, string Name, string Department, string Post, IReadOnlyList<PersonDifference> Differences);

/// <summary>A field that the file would change, in the reader's words.</summary>
public sealed record PersonDifference(string Label, string Old, string New);

/// <summary>An import as its owner sees it.</summary>
public sealed record PeopleImportView(
    Guid Id, int Version, string FileName, PeopleImportState State, DateTime StartedAt, string StartedBy, PeopleImportSettings Settings, PeopleImportPreview Preview,
    int Added, int Changed, int Unchanged, int Rejected) : IVersioned
{
    internal static PeopleImportView Of(PeopleImport import) => new(
        import.Id, import.Version, import.FileName, import.State, import.StartedAt, import.StartedBy, import.ReadSettings(), import.ReadPreview(),
        import.Added, import.Changed, import.Unchanged, import.Rejected);
}
