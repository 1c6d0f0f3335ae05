using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Compliance;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Reviews;

/// <summary>Something that changed since the last review and bears on the policy.</summary>
/// <param name="Key">By which it is acknowledged.</param>
/// <param name="Text">In the reader's language.</param>
public sealed record ReviewChange(string Key, DateOnly On, string Text, string Link);

/// <summary>
/// What changed since a policy was last reviewed (4.2.1.2.2 b, e): laws and other documents from outside, what interested parties require, scope, duties and departments.
/// </summary>
internal sealed class ReviewChanges(IsmsDbContext db, SettingsReader settings)
{
    private const int Most = 50;

    /// <summary>The newest first.</summary>
    /// <param name="policy">Approved.</param>
    public async Task<IReadOnlyList<ReviewChange>> OfAsync(PolicyVersion policy, CancellationToken ct)
    {
        var reviewed = await db.Set<PolicyReview>().Where(r => r.PolicyId == policy.Id).Select(r => (DateTime?)r.RecordedAt).MaxAsync(ct);
        var since = reviewed > policy.ApprovedAt ? reviewed.Value : policy.ApprovedAt!.Value;
        var zone = await settings.TimeZoneAsync(ct);
        DateOnly Day(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone));
        var scopes = await ScopeViews.Statements(db).Where(s => s.ApprovedAt > since).ToListAsync(ct);
        var matrices = await Organization.ResponsibilityViews.Matrices(db).Where(m => m.ApprovedAt > since).ToListAsync(ct);
        var departments = await LatestAsync("kernel_departments", since, ct);
        var externals = await LatestAsync("documents_external", since, ct);
        var laws = await ComplianceViews.Changes(db).Where(c => c.RecordedAt > since).OrderByDescending(c => c.RecordedAt).Take(Most).ToListAsync(ct);
        List<ReviewChange> changes =
        [
            .. externals.Select(e => new ReviewChange("external:" + e.EntityId, Day(e.At), Phrase.Of("policy.changed.external", Named(e), Phrase.Kin("done", e.UseCase)), "/documents/external/" + e.EntityId)),
            .. laws.Select(l => new ReviewChange("law:" + l.Id, Day(l.RecordedAt), Phrase.Of("policy.changed.law", l.LawNumber, l.Title, l.Note), ComplianceViews.LawLink(l.LawId))),
            .. await PartiesAsync(since, Day, ct),
            .. scopes.Select(s => new ReviewChange("scope:" + s.Id, Day(s.ApprovedAt!.Value), Phrase.Of("policy.changed.scope", s.VersionLabel), ScopeViews.Link + "/" + s.Id)),
            .. matrices.Select(m => new ReviewChange("matrix:" + m.Id, Day(m.ApprovedAt!.Value), Phrase.Of("policy.changed.matrix", m.VersionLabel), Organization.ResponsibilityViews.Link + "/" + m.Id)),
            .. departments.Select(d => new ReviewChange("department:" + d.EntityId, Day(d.At), Phrase.Of("policy.changed.department", Phrase.Kin("done", d.UseCase)), "/organization/departments/" + d.EntityId)),
        ];
        return changes.OrderByDescending(c => c.On).ToList();
    }

    // What parties require changes with the scope: the version in force then against the one in force now.
    private async Task<IEnumerable<ReviewChange>> PartiesAsync(DateTime since, Func<DateTime, DateOnly> day, CancellationToken ct)
    {
        var now = await ScopeViews.Statements(db).FirstOrDefaultAsync(s => s.State == ScopeState.Approved, ct);
        if (now is null || now.ApprovedAt <= since)
            return [];
        var then = await ScopeViews.Statements(db).Where(s => s.ApprovedAt <= since).OrderByDescending(s => s.ApprovedAt).Select(s => s.Id).FirstOrDefaultAsync(ct);
        var parties = await ScopeViews.Parties(db).Where(p => p.StatementId == now.Id || p.StatementId == then).ToListAsync(ct);
        var before = parties.Where(p => p.StatementId == then).ToList();
        var after = parties.Where(p => p.StatementId == now.Id).ToList();
        ReviewChange Change(InterestedPartySummary party, string how) => new("party:" + party.Id, day(now.ApprovedAt!.Value), Phrase.Of("policy.changed.party-" + how, party.Name, party.Requirement), $"{ScopeViews.Link}/{now.Id}/context");
        return
        [
            .. after.Where(p => !before.Exists(b => b.Name == p.Name && b.Requirement == p.Requirement)).Select(p => Change(p, before.Exists(b => b.Name == p.Name) ? "other" : "new")),
            .. before.Where(b => !after.Exists(p => p.Name == b.Name)).Select(b => Change(b, "gone")),
        ];
    }

    private async Task<IReadOnlyList<LedgerEntry>> LatestAsync(string table, DateTime since, CancellationToken ct)
    {
        var entries = await db.Ledger.AsNoTracking().Where(e => e.EntityType == table && e.At > since && e.Change != LedgerChange.Event).OrderByDescending(e => e.Sequence).Take(Most).ToListAsync(ct);
        return entries.DistinctBy(e => e.EntityId).ToList();
    }

    private static string Named(LedgerEntry entry)
    {
        var state = LedgerAsOf.Read(entry);
        return $"{state.Text("standardNumber")} {state.Text("titleZh")}".Trim();
    }
}

/// <summary>What changed since the policy was last reviewed, the newest first: input to the review.</summary>
internal sealed class FindReviewChanges(IsmsDbContext db, ReviewChanges changes)
{
    public async Task<Outcome<IReadOnlyList<ReviewChange>>> RunAsync(Actor actor, Guid policyId, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit) is { } no)
            return no;
        if (await db.Set<PolicyVersion>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == policyId, ct) is not { ApprovedAt: not null } policy)
            return Refusal.NotFound;
        return (await changes.OfAsync(policy, ct)).ToList();
    }
}
