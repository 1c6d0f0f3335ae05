using Isms.Kernel.Data;

namespace Isms.Modules.Documents;

/// <summary>The PDF of a version as it was issued, in one language: what is opened and printed as long as the version is in force (4.3.2.2 e).</summary>
internal sealed class StoredRendition : ILedgered
{
    /// <summary>How often the making is tried.</summary>
    public const int MostAttempts = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid VersionId { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Null as long as it could not be made.</summary>
    public Guid? FileId { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Of the last attempt, UTC.</summary>
    public DateTime TriedAt { get; private set; }

    /// <param name="at">UTC.</param>
    public void Keep(Guid fileId, DateTime at) => (FileId, Attempts, TriedAt) = (fileId, Attempts + 1, at);

    /// <param name="at">UTC.</param>
    public void Fail(DateTime at) => (Attempts, TriedAt) = (Attempts + 1, at);
}
