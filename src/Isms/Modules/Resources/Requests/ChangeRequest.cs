using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>Changes a draft, also one that came back for less.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeRequestRequest(Guid Id, int Version, RequestFacts Facts);

/// <inheritdoc cref="ChangeRequestRequest"/>
internal sealed class ChangeRequest(IsmsDbContext db, RequestFactsCheck check)
{
    /// <summary>What was granted, declined or is being signed does not change.</summary>
    public static readonly Refusal NotDraft = new("resources.not-draft");

    public async Task<Outcome<RequestSaved>> RunAsync(Actor actor, ChangeRequestRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var found = await db.Set<ResourceRequest>().SingleOrDefaultAsync(r => r.Id == request.Id, ct);
        if (found is null || !actor.May(ResourcePermissions.Edit, found.DepartmentId))
            return Refusal.NotFound;
        if (!found.IsDraft)
            return NotDraft;
        if (found.Version != request.Version)
            return Refusal.Stale(Differences(found, request.Facts));
        if (await check.ProblemsAsync(actor, request.Facts, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        RequestFactsCheck.Fill(found, request.Facts);
        await db.SaveAsync(actor, "resources.change-request", ct);
        await writing.CommitAsync(ct);
        return new RequestSaved(found.Id, found.Version, found.Number, found.State);
    }

    private static IReadOnlyList<FieldDifference> Differences(ResourceRequest now, RequestFacts sent)
    {
        (string Field, string? Now, string? Sent)[] fields =
        [
            ("title", now.Title, sent.Title), ("reason", now.Reason, sent.Reason), ("planned", Text(now.Planned), Text(sent.Planned)), ("asked", Text(now.Asked), Text(sent.Asked ?? sent.Planned)),
            ("neededOn", now.NeededOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), sent.NeededOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
        return [.. fields.Where(f => f.Now != f.Sent).Select(f => new FieldDifference(f.Field, f.Sent, f.Now))];

        static string? Text(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
