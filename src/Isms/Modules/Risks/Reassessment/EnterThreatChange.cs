using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Modules.Risks.Libraries;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>A major change of threat, or of how far facilities are exposed (4.2.2.2 d).</summary>
/// <param name="Source">Where it is known from.</param>
/// <param name="Exposed">Facilities and information that are exposed.</param>
/// <param name="NoticedOn">Not after today.</param>
/// <param name="ThreatCode">A threat of the libraries; null when none fits.</param>
public sealed record EnterThreatChangeRequest(
    [Required, StringLength(ReassessmentPrompt.TitleLength)] string Title, [Required, StringLength(ReassessmentPrompt.TextLength)] string Text,
    [StringLength(ReassessmentPrompt.TitleLength)] string? Source, [Required, StringLength(ReassessmentPrompt.TextLength)] string Exposed, DateOnly NoticedOn,
    [StringLength(20)] string? ThreatCode = null);

/// <summary>A threat change that was entered.</summary>
public sealed record ThreatChangeEntered(Guid Id, string Number, int Version) : IVersioned;

/// <summary>Enters a threat change into its register.</summary>
internal sealed class EnterThreatChange(IsmsDbContext db, Numbers numbers, RiskLibrary library)
{
    public async Task<Outcome<ThreatChangeEntered>> RunAsync(Actor actor, EnterThreatChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.ReportChange, request) is { } no)
            return no;
        if (request.NoticedOn == default || request.NoticedOn > actor.Today)
            return Refusal.Invalid("noticedOn", "risks.not-in-future");
        if (!string.IsNullOrEmpty(request.ThreatCode) && await library.ThreatAsync(request.ThreatCode, ct) is null)
            return Refusal.Invalid("threatCode", "risks.unknown-threat", request.ThreatCode);
        await using var writing = await db.BeginAsync(ct);
        var change = new ThreatChange
        {
            Number = await numbers.TakeAsync(RisksModule.ThreatChangeNumber, ct), Title = request.Title.Trim(), Text = request.Text.Trim(), Source = request.Source?.Trim() ?? "",
            Exposed = request.Exposed.Trim(), NoticedOn = request.NoticedOn, ThreatCode = string.IsNullOrEmpty(request.ThreatCode) ? null : request.ThreatCode, EnteredById = actor.PersonId,
        };
        db.Add(change);
        await db.SaveAsync(actor, "risks.enter-threat-change", ct);
        await writing.CommitAsync(ct);
        return new ThreatChangeEntered(change.Id, change.Number, change.Version);
    }
}
