using Isms.Kernel.Data;

namespace Isms.Modules.Risks;

/// <summary>A major change of threat, or of how far facilities are exposed to one (manual 4.2.2.2 d).</summary>
internal sealed class ThreatChange : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string Title { get; set; }

    /// <summary>What changed.</summary>
    public required string Text { get; set; }

    /// <summary>Where it is known from: meeting, authority, supplier, press.</summary>
    public string Source { get; set; } = "";

    /// <summary>Facilities and information that are exposed.</summary>
    public string Exposed { get; set; } = "";
    public DateOnly NoticedOn { get; set; }

    /// <summary>A threat of the libraries; null when none fits.</summary>
    public string? ThreatCode { get; set; }

    /// <summary>The prompt it led to; null while none was raised.</summary>
    public Guid? PromptId { get; set; }
    public Guid EnteredById { get; init; }
}
