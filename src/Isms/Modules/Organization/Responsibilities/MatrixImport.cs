using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>How far the import of a matrix has come.</summary>
public enum MatrixImportState
{
    /// <summary>Uploaded; changes nothing.</summary>
    Preview,
    Done,
}

/// <summary>An uploaded matrix; the file itself is in the vault.</summary>
internal sealed class MatrixImport : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, by which the vault has it.</summary>
    public required string FileHash { get; init; }
    public Guid StartedById { get; init; }
    public required string StartedBy { get; init; }
    public DateTime StartedAt { get; init; }
    public MatrixImportState State { get; private set; }

    /// <summary>Column letters → what they stand for (<see cref="UnitChoice"/>), as JSON.</summary>
    public string Choices { get; private set; } = "{}";

    /// <summary>The draft it went into.</summary>
    public Guid? MatrixId { get; private set; }

    public IReadOnlyDictionary<string, string> ReadChoices() => JsonSerializer.Deserialize<Dictionary<string, string>>(Choices, EntityJson.Options)!;

    public void Choose(IReadOnlyDictionary<string, string> choices) => Choices = JsonSerializer.Serialize(choices, EntityJson.Options);

    public void End(Guid matrixId) => (State, MatrixId) = (MatrixImportState.Done, matrixId);

    /// <summary>The draft is given up.</summary>
    public void Forget() => MatrixId = null;
}
