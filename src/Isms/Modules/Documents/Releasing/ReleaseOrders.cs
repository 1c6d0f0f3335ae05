using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Draws up, or changes, the release order (颁布令) of an approved version.</summary>
/// <param name="VersionId">Approved and not yet in force.</param>
/// <param name="Words">What is announced; null takes our standard words.</param>
public sealed record DrawReleaseOrderRequest(Guid VersionId, DateOnly EffectiveOn, [StringLength(ReleaseOrder.WordsLength)] string? Words = null);

/// <summary>A release order.</summary>
public sealed record ReleaseOrderView(Guid Id, int Version, string Number, Guid VersionId, Guid DocumentId, string DocumentNumber, string Label, DateOnly EffectiveOn, string Words, PaperState State, DateTime? SignedAt) : IVersioned
{
    /// <summary>It was signed for another scope than the one now in force: the manual has to be released anew.</summary>
    public bool ScopeChanged { get; init; }
}

/// <inheritdoc cref="DrawReleaseOrderRequest"/>
internal sealed class DrawReleaseOrder(IsmsDbContext db, ForceDesk desk, ReleasedScope scope, Numbers numbers, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal SignedAlready = new("documents.order-signed");

    public async Task<Outcome<ReleaseOrderView>> RunAsync(Actor actor, DrawReleaseOrderRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.VersionId, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State != VersionState.Approved)
            return IssueVersion.NotApproved.With(version.Number, version.Label, Phrase.Of("documents.state." + version.State)) with { Obstacles = [new Obstacle(version.Number, DocumentPaths.Approval(version.DocumentId))] };
        if (ForceDesk.DayProblem(version, request.EffectiveOn, await settings.TodayAsync(ct), await desk.SignedOnAsync(version, ct)) is { } problem)
            return Refusal.Invalid([problem]);
        var order = await db.Set<ReleaseOrder>().SingleOrDefaultAsync(o => o.VersionId == version.Id, ct);
        if (order is { State: not PaperState.Draft })
            return SignedAlready.With(order.Number);
        var covered = await scope.OfAsync(version, ct);
        var words = string.IsNullOrWhiteSpace(request.Words)
            ? Phrase.Of(covered.Length > 0 ? "documents.order-words-scope" : "documents.order-words", version.Titles.In(actor.Culture), version.Number, version.Label,
                request.EffectiveOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), covered)
            : request.Words.Trim();
        if (!words.Contains(covered, StringComparison.Ordinal))
            return Refusal.Invalid("words", "documents.order-without-scope", covered);
        if (order is null)
        {
            db.Add(order = new ReleaseOrder
            {
                Number = await numbers.TakeAsync(DocumentsModule.OrderNumber, ct), VersionId = version.Id, EffectiveOn = request.EffectiveOn, Words = words, CreatedAt = time.Instant(),
            });
        }
        (order.EffectiveOn, order.Words) = (request.EffectiveOn, words);
        await db.SaveAsync(actor, "documents.draw-order", ct);
        await writing.CommitAsync(ct);
        return new ReleaseOrderView(order.Id, order.Version, order.Number, version.Id, version.DocumentId, version.Number, version.Label, order.EffectiveOn, order.Words, order.State, order.SignedAt);
    }
}

/// <summary>The release order of a version; nothing when there is none yet.</summary>
internal sealed class ReadReleaseOrder(IsmsDbContext db, DocumentReach reach, ReleasedScope scope)
{
    public async Task<Outcome<ReleaseOrderView>> RunAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (await reach.VersionAsync(actor, versionId, ct) is not { } version || await db.Set<ReleaseOrder>().AsNoTracking().SingleOrDefaultAsync(o => o.VersionId == versionId, ct) is not { } order)
            return Refusal.NotFound;
        return new ReleaseOrderView(order.Id, order.Version, order.Number, version.Id, version.DocumentId, version.Number, version.Label, order.EffectiveOn, order.Words, order.State, order.SignedAt)
        {
            ScopeChanged = order.State == PaperState.Signed && version.State is VersionState.Approved or VersionState.Effective && !order.Words.Contains(await scope.OfAsync(version, ct), StringComparison.Ordinal),
        };
    }
}

/// <summary>What the manual's release order commits the organization to: the scope in force (release order; R-DECREE-04).</summary>
internal sealed class ReleasedScope(IsmsDbContext db, LiveFields fields, SettingsReader settings)
{
    private const string Manual = "XX-A-01";

    /// <summary>Empty for other documents than the manual, and while no scope is in force.</summary>
    public async Task<string> OfAsync(DocumentVersion version, CancellationToken ct)
    {
        if (!await db.Set<ControlledDocument>().AnyAsync(d => d.Id == version.DocumentId && d.Pattern == Manual, ct))
            return "";
        var language = System.Globalization.CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct));
        return (await fields.CommonAsync(language, ct)).GetValueOrDefault("scope", "");
    }
}

/// <summary>颁布令 on its way: only the general manager signs it, and with the signature the version gets its day (R-DECREE-01, R-DECREE-02).</summary>
internal sealed class ReleaseOrderApproval(IsmsDbContext db, ForceDesk desk, ReleasedScope scope, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "documents.release-order";

    /// <summary>The manual has to be reviewed before it is released.</summary>
    public static readonly Refusal NotReviewed = new("documents.not-reviewed");

    /// <summary>It does not say what the management system covers, as approved.</summary>
    public static readonly Refusal WithoutScope = new("documents.order-without-scope");

    /// <summary>It would come into force before it is signed.</summary>
    public static readonly Refusal TooEarly = new("documents.order-too-early");

    public override string Kind => KindName;

    public override Office? FinalApprover => Office.GeneralManager;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 1)];

    protected override Permission Read => DocumentPermissions.ReadAll;

    protected override Permission Submit => DocumentPermissions.Control;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (from o in db.Set<ReleaseOrder>().AsNoTracking() join v in db.Set<DocumentVersion>() on o.VersionId equals v.Id where o.Id == id select new { Order = o, v.Number, v.Label, v.TitleZh, v.DocumentId }).SingleOrDefaultAsync(ct);
        return found is null ? null : new ApprovalContent(Phrase.Of("documents.order-of", found.TitleZh), found.Order.Number, DocumentPaths.Issue(found.DocumentId), SignedContent.Json(new
        {
            found.Order.Number, Document = found.Number, found.Label, found.TitleZh, found.Order.EffectiveOn, found.Order.Words,
        }))
        {
            Facts =
            [
                new(Phrase.Of("documents.field.number"), $"{found.Number} {found.Label}"),
                new(Phrase.Of("documents.field.effectiveOn"), found.Order.EffectiveOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                new(Phrase.Of("documents.field.words"), found.Order.Words),
            ],
        };
    }

    public override async Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct) =>
        (await FindAsync(id, ct)).EffectiveOn < await settings.TodayAsync(ct) ? TooEarly : null;

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var order = await FindAsync(id, ct);
        order.Sign(approval.At);
        await desk.ScheduleAsync(approval.By, await db.Set<DocumentVersion>().SingleAsync(v => v.Id == order.VersionId, ct), order.EffectiveOn, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var order = await FindAsync(id, ct);
        var version = await db.Set<DocumentVersion>().AsNoTracking().SingleAsync(v => v.Id == order.VersionId, ct);
        if (order.State != PaperState.Draft || version.State != VersionState.Approved)
            return DrawReleaseOrder.SignedAlready.With(order.Number);
        if (order.EffectiveOn < await settings.TodayAsync(ct))
            return TooEarly;
        if (await scope.OfAsync(version, ct) is var covered && !order.Words.Contains(covered, StringComparison.Ordinal))
            return WithoutScope.With(covered) with { Obstacles = [new Obstacle(order.Number, DocumentPaths.Issue(version.DocumentId))] };
        return await db.Set<ReviewRecord>().AnyAsync(r => r.VersionId == version.Id && r.Conclusion == ReviewConclusion.Suitable, ct) ? null
            : NotReviewed.With(version.Number, version.Label) with { Obstacles = [new Obstacle(Phrase.Of("documents.review-missing", version.Number, version.Label), DocumentPaths.Issue(version.DocumentId))] };
    }

    private Task<ReleaseOrder> FindAsync(Guid id, CancellationToken ct) => db.Set<ReleaseOrder>().SingleAsync(o => o.Id == id, ct);
}
