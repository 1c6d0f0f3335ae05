using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>The route of one kind of thing.</summary>
/// <param name="Version">0 while the default is in force.</param>
/// <param name="Name">Of the kind, in the reader's language.</param>
/// <param name="FinalApprover">The office that must approve whatever the route; null when free.</param>
public sealed record RouteView(string Kind, string Name, int Version, bool IsDefault, Office? FinalApprover, IReadOnlyList<RouteStep> Steps) : IVersioned;

/// <summary>The routes of all kinds of things that are approved.</summary>
internal sealed class FindRoutes(IsmsDbContext db, ApprovalSubjects subjects)
{
    public async Task<Outcome<IReadOnlyList<RouteView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.SeeAll) is { } no)
            return no;
        var own = await db.Set<ApprovalRoute>().AsNoTracking().ToDictionaryAsync(r => r.Kind, StringComparer.Ordinal, ct);
        return subjects.All.Where(s => !s.HasOwnRoutes).Select(s => own.TryGetValue(s.Kind, out var route)
            ? new RouteView(s.Kind, Phrase.Kin("approval", s.Kind), route.Version, false, s.FinalApprover, ApprovalRoutes.Parse(route.Steps))
            : new RouteView(s.Kind, Phrase.Kin("approval", s.Kind), 0, true, s.FinalApprover, s.DefaultRoute)).ToList();
    }
}
