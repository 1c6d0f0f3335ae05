using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.Intake;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>Uploaded; may be mapped and looked at, and changes nothing.</summary>
    Preview,
    Done,
    Dropped,
}

/// <summary>What to do when some rows cannot be imported.</summary>
public enum ImportMode
{
    /// <summary>Nothing is imported unless every row can be (R-PLAT-08).</summary>
    AllOrNothing,

    /// <summary>The good rows are imported, the others listed in the report.</summary>
    GoodRows,
}

/// <summary>An uploaded file on its way in; the file itself is in the vault. Each process keeps its own, in a table of its own.</summary>
internal abstract class FileImport : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, by which the vault has it.</summary>
    public required string FileHash { get; init; }
    public Guid StartedById { get; init; }
    public required string StartedBy { get; init; }
    public DateTime StartedAt { get; init; }
    public ImportState State { get; protected set; }
}

/// <summary>What a person says about an uploaded table, over what was recognised.</summary>
public abstract record TableSettings
{
    /// <summary>Sheet to read; null for the best visible one.</summary>
    public string? Sheet { get; init; }

    /// <summary>First row of the headings; found when null.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Field → letters of its column; empty imports nothing into the field. Fields not named are recognised.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    internal ImportOptions Options(ImportSchema schema) => new()
    {
        Sheet = Sheet,
        HeaderRow = HeaderRow,
        Columns = [.. Columns.Where(c => schema.Fields.Any(f => f.Key == c.Key)).Select(c => new ColumnChoice(c.Key, null, ColumnName.Parse(c.Value) is > 0 and var column ? column : null))],
    };
}

/// <summary>An uploaded table, of which each row becomes or changes one thing.</summary>
internal abstract class TableImport : FileImport
{
    /// <summary>What was said about it, as JSON.</summary>
    public string Settings { get; protected set; } = "{}";

    /// <summary>What it would do, as JSON, in the language of who looked at it.</summary>
    public string Preview { get; protected set; } = "";
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Rejected { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>SHA-256 of the report, by which the vault has it; empty until done.</summary>
    public string ReportHash { get; private set; } = "";

    /// <summary>Rows of the file that hold a value.</summary>
    public abstract int RowsRead();

    public void End(TablePlan plan, string reportHash, DateTime at)
    {
        (State, ReportHash, EndedAt) = (ImportState.Done, reportHash, at);
        (Added, Changed, Unchanged, Rejected) = (plan.NewRows, plan.ChangedRows, plan.Unchanged, plan.Report.Rejected);
    }

    public void Drop(DateTime at) => (State, EndedAt) = (ImportState.Dropped, at);
}

/// <inheritdoc cref="TableImport"/>
/// <typeparam name="TSettings">What can be said about it.</typeparam>
/// <typeparam name="TPreview">How what it would do is shown.</typeparam>
internal abstract class TableImport<TSettings, TPreview> : TableImport
    where TSettings : TableSettings
    where TPreview : TablePreview
{
    public TSettings ReadSettings() => JsonSerializer.Deserialize<TSettings>(Settings, EntityJson.Options)!;

    public TPreview ReadPreview() => JsonSerializer.Deserialize<TPreview>(Preview, EntityJson.Options)!;

    public override int RowsRead() => ReadPreview().RowsRead;

    public void Look(TSettings settings, TPreview preview) =>
        (Settings, Preview) = (JsonSerializer.Serialize(settings, EntityJson.Options), JsonSerializer.Serialize(preview, EntityJson.Options));
}
