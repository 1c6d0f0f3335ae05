using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>What all operations on an approval share: loading it within reach, opening its next steps, keeping the inboxes in step.</summary>
internal sealed class ApprovalDesk(IsmsDbContext db, ApprovalSubjects subjects, SubmissionCheck check, WorkInbox inbox, SettingsReader settings, Concealment concealment)
{
    /// <summary>Kind of the duty to sign a step.</summary>
    public const string SignWork = "signing.sign";

    /// <summary>Kind of the submitter's duty to revise what was returned.</summary>
    public const string ReviseWork = "signing.revise";

    public static readonly Refusal SubjectGone = new("signing.subject-gone");
    public static readonly Refusal ContentChanged = new("signing.content-changed");

    /// <summary>The approval with steps and signatures; null when there is none or this person may not know of it.</summary>
    /// <param name="tracked">False to read it as the database has it now, without changing it.</param>
    public async Task<Approval?> LoadAsync(Actor actor, Guid approvalId, CancellationToken ct, bool tracked = true)
    {
        var approvals = db.Set<Approval>().Include(a => a.Steps).Include(a => a.Signatures).AsSplitQuery();
        var approval = await (tracked ? approvals : approvals.AsNoTracking()).FirstOrDefaultAsync(a => a.Id == approvalId, ct);
        return approval is not null && await MaySeeAsync(actor, approval, ct) ? approval : null;
    }

    public IApprovalSubject? SubjectOf(Approval approval) => subjects.Find(approval.Kind);

    public Task<IReadOnlyList<Holder>> CandidatesAsync(ApprovalStep step, CancellationToken ct) =>
        check.CandidatesAsync(step.PersonId, step.Office, step.DepartmentId, ct);

    /// <summary>Why this person may not decide this step now, or why nobody may: content changed, thing gone. Null when it may be done.</summary>
    public async Task<Refusal?> RefusesAsync(Actor actor, Approval approval, Guid stepId, CancellationToken ct)
    {
        var step = approval.Steps.Find(s => s.Id == stepId);
        if (step is null)
            return Refusal.NotFound;
        return approval.MayDecide(stepId, actor.PersonId, await CandidatesAsync(step, ct));
    }

    /// <summary>Why the content can no longer be signed; null when it is still what was submitted.</summary>
    public async Task<Refusal?> ChangedAsync(Approval approval, CancellationToken ct)
    {
        if (SubjectOf(approval) is not { } subject || await subject.LoadAsync(approval.SubjectId, ct) is not { } now)
            return SubjectGone;
        return SignedContent.HashOf(now.Content) == approval.ContentHash ? null : ContentChanged;
    }

    /// <summary>Opens the next steps, if it is their turn, and puts them into the inboxes.</summary>
    public async Task OpenNextAsync(Approval approval, CancellationToken ct)
    {
        foreach (var step in approval.OpenNext(await DueAsync(ct)))
            Ask(approval, step);
    }

    public async Task<DateOnly> DueAsync(CancellationToken ct) =>
        (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(KernelSettings.ApprovalDays, ct));

    /// <summary>Puts an open step into the inbox of who has to sign it.</summary>
    public void Ask(Approval approval, ApprovalStep step) => inbox.Add(new NewWork(
        SignWork, "signing.work." + step.Meaning, [NameOf(approval)], ApprovalPages.Of(approval.Id), approval.Kind, approval.SubjectId, step.DueOn!.Value)
    {
        PersonId = step.PersonId,
        Office = step.PersonId is null ? step.Office : null,
        DepartmentId = step.PersonId is null ? step.DepartmentId : null,
        SourceId = step.Id,
    });

    /// <summary>Takes a step out of the inboxes because it was signed.</summary>
    public Task AnsweredAsync(Actor actor, Approval approval, ApprovalStep step, CancellationToken ct) =>
        inbox.CompleteAsync(actor, approval.Kind, approval.SubjectId, SignWork, ct, step.Id);

    /// <summary>Takes whatever is still asked for out of the inboxes.</summary>
    public Task NoLongerAskedAsync(Approval approval, CancellationToken ct, Guid? stepId = null) =>
        inbox.CancelAsync(approval.Kind, approval.SubjectId, SignWork, ct, stepId);

    /// <summary>Tells who submitted it that it came back.</summary>
    public async Task AskToReviseAsync(Approval approval, CancellationToken ct) => inbox.Add(new NewWork(
        ReviseWork, "signing.work.revise", [NameOf(approval)], approval.Link, approval.Kind, approval.SubjectId, await DueAsync(ct))
    {
        PersonId = approval.SubmittedById,
    });

    public Task RevisedAsync(Actor actor, Approval approval, CancellationToken ct) =>
        inbox.CompleteAsync(actor, approval.Kind, approval.SubjectId, ReviseWork, ct);

    public static ApprovalSummary Summary(Approval approval, Actor by, DateTime at) => new(
        approval.Id, approval.Round, approval.ContentHash,
        [.. approval.Signatures.OrderBy(s => s.SignedAt).ThenBy(s => s.Id).Select(s => new GivenSignature(s.Meaning, s.PersonId, s.PersonName, s.Office, s.SignedAt, s.Comment))],
        approval.EndComment, by, at);

    private async Task<bool> MaySeeAsync(Actor actor, Approval approval, CancellationToken ct)
    {
        if (actor.IsSystem || actor.PersonId == approval.SubmittedById || approval.Signatures.Exists(s => s.PersonId == actor.PersonId))
            return true;
        if (SubjectOf(approval) is { } subject && await subject.MayReadAsync(actor, approval.SubjectId, ct) && !await concealment.ConcealsAsync(actor, approval.SubjectId, ct))
            return true;
        foreach (var step in approval.Steps.Where(s => s.State is StepState.Open or StepState.Waiting))
        {
            if ((await CandidatesAsync(step, ct)).Any(c => c.PersonId == actor.PersonId))
                return true;
        }
        return false;
    }

    private static string NameOf(Approval approval) =>
        approval.Number.Length == 0 ? approval.Title : string.Create(CultureInfo.InvariantCulture, $"{approval.Title} {approval.Number}");
}

/// <summary>Addresses of approvals.</summary>
internal static class ApprovalPages
{
    public static string Of(Guid id) => "/approvals/" + id;
}
