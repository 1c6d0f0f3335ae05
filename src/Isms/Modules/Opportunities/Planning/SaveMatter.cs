using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Planning;

/// <summary>Enters a risk or opportunity, or changes a draft.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record SaveMatterRequest(Guid? Id, int Version, MatterFacts Facts);

/// <inheritdoc cref="SaveMatterRequest"/>
internal sealed class SaveMatter(IsmsDbContext db, MatterFactsCheck check, Numbers numbers, TimeProvider time)
{
    /// <summary>A plan that is signed, or being signed, does not change.</summary>
    public static readonly Refusal NotDraft = new("opportunities.not-draft");

    public async Task<Outcome<MatterSaved>> RunAsync(Actor actor, SaveMatterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Edit, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var matter = request.Id is { } id ? await db.Set<Matter>().SingleOrDefaultAsync(m => m.Id == id, ct)
            : new Matter { Number = await numbers.TakeAsync(OpportunitiesModule.MatterNumber, ct), Source = MatterSource.Other, CreatedById = actor.PersonId, CreatedAt = time.Instant() };
        if (matter is null)
            return Refusal.NotFound;
        if (!matter.IsDraft)
            return NotDraft;
        if (request.Id is not null && matter.Version != request.Version)
            return Refusal.Stale(Differences(matter, request.Facts));
        if (await check.FillAsync(actor, matter, request.Facts, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        if (request.Id is null)
            db.Add(matter);
        await db.SaveAsync(actor, "opportunities.save-matter", ct);
        await writing.CommitAsync(ct);
        return new MatterSaved(matter.Id, matter.Version, matter.Number, matter.State);
    }

    private static IReadOnlyList<FieldDifference> Differences(Matter now, MatterFacts sent)
    {
        (string Field, string? Now, string? Sent)[] fields =
        [
            ("title", now.Title, sent.Title), ("bearing", now.Bearing, sent.Bearing), ("action", now.Action, sent.Action), ("integration", now.Integration, sent.Integration), ("measure", now.Measure, sent.Measure),
            ("dueOn", Day(now.DueOn), Day(sent.DueOn)), ("checkOn", Day(now.CheckOn), Day(sent.CheckOn)),
        ];
        return [.. fields.Where(f => (f.Now ?? "") != (f.Sent?.Trim() ?? "")).Select(f => new FieldDifference(f.Field, f.Sent, f.Now))];

        static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>Takes out a draft that was never signed.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveMatterRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveMatterRequest"/>
internal sealed class RemoveMatter(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>What was signed once, or follows a plan without effect, stays.</summary>
    public static readonly Refusal Stays = new("opportunities.stays");

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveMatterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Matter>().SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } matter)
            return Refusal.NotFound;
        if (!matter.IsDraft)
            return SaveMatter.NotDraft;
        if (matter.ReplanReason.Length > 0 || matter.FollowsId is not null)
            return Stays;
        if (matter.Version != request.Version)
            return Refusal.Stale([]);
        await inbox.CancelAsync(MatterApproval.KindName, matter.Id, null, ct);
        db.Remove(matter);
        await db.SaveAsync(actor, "opportunities.remove-matter", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
