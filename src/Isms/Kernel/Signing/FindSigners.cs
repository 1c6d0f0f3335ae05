using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>Somebody who can be asked to sign.</summary>
/// <param name="Department">Name of the person's department; null for none.</param>
public sealed record SignerOption(Guid PersonId, string Name, string? Department);

/// <summary>People who can be chosen to sign: active, with an account, and not only reading; by name.</summary>
internal sealed class FindSigners(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<SignerOption>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign) is { } no)
            return no;
        var today = actor.Today;
        return await (
            from p in db.People
            join u in db.Users on p.Id equals u.PersonId
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where u.DisabledAt == null && (p.LeftOn == null || p.LeftOn >= today)
                && !db.Appointments.Any(a => a.PersonId == p.Id && a.Office == Office.ExternalAuditor && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            orderby p.NameSort, p.Id
            select new SignerOption(p.Id, p.Name, d == null ? null : d.Name)).AsNoTracking().ToListAsync(ct);
    }
}
