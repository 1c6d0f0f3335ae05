using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>A request on its way: 审核 by the management representative, 批准 by the general manager, within the days set (5.1 e).</summary>
internal sealed class RequestApproval(IsmsDbContext db, WorkInbox inbox, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "resources.request";

    /// <summary>Kind of the duty to spend and report what was granted.</summary>
    public const string SupplyWork = "resources.supply";

    public override string Kind => KindName;

    protected override Permission Read => ResourcePermissions.Read;

    protected override Permission Submit => ResourcePermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ResourceRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } r)
            return null;
        return new ApprovalContent(r.Title, r.Number, ResourcesPaths.Request(id), SignedContent.Json(new
        {
            r.Number, r.Title, r.Kind, r.Purpose, r.Procedure, r.Reason, r.DepartmentId, r.NeededOn, r.ItemId, r.SourceTitle, r.Planned, r.Asked,
        }))
        {
            DepartmentId = r.DepartmentId,
            Facts =
            [
                new(Phrase.Of("resources.field.kind"), Phrase.Of("resources.kind." + r.Kind)),
                new(Phrase.Of("resources.field.asked"), Phrase.Of("resources.amount." + r.Kind, r.Asked.ToString("#,0.##", CultureInfo.CurrentCulture))),
                new(Phrase.Of("resources.field.planned"), Phrase.Of("resources.amount." + r.Kind, r.Planned.ToString("#,0.##", CultureInfo.CurrentCulture))),
                new(Phrase.Of("resources.field.purpose"), Phrase.Of("resources.purpose." + r.Purpose)),
                new(Phrase.Of("resources.field.reason"), r.Reason),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Submit(approval.By.Today.AddDays(await settings.NumberAsync(ResourcesModule.AnswerDays, ct)));
        await inbox.CompleteAsync(approval.By, KindName, id, ResourceNeededHandler.FillWork, ct);
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var request = await FindAsync(id, ct);
        request.Grant(approval.By.Today);
        inbox.Add(new NewWork(SupplyWork, "resources.work.supply", [request.Number, request.Title], ResourcesPaths.Request(id), KindName, id, request.NeededOn) { PersonId = request.RequestedById });
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var request = await db.Set<ResourceRequest>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        if (!request.IsDraft)
            return ChangeRequest.NotDraft;
        // Opened by a decision, it says what is needed; how much is for who asks.
        return request.Asked > 0 ? null : NoAmount with { Obstacles = [new Obstacle(Phrase.Of("resources.no-amount"), ResourcesPaths.Request(id))] };
    }

    public static readonly Refusal NoAmount = new("resources.no-amount");

    private Task<ResourceRequest> FindAsync(Guid id, CancellationToken ct) => db.Set<ResourceRequest>().SingleAsync(r => r.Id == id, ct);
}
