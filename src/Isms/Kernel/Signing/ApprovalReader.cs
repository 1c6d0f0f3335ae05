using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>Approvals as people see them.</summary>
internal sealed class ApprovalReader(IsmsDbContext db, ApprovalDesk desk, SignatureCheck signatures, PlaceholderCheck placeholders, Concealment concealment)
{
    /// <summary>The approval, whatever its state; null when there is none or this person may not know of it.</summary>
    public async Task<ApprovalView?> OfAsync(Actor actor, Guid approvalId, CancellationToken ct) =>
        await desk.LoadAsync(actor, approvalId, ct, tracked: false) is { } approval ? await ViewAsync(actor, approval, ct) : null;

    /// <summary>The latest approval of a thing; null when it was never submitted or is out of reach.</summary>
    public async Task<ApprovalView?> LatestAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        var id = await db.Set<Approval>().Where(a => a.Kind == kind && a.SubjectId == subjectId)
            .OrderByDescending(a => a.Round).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        return id is null ? null : await OfAsync(actor, id.Value, ct);
    }

    /// <summary>
    /// The signatures under the latest approved state of things of one kind, for documents that print who prepared, reviewed and approved.
    /// Rights to the things are for the caller to see to.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<GivenSignature>>> SignaturesOfAsync(string kind, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct)
    {
        var rows = await (
            from a in db.Set<Approval>()
            where a.Kind == kind && subjectIds.Contains(a.SubjectId) && a.State == ApprovalState.Approved
            join s in db.Set<Signature>() on a.Id equals s.ApprovalId
            orderby a.Round, s.SignedAt, s.Id
            select new { a.SubjectId, a.Round, s.Meaning, s.PersonId, s.PersonName, s.Office, s.SignedAt, s.Comment }).AsNoTracking().ToListAsync(ct);
        return rows.GroupBy(r => r.SubjectId).ToDictionary(g => g.Key, g => (IReadOnlyList<GivenSignature>)[.. g.Where(r => r.Round == g.Max(x => x.Round))
            .Select(r => new GivenSignature(r.Meaning, r.PersonId, r.PersonName, r.Office, r.SignedAt, r.Comment))]);
    }

    private async Task<ApprovalView> ViewAsync(Actor actor, Approval approval, CancellationToken ct)
    {
        var now = desk.SubjectOf(approval) is { } subject ? await subject.LoadAsync(approval.SubjectId, ct) : null;
        var currentHash = now is null ? null : SignedContent.HashOf(now.Content);
        var steps = new List<StepView>();
        foreach (var step in approval.Steps.OrderBy(s => s.Order).ThenBy(s => s.Id))
            steps.Add(await ViewAsync(actor, approval, step, ct));
        var withheld = await IsWithheldAsync(actor, approval, steps, ct);
        return new ApprovalView(
            approval.Id, approval.Version, approval.Kind, approval.SubjectId, approval.Title, approval.Number, now?.Link ?? approval.Link,
            approval.ContentHash, withheld ? "" : approval.Content, approval.State, approval.Round, approval.SubmittedById, approval.SubmittedByName,
            approval.SubmittedAt, approval.EndedAt, approval.EndComment, currentHash != approval.ContentHash, now?.Facts ?? [], steps,
            await signatures.RunAsync(approval, currentHash, ct))
        {
            ContentWithheld = withheld,
            Waivers = await placeholders.WaiversAsync(approval.Kind, approval.SubjectId, ct),
        };
    }

    // Who signs, signed or submitted sees all of it: a signature is over the whole text.
    private async Task<bool> IsWithheldAsync(Actor actor, Approval approval, List<StepView> steps, CancellationToken ct)
    {
        if (actor.IsSystem || approval.SubmittedById == actor.PersonId || approval.Signatures.Exists(s => s.PersonId == actor.PersonId) || steps.Exists(s => s.Mine))
            return false;
        return (await concealment.WholeAmongAsync(actor, [approval.SubjectId], ct)).Count > 0 || (await concealment.AmongAsync(actor, [.. Concealment.NamedIn(approval.Content)], ct)).Count > 0;
    }

    private async Task<StepView> ViewAsync(Actor actor, Approval approval, ApprovalStep step, CancellationToken ct)
    {
        var asked = step.State is StepState.Open or StepState.Waiting;
        var candidates = asked ? await desk.CandidatesAsync(step, ct) : [];
        IReadOnlyList<string> names = asked ? [.. candidates.Select(c => c.Name)] : step.DecidedByName.Length > 0 ? [step.DecidedByName] : [];
        return new StepView(
            step.Id, step.Order, step.Meaning, step.Office, step.PersonId, step.DepartmentId, step.State, names,
            approval.MayDecide(step.Id, actor.PersonId, candidates) is null && actor.May(SigningPermissions.Sign),
            step.DueOn, step.DecidedAt, step.Comment, step.DelegatedBy, step.AddedBy, step.InPlaceOf);
    }
}
