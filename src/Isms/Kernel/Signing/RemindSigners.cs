using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;

namespace Isms.Kernel.Signing;

/// <summary>Who submitted it, or the management representative, asks the signers again; once a day.</summary>
internal sealed class RemindSigners(IsmsDbContext db, ApprovalDesk desk, WorkInbox inbox, SettingsReader settings)
{
    public static readonly Refusal RemindedToday = new("signing.reminded-today");
    public static readonly Refusal OnlySubmitter = new("signing.only-submitter-reminds", RefusalKind.Forbidden);

    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, RemindSignersRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (approval.State != ApprovalState.Running)
            return Approval.NotRunning;
        if (actor.PersonId != approval.SubmittedById && !actor.Holds(Office.ManagementRepresentative))
            return OnlySubmitter.With(approval.SubmittedByName);
        var today = await settings.TodayAsync(ct);
        if (approval.RemindedOn == today)
            return RemindedToday;

        approval.RemindedOn = today;
        foreach (var step in approval.OpenSteps)
            await inbox.RemindAsync(approval.Kind, approval.SubjectId, ApprovalDesk.SignWork, ct, step.Id);
        await db.SaveAsync(actor, "signing.remind", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);
    }
}
