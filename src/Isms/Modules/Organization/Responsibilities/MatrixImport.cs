using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Intake;
using Isms.Kernel.Ledger;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>An uploaded matrix.</summary>
internal sealed class MatrixImport : FileImport
{
    /// <summary>Column letters → what they stand for (<see cref="UnitChoice"/>), as JSON.</summary>
    public string Choices { get; private set; } = "{}";

    /// <summary>The draft it went into.</summary>
    public Guid? MatrixId { get; private set; }

    public IReadOnlyDictionary<string, string> ReadChoices() => JsonSerializer.Deserialize<Dictionary<string, string>>(Choices, EntityJson.Options)!;

    public void Choose(IReadOnlyDictionary<string, string> choices) => Choices = JsonSerializer.Serialize(choices, EntityJson.Options);

    public void End(Guid matrixId) => (State, MatrixId) = (ImportState.Done, matrixId);

    /// <summary>The draft is given up.</summary>
    public void Forget() => MatrixId = null;
}
