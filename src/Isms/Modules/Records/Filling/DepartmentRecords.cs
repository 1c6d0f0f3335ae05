using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Records of a department that are not finished: they stand in the way of closing it.</summary>
internal sealed class DepartmentRecords(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var open = await db.Set<FormRecord>().CountAsync(r => r.DepartmentId == question.DepartmentId && (r.State == RecordState.Draft || r.State == RecordState.InApproval), ct);
        return open == 0 ? [] : [new Obstacle(Phrase.Of("records.open-in-department", open), $"{RecordPaths.All}?filter.department={question.DepartmentId}&filter.state=Draft,InApproval")];
    }
}
