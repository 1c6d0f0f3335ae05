using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>Departments as a sheet and a filter name them.</summary>
internal sealed class DepartmentNames(IsmsDbContext db)
{
    /// <summary>Departments that exist today, by name; one whose name another has, too, with its code.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OpenAsync(CancellationToken ct)
    {
        var all = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name, d.Code }).ToListAsync(ct);
        var doubled = all.GroupBy(d => d.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return all.ConvertAll(d => (d.Id, doubled.Contains(d.Name) ? $"{d.Name} ({d.Code})" : d.Name));
    }
}

/// <summary>Controls that a department which is to be closed still answers for.</summary>
internal sealed class ControlsOfDepartment(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var current = await (
            from d in db.Set<ControlDecision>()
            join s in db.Set<SoaVersion>() on d.SoaId equals s.Id
            join i in db.Set<ControlImplementation>() on d.ImplementationId equals i.Id
            where s.State != SoaState.Superseded && d.Standing == ControlStanding.Applicable && i.DepartmentId == question.DepartmentId
            group d by new { s.Id, s.VersionLabel } into g
            select new { g.Key.Id, g.Key.VersionLabel, Count = g.Count() }).ToListAsync(ct);
        return current.ConvertAll(v => new Obstacle(Phrase.Of("applicability.still-answers", v.VersionLabel, v.Count), $"{SoaPages.Controls(v.Id)}?filter.department={question.DepartmentId}"));
    }
}
