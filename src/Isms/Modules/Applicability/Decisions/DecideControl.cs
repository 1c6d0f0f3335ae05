using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Decides on one control of a draft.</summary>
/// <param name="Key">Edition and code: <c>2022:8.13</c>.</param>
/// <param name="Version">The version of the decision it is based on.</param>
public sealed record DecideControlRequest(Guid SoaId, string Key, int Version, [Required] DecisionInput Decision);

/// <summary>What was decided.</summary>
public sealed record ControlDecided(Guid Id, string Key, ControlStanding Standing, IReadOnlyList<ReasonKind> Reasons, string Reason, string Documents, int Version) : IVersioned
{
    internal static ControlDecided Of(ControlDecision decision) =>
        new(decision.Id, decision.Key.ToString(), decision.Standing, decision.Reasons, decision.Reason, decision.Documents, decision.Version);
}

/// <summary>Chooses a control with its reasons, or leaves it out with one (4.2.1.10).</summary>
internal sealed class DecideControl(IsmsDbContext db, DecisionDesk desk)
{
    public async Task<Outcome<ControlDecided>> RunAsync(Actor actor, DecideControlRequest request, CancellationToken ct)
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
            return DecisionDesk.Frozen.With(soa.VersionLabel) with { Obstacles = [new Obstacle(soa.VersionLabel, SoaPages.Soa(soa.Id))] };
        if (decision.Version != request.Version)
            return Refusal.Stale(DecisionDesk.Differences(decision, request.Decision));
        var facts = await desk.CheckAsync(decision.Key, request.Decision, decision.ChallengeAnswer, "", ct);
        if (facts.Refusal is { } wrong)
            return wrong;
        if (facts.Value!.Standing == ControlStanding.Excluded && await desk.ReliedOnAsync(soa.Edition, [decision.Key], actor, ct) is { } relied)
            return relied;
        decision.Decide(facts.Value);
        await db.SaveAsync(actor, "applicability.decide", ct);
        await writing.CommitAsync(ct);
        return ControlDecided.Of(decision);
    }
}
