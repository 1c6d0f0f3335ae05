using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Competence;

/// <summary>How somebody stands to one requirement, the worst first.</summary>
public enum RequirementStanding
{
    /// <summary>Not shown, and nothing planned.</summary>
    Missing,

    /// <summary>Was shown once, and has to be shown anew; nothing planned.</summary>
    Expired,

    /// <summary>Planned, and the day has passed.</summary>
    PlanLate,
    Planned,
    Met,
}

/// <summary>How somebody stands to a profile, the worst first.</summary>
public enum HolderStanding
{
    /// <summary>Something is missing without a plan that is in time.</summary>
    Gap,

    /// <summary>All that is missing is planned.</summary>
    Planned,
    Met,
}

/// <summary>One thing asked for.</summary>
/// <param name="Months">Months after which it has to be shown anew; 0 for never.</param>
public sealed record RequirementView(Guid Id, CompetenceKind Kind, string Words, int Months);

/// <summary>A profile with what it asks for.</summary>
/// <param name="Name">The office, or the post as it stands with people.</param>
public sealed record ProfileOfPost(Guid Id, int Version, Office? Office, string Post, string Name, CompetenceRule Rule, string Note, bool Retired, IReadOnlyList<RequirementView> Requirements);

/// <summary>One cell: how one person stands to one requirement.</summary>
/// <param name="GoodUntil">Last day on which it counts; null for no end, and while it is not met.</param>
/// <param name="Evidence">What it was judged by; empty when nothing was.</param>
/// <param name="Plan">What is done about it; empty when nothing is.</param>
public sealed record CompetenceCell(
    Guid RequirementId, RequirementStanding Standing, DateOnly? EvaluatedOn, string EvaluatedBy, DateOnly? GoodUntil, Guid? RecordId, string Evidence, string Note, Guid? PlanId, string Plan, string PlanOwner, DateOnly? PlanDueOn);

/// <summary>A person who holds the office or post, with one cell for each requirement.</summary>
public sealed record CompetenceHolder(Guid PersonId, string EmployeeNumber, string Name, string NameSort, Guid? DepartmentId, string Department, IReadOnlyList<CompetenceCell> Cells)
{
    public HolderStanding Standing => Cells.All(c => c.Standing == RequirementStanding.Met) ? HolderStanding.Met
        : Cells.All(c => c.Standing is RequirementStanding.Met or RequirementStanding.Planned) ? HolderStanding.Planned : HolderStanding.Gap;

    public int Missing => Cells.Count(c => c.Standing is not RequirementStanding.Met);
}

/// <summary>A profile and everybody who holds it, gaps first.</summary>
public sealed record PostCompetence(ProfileOfPost Profile, IReadOnlyList<CompetenceHolder> Holders)
{
    public int Count(HolderStanding standing) => Holders.Count(h => h.Standing == standing);
}

/// <summary>Puts together who holds what is asked for, and how they stand. A handful of statements, whatever the numbers.</summary>
internal sealed class CompetenceReader(IsmsDbContext db)
{
    /// <summary>Profiles with requirements; retired ones only when asked for by id.</summary>
    public async Task<IReadOnlyList<ProfileOfPost>> ProfilesAsync(Guid? only, CancellationToken ct)
    {
        var profiles = await db.Set<CompetenceProfile>().AsNoTracking().Where(p => only != null ? p.Id == only : p.RetiredOn == null).ToListAsync(ct);
        var ids = profiles.ConvertAll(p => p.Id);
        var requirements = (await db.Set<CompetenceRequirement>().AsNoTracking().Where(r => ids.Contains(r.ProfileId) && r.RetiredOn == null).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.ProfileId);
        return [.. profiles.OrderBy(p => p.Office ?? (Office)int.MaxValue).ThenBy(p => SortKey.Of(p.Post), StringComparer.Ordinal).Select(p => new ProfileOfPost(
            p.Id, p.Version, p.Office, p.Post, NameOf(p.Office, p.Post), p.Rule, p.Note, p.RetiredOn is not null, [.. requirements[p.Id].Select(r => new RequirementView(r.Id, r.Kind, r.Words, r.Months))]))];
    }

    /// <summary>Everybody who holds these, within reach.</summary>
    public async Task<IReadOnlyList<PostCompetence>> HoldersAsync(IReadOnlyList<ProfileOfPost> profiles, Reach reach, DateOnly today, CancellationToken ct)
    {
        var offices = profiles.Where(p => p.Office is not null).Select(p => p.Office!.Value).ToList();
        var posts = profiles.Where(p => p.Office is null).Select(p => p.Post).ToList();
        var departments = reach.Departments.Cast<Guid?>().ToList();
        var staff = db.People.AsNoTracking().Where(p => (p.LeftOn == null || p.LeftOn >= today) && (reach.All || departments.Contains(p.DepartmentId)));
        var named =
            from p in staff
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            select new { p.Id, p.EmployeeNumber, p.Name, p.NameSort, p.Post, p.DepartmentId, Department = d == null ? "" : d.Name };
        var inOffice = offices.Count == 0 ? [] : await (
            from a in db.Appointments
            join p in named on a.PersonId equals p.Id
            where offices.Contains(a.Office) && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
            select new { a.Office, Person = p }).Distinct().ToListAsync(ct);
        var inPost = posts.Count == 0 ? [] : await named.Where(p => posts.Contains(p.Post)).ToListAsync(ct);
        var held = profiles.ToDictionary(p => p.Id, p => p.Office is { } office
            ? inOffice.Where(h => h.Office == office).Select(h => h.Person).DistinctBy(h => h.Id).ToList() : inPost.Where(h => h.Post == p.Post).ToList());
        var cells = await CellsAsync([.. held.Values.SelectMany(h => h).Select(h => h.Id).Distinct()], [.. profiles.SelectMany(p => p.Requirements)], today, ct);
        return [.. profiles.Select(p => new PostCompetence(p, [.. held[p.Id].Select(h => new CompetenceHolder(
            h.Id, h.EmployeeNumber, h.Name, h.NameSort, h.DepartmentId, h.Department, [.. p.Requirements.Select(r => cells(h.Id, r.Id))]))
            .OrderBy(h => h.Standing).ThenByDescending(h => h.Missing).ThenBy(h => h.NameSort, StringComparer.Ordinal).ThenBy(h => h.EmployeeNumber, StringComparer.Ordinal)]))];
    }

    /// <summary>How these people stand to these requirements, whether they hold the post or not.</summary>
    public async Task<Func<Guid, Guid, CompetenceCell>> CellsAsync(IReadOnlyCollection<Guid> people, IReadOnlyCollection<RequirementView> requirements, DateOnly today, CancellationToken ct)
    {
        var asked = requirements.Select(r => r.Id).ToList();
        var few = people.Count <= MostNamed;
        var evaluations = (await (
            from e in db.Set<CompetenceEvaluation>().AsNoTracking()
            join judge in db.People on e.EvaluatedById equals judge.Id
            from record in db.Set<CompetenceRecord>().Where(r => r.Id == e.RecordId).DefaultIfEmpty()
            where asked.Contains(e.RequirementId) && (!few || people.Contains(e.PersonId))
            select new { Evaluation = e, By = judge.Name, Evidence = record == null ? "" : record.Title }).ToListAsync(ct))
            .GroupBy(e => (e.Evaluation.PersonId, e.Evaluation.RequirementId)).ToDictionary(g => g.Key, g => g.MaxBy(e => (e.Evaluation.EvaluatedOn, e.Evaluation.Id))!);
        var plans = (await (
            from p in db.Set<CompetencePlan>().AsNoTracking()
            join owner in db.People on p.OwnerId equals owner.Id
            where asked.Contains(p.RequirementId) && p.EndedOn == null && (!few || people.Contains(p.PersonId))
            select new { Plan = p, Owner = owner.Name }).ToListAsync(ct)).GroupBy(p => (p.Plan.PersonId, p.Plan.RequirementId)).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Plan.DueOn)!);
        return (person, requirement) =>
        {
            var evaluated = evaluations.GetValueOrDefault((person, requirement));
            var plan = plans.GetValueOrDefault((person, requirement));
            var good = evaluated is { Evaluation.Met: true } && !(evaluated.Evaluation.GoodUntil < today);
            var standing = good ? RequirementStanding.Met
                : plan is not null ? plan.Plan.DueOn < today ? RequirementStanding.PlanLate : RequirementStanding.Planned
                : evaluated is { Evaluation.Met: true } ? RequirementStanding.Expired : RequirementStanding.Missing;
            return new CompetenceCell(requirement, standing, evaluated?.Evaluation.EvaluatedOn, evaluated?.By ?? "", evaluated is { Evaluation.Met: true } ? evaluated.Evaluation.GoodUntil : null, evaluated?.Evaluation.RecordId,
                evaluated?.Evidence ?? "", evaluated?.Evaluation.Note ?? "", plan?.Plan.Id, plan?.Plan.Action ?? "", plan?.Owner ?? "", plan?.Plan.DueOn);
        };
    }

    /// <summary>The office in the reader's language, or the post.</summary>
    public static string NameOf(Office? office, string post) => office is { } held ? Phrase.Of("kernel.office." + held) : post;

    // A longer list of ids costs more than reading all that was judged by the same requirements.
    private const int MostNamed = 500;
}
