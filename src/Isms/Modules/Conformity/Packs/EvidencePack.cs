using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity.Packs;

/// <summary>How far a pack has come.</summary>
public enum PackState
{
    /// <summary>Being put together.</summary>
    Preparing,

    /// <summary>Can be taken.</summary>
    Ready,

    /// <summary>Could not be put together; it says why.</summary>
    Failed,
}

/// <summary>审核证据包: the evidence of some clauses from a period, as files that open without this product.</summary>
internal sealed class EvidencePack : ILedgered
{
    public const int ClausesLength = 2000;
    public const int ProblemLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Edition Edition { get; init; }

    /// <summary>Numbers of the clauses, separated by bars; empty for all.</summary>
    public required string Clauses { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly ToOn { get; init; }
    public Guid PreparedById { get; init; }
    public required string PreparedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime PreparedAt { get; init; }

    public PackState State { get; private set; }

    /// <summary>Documents and records in it.</summary>
    public int Items { get; private set; }

    /// <summary>Bytes of the whole file.</summary>
    public long Size { get; private set; }

    /// <summary>Of the whole file, lower-case hexadecimal; empty before.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Its content in the vault; null before.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>Why it could not be put together, in the language of who asked for it; empty otherwise.</summary>
    public string Problem { get; private set; } = "";

    public IReadOnlyList<string> ClauseNumbers => Clauses.Split('|', StringSplitOptions.RemoveEmptyEntries);

    public void Ready(int items, Guid fileId, long size, string sha256) => (State, Items, FileId, Size, Sha256) = (PackState.Ready, items, fileId, size, sha256);

    public void Fail(string problem) => (State, Problem) = (PackState.Failed, problem.Length <= ProblemLength ? problem : problem[..ProblemLength]);
}
