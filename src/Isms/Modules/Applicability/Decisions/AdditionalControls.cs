using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Adds a control beyond the standard to a draft (4.2.1.7 c).</summary>
/// <param name="Title">Its name.</param>
/// <param name="About">What is done.</param>
/// <param name="Decision">Why it is chosen.</param>
/// <param name="Code">Own code such as <c>C-01</c>, beginning with the organization's prefix; null takes the next.</param>
/// <param name="TitleEn">Name in English; null prints the same name in every language.</param>
public sealed record AddControlRequest(
    Guid SoaId, [Required, StringLength(ControlDecision.TitleLength)] string Title, [Required, StringLength(ControlDecision.AboutLength)] string About,
    [Required] DecisionInput Decision, [StringLength(ControlDecision.CodeLength)] string? Code = null, [StringLength(ControlDecision.TitleLength)] string? TitleEn = null);

/// <summary>Adds a control under a code that no edition's Annex A can have.</summary>
internal sealed partial class AddControl(IsmsDbContext db, DecisionDesk desk, SettingsReader settings)
{
    /// <summary>An additional control is added because it is applied.</summary>
    public static readonly Refusal MustApply = new("applicability.additional-must-apply");

    public async Task<Outcome<ControlDecided>> RunAsync(Actor actor, AddControlRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<SoaVersion>().FindAsync([request.SoaId], ct) is not { } soa)
            return Refusal.NotFound;
        if (!soa.IsDraft)
            return DecisionDesk.Frozen.With(soa.VersionLabel);
        if (request.Decision.Standing != ControlStanding.Applicable)
            return MustApply;
        var prefix = await settings.TextAsync(ApplicabilityModule.OwnPrefix, ct);
        var taken = await db.Set<ControlDecision>().Where(d => d.SoaId == soa.Id && d.Additional).Select(d => d.Code).ToListAsync(ct);
        var code = request.Code?.Trim().ToUpperInvariant() is { Length: > 0 } own ? own : Next(prefix, taken);
        if (!OwnCode().IsMatch(code) || !code.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase))
            return Refusal.Invalid("code", "applicability.own-code-format", prefix);
        if (taken.Contains(code))
            return Refusal.Invalid("code", "applicability.own-code-taken", code);
        var facts = await desk.CheckAsync(new(soa.Edition, code), request.Decision, "", "decision.", ct);
        if (facts.Refusal is { } wrong)
            return wrong;

        var decision = await NewAsync(soa, code, request, taken.Count, ct);
        decision.Decide(facts.Value!);
        db.Add(decision);
        await db.SaveAsync(actor, "applicability.add-control", ct);
        await writing.CommitAsync(ct);
        return ControlDecided.Of(decision);
    }

    private async Task<ControlDecision> NewAsync(SoaVersion soa, string code, AddControlRequest request, int before, CancellationToken ct)
    {
        var implementation = await db.Set<ControlImplementation>().FirstOrDefaultAsync(i => i.Edition == soa.Edition && i.Code == code, ct);
        if (implementation is null)
            db.Add(implementation = new ControlImplementation { Edition = soa.Edition, Code = code });
        var title = request.Title.Trim();
        return new ControlDecision
        {
            SoaId = soa.Id, ImplementationId = implementation.Id, Edition = soa.Edition, Code = code, Position = ControlDecision.FirstAdditionalPosition + before,
            Additional = true, TitleZh = title, TitleEn = request.TitleEn?.Trim() is { Length: > 0 } english ? english : title, About = request.About.Trim(),
        };
    }

    private static string Next(string prefix, List<string> taken)
    {
        for (var serial = 1; ; serial++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{serial:00}").ToUpperInvariant();
            if (!taken.Contains(code))
                return code;
        }
    }

    [GeneratedRegex(@"^[\p{Lu}\p{Lo}]{1,4}-[0-9]{2,4}$")]
    private static partial Regex OwnCode();
}

/// <summary>Takes an additional control out of a draft.</summary>
/// <param name="Version">The version it is based on.</param>
public sealed record RemoveControlRequest(Guid SoaId, string Key, int Version);

/// <summary>Takes an additional control out of a draft; one of Annex A can only be excluded, with its reason.</summary>
internal sealed class RemoveControl(IsmsDbContext db, DecisionDesk desk)
{
    /// <summary>4.2.1.10 b): no control may be absent.</summary>
    public static readonly Refusal OfTheAnnex = new("applicability.annex-control-stays");

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveControlRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var found = await desk.FindAsync(request.SoaId, request.Key, ct);
        if (found.Refusal is { } missing)
            return missing;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var (soa, decision, _) = found.Value!;
        if (!soa.IsDraft)
            return DecisionDesk.Frozen.With(soa.VersionLabel);
        if (!decision.Additional)
            return OfTheAnnex.With(decision.Code);
        if (decision.Version != request.Version)
            return Refusal.Stale([]);
        if (await desk.ReliedOnAsync(soa.Edition, [decision.Key], actor, ct) is { } relied)
            return relied;
        db.Remove(decision);
        await db.SaveAsync(actor, "applicability.remove-control", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
