using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.CarryingOut;

/// <summary>Reports how far an item has come.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="State">The state from now on; the same as before for a mere note.</param>
/// <param name="Text">What was done, or why it goes back.</param>
/// <param name="CloseNote">Closing an item that avoids the risk: what became of the asset or activity, unless the asset is retired.</param>
public sealed record ReportProgressRequest(
    Guid Id, int Version, TreatmentState State, [Required, StringLength(TreatmentNote.TextLength)] string Text, [StringLength(TreatmentItem.TextLength)] string? CloseNote = null);

/// <inheritdoc cref="ReportProgressRequest"/>
internal sealed class ReportProgress(IsmsDbContext db, CarryingOutWork work, TimeProvider time)
{
    /// <summary>A plan is carried out once it is signed.</summary>
    public static readonly Refusal NotApproved = new("treatment.plan-not-approved");
    public static readonly Refusal AlreadyClosed = new("treatment.item-closed");

    /// <summary>R-4.2.2.1-03: that it was carried out is shown by evidence.</summary>
    public static readonly Refusal NeedsEvidence = new("treatment.needs-evidence");

    /// <summary>Only what was carried out is closed.</summary>
    public static readonly Refusal NotImplemented = new("treatment.not-implemented");
    public static readonly Refusal NotYoursToClose = new("treatment.not-yours-to-close", RefusalKind.Forbidden);

    public async Task<Outcome<TreatmentItemSaved>> RunAsync(Actor actor, ReportProgressRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TreatmentItem>().OpenTo(actor, db).SingleOrDefaultAsync(i => i.Id == request.Id, ct) is not { } item)
            return Refusal.NotFound;
        var plan = await db.Set<TreatmentPlan>().Where(p => p.Id == item.PlanId).Select(p => new { p.Id, p.Number, p.State }).SingleAsync(ct);
        if (plan.State != PlanState.Approved)
            return NotApproved.With(plan.Number) with { Obstacles = [new Obstacle(plan.Number, TreatmentPaths.Plan(plan.Id))] };
        if (item.State == TreatmentState.Closed)
            return AlreadyClosed.With(item.Number);
        var rights = ItemRights.Of(actor, item, plan.State);
        if (!rights.Report)
            return Refusal.Forbidden;
        if (item.Version != request.Version)
            return Refusal.Stale([new FieldDifference("state", request.State.ToString(), item.State.ToString())]);
        if (await RefusesAsync(item, request, rights, ct) is { } notNow)
            return notNow;

        var before = item.State;
        item.Go(request.State, actor.Today, request.CloseNote?.Trim() ?? "");
        // Counted even for a mere note: who reports next should have read it.
        db.Entry(item).State = EntityState.Modified;
        db.Add(new TreatmentNote { ItemId = item.Id, State = request.State, Text = request.Text.Trim(), AuthorId = actor.PersonId, At = time.Instant() });
        await work.FollowAsync(actor, item, before, ct);
        await db.SaveAsync(actor, "treatment.report-progress", ct);
        await writing.CommitAsync(ct);
        return new TreatmentItemSaved(item.Id, item.Version, item.Number);
    }

    private async Task<Refusal?> RefusesAsync(TreatmentItem item, ReportProgressRequest request, ItemRights rights, CancellationToken ct)
    {
        if (request.State is TreatmentState.Planned or TreatmentState.InProgress)
            return null;
        if (request.State == TreatmentState.Closed && item.State != TreatmentState.Implemented)
            return NotImplemented.With(item.Number);
        // A risk that is accepted is borne, not worked on: the signed plan is all the evidence there is.
        if (item.Option != TreatmentOption.Accept && !await db.Set<Attachment>().AnyAsync(a => a.SubjectKind == ItemEvidence.KindName && a.SubjectId == item.Id, ct))
            return NeedsEvidence.With(item.Number) with { Obstacles = [new Obstacle(Phrase.Of("treatment.attach-evidence"), TreatmentPaths.Item(item.Id) + "#evidence")] };
        if (request.State != TreatmentState.Closed)
            return null;
        if (!rights.Close)
            return NotYoursToClose;
        if (item.Option != TreatmentOption.Avoid || !string.IsNullOrWhiteSpace(request.CloseNote))
            return null;
        var retired = from r in RiskViews.Risks(db) join a in AssetViews.Summaries(db) on r.AssetId equals a.Id where r.Id == item.RiskId && a.Retired select a.Id;
        return await retired.AnyAsync(ct) ? null : Refusal.Invalid("closeNote", "treatment.avoided-how");
    }
}
