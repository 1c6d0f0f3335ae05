using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>4.2.2.4: once a responsibility matrix is in force, controls that no department answers for go to the one that leads them; what the team decided stays.</summary>
internal sealed class LeadOwners(IsmsDbContext db) : ISignalHandler<ResponsibilitiesApproved>
{
    public async Task HandleAsync(Actor actor, ResponsibilitiesApproved signal, CancellationToken ct) =>
        Fill(await db.Set<ControlImplementation>().Where(i => i.DepartmentId == null).ToListAsync(ct), signal.Matrix);

    public static void Fill(IEnumerable<ControlImplementation> implementations, ResponsibilitySnapshot matrix)
    {
        foreach (var implementation in implementations.Where(i => i.DepartmentId is null))
            implementation.DepartmentId = matrix.LeadDepartmentOf(implementation.Key);
    }
}
