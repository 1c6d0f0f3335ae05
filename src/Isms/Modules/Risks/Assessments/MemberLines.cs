using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>The members of an assessment as a form takes them: one person per line.</summary>
internal static class MemberLines
{
    /// <summary>The people meant, or what is wrong with the first line that means nobody.</summary>
    public static async Task<(IReadOnlyList<Guid> Ids, Refusal? Problem)> ReadAsync(IsmsDbContext db, Actor actor, string text, CancellationToken ct)
    {
        var ids = new List<Guid>();
        foreach (var line in text.Split(['\n', '、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (id, problem) = await PersonChoice.FindAsync(db, "members", line, actor.Today, ct);
            if (problem is not null)
                return ([], Refusal.Invalid([problem]));
            ids.Add(id!.Value);
        }
        return (ids, null);
    }

    /// <summary>The members as lines.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(IsmsDbContext db, Guid assessmentId, CancellationToken ct) =>
        (await (from m in db.Set<AssessmentMember>() join p in db.People on m.PersonId equals p.Id where m.AssessmentId == assessmentId
                orderby p.NameSort select new { p.EmployeeNumber, p.Name }).ToListAsync(ct)).ConvertAll(p => PersonChoice.Text(p.EmployeeNumber, p.Name));
}
