using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>A matrix in force or in preparation in which a department that is to be closed still has a column.</summary>
internal sealed class MatrixOfDepartment(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var matrices = await db.Set<ResponsibilityMatrix>().Where(m => m.State != MatrixState.Superseded && db.Set<MatrixColumn>().Any(c => c.MatrixId == m.Id && c.DepartmentId == question.DepartmentId))
            .Select(m => new { m.Id, m.VersionLabel }).ToListAsync(ct);
        return matrices.ConvertAll(m => new Obstacle(Phrase.Of("organization.still-in-matrix", m.VersionLabel), MatrixPaths.Matrix(m.Id)));
    }
}
