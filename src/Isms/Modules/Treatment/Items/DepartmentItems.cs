using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Items that a department still has to carry out stand against closing it.</summary>
internal sealed class DepartmentItems(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var open = await db.Set<TreatmentItem>().CountAsync(i => i.DepartmentId == question.DepartmentId && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress), ct);
        return open == 0 ? [] : [new Obstacle(Phrase.Of("treatment.department-still-has", open), TreatmentPaths.Plans)];
    }
}
