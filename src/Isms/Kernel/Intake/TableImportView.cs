using System.Diagnostics.CodeAnalysis;
using Isms.Kernel.Http;

namespace Isms.Kernel.Intake;

/// <summary>An import as its owner sees it.</summary>
public abstract record TableImportView<TSettings, TPreview> : IVersioned
    where TSettings : TableSettings
    where TPreview : TablePreview
{
    private protected TableImportView()
    {
    }

    [SetsRequiredMembers]
    private protected TableImportView(TableImport<TSettings, TPreview> import)
    {
        (Id, Version, FileName, State, StartedAt, StartedBy) = (import.Id, import.Version, import.FileName, import.State, import.StartedAt, import.StartedBy);
        (Settings, Preview) = (import.ReadSettings(), import.ReadPreview());
        (Added, Changed, Unchanged, Rejected, EndedAt) = (import.Added, import.Changed, import.Unchanged, import.Rejected, import.EndedAt);
    }

    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public required string FileName { get; init; }
    public required ImportState State { get; init; }
    public required DateTime StartedAt { get; init; }
    public required string StartedBy { get; init; }

    /// <summary>What was said about it; send it back changed.</summary>
    public required TSettings Settings { get; init; }

    /// <summary>What it would do, or did.</summary>
    public required TPreview Preview { get; init; }

    /// <summary>How many were added, once done; as are the next three.</summary>
    public int Added { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public int Rejected { get; init; }
    public DateTime? EndedAt { get; init; }
}
