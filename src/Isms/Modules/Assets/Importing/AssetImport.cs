using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;

namespace Isms.Modules.Assets.Importing;

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

/// <summary>What a person says about an uploaded register, over what was recognised.</summary>
public sealed record ImportSettings
{
    /// <summary>Sheet to read; null for the best visible one.</summary>
    public string? Sheet { get; init; }

    /// <summary>First row of the headings; found when null.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Field → letters of its column; empty imports nothing into the field. Fields not named are recognised.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Word in the file → department; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, Guid?> Departments { get; init; } = new Dictionary<string, Guid?>();

    /// <summary>Word in the file → person; null refuses its rows. The empty word stands for rows without an owner.</summary>
    public IReadOnlyDictionary<string, Guid?> People { get; init; } = new Dictionary<string, Guid?>();

    /// <summary>Word in the file → code of the category; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, string?> Categories { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An uploaded register on its way into the assets; the file itself is in the vault.</summary>
internal sealed class AssetImport : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, by which the vault has it.</summary>
    public required string FileHash { get; init; }
    public Guid StartedById { get; init; }
    public required string StartedBy { get; init; }
    public DateTime StartedAt { get; init; }
    public ImportState State { get; private set; }

    /// <summary><see cref="ImportSettings"/> as JSON.</summary>
    public string Settings { get; private set; } = "{}";

    /// <summary><see cref="ImportPreview"/> as JSON, in the language of who looked at it.</summary>
    public string Preview { get; private set; } = "";
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Rejected { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>SHA-256 of the report, by which the vault has it; empty until done.</summary>
    public string ReportHash { get; private set; } = "";

    public ImportSettings ReadSettings() => JsonSerializer.Deserialize<ImportSettings>(Settings, EntityJson.Options)!;

    public ImportPreview ReadPreview() => JsonSerializer.Deserialize<ImportPreview>(Preview, EntityJson.Options)!;

    public void Look(ImportSettings settings, ImportPreview preview) =>
        (Settings, Preview) = (JsonSerializer.Serialize(settings, EntityJson.Options), JsonSerializer.Serialize(preview, EntityJson.Options));

    public void End(ImportPlan plan, string reportHash, DateTime at)
    {
        (State, ReportHash, EndedAt) = (ImportState.Done, reportHash, at);
        (Added, Changed, Unchanged, Rejected) = (plan.New.Count, plan.Changed.Count, plan.Unchanged, plan.Report.Rejected);
    }

    public void Drop(DateTime at) => (State, EndedAt) = (ImportState.Dropped, at);
}
