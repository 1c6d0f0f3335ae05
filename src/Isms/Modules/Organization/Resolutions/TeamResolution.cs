using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Resolutions;

/// <summary>决议: what the leading body decided, who carries it out, until when (4.2.2.2).</summary>
internal sealed class TeamResolution : ILedgered
{
    public const int SubjectLength = 200;
    public const int TextLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public DateOnly DecidedOn { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }
    public string RecordedBy { get; init; } = "";

    /// <summary>Null while it is to be followed up.</summary>
    public DateTime? ClosedAt { get; private set; }
    public string ClosedBy { get; private set; } = "";
    public string Result { get; private set; } = "";

    public void Close(string by, string result, DateTime at) => (ClosedBy, Result, ClosedAt) = (by, result, at);
}
