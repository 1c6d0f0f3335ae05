using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>What the operations on an assessment share: its criteria, the heads who own risks by default, and bulk storing.</summary>
internal sealed class AssessmentDesk(IsmsDbContext db, CriteriaInForce criteria)
{
    /// <summary>The assessment can be rated no more, or not yet.</summary>
    public static readonly Refusal NotOpen = new("risks.assessment-not-open");

    /// <summary>The criteria the assessment rates with.</summary>
    public async Task<CriteriaSnapshot> CriteriaAsync(Assessment assessment, CancellationToken ct) => assessment.StartedAt is not null
        ? await criteria.LockedAsync(assessment.CriteriaId, ct)
        : await criteria.FindAsync(assessment.CriteriaId, ct) ?? throw new InvalidOperationException($"Assessment {assessment.Number} has no usable criteria.");

    /// <summary>The assessment, when this person may know of it.</summary>
    public Task<Assessment?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        db.Set<Assessment>().VisibleTo(actor, db).FirstOrDefaultAsync(a => a.Id == id, ct);

    /// <summary>
    /// Who owns the risks of a department's assets unless somebody else is named: its head today, or the head of the nearest department above that has one.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> HeadsAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        var heads = (await db.Appointments.AsNoTracking()
            .Where(a => a.Office == Office.DepartmentHead && a.DepartmentId != null && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            .OrderByDescending(a => a.StartsOn).Select(a => new { DepartmentId = a.DepartmentId!.Value, a.PersonId }).ToListAsync(ct))
            .GroupBy(a => a.DepartmentId).ToDictionary(g => g.Key, g => g.First().PersonId);
        var parents = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.ParentId, ct);
        var owners = new Dictionary<Guid, Guid>();
        foreach (var department in parents.Keys)
        {
            for (Guid? at = department; at is { } id; at = parents.GetValueOrDefault(id))
            {
                if (!heads.TryGetValue(id, out var head))
                    continue;
                owners[department] = head;
                break;
            }
        }
        return owners;
    }
}
