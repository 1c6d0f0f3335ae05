using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>The departments as they are today, with how many people each has.</summary>
internal sealed class OrganizationEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(OrganizationPermissions.Read))
            return [];
        var departments = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Id)
            .Select(d => new { d.Code, d.Name, People = db.People.Count(p => p.DepartmentId == d.Id && p.LeftOn == null) }).ToListAsync(ct);
        return departments.Count == 0 ? [] : [new EvidenceItem("organization", "", Phrase.In(actor.Culture, "organization.departments"), EvidenceState.Live, "/organization/departments")
        {
            Count = departments.Count, Data = departments,
        }];
    }
}
