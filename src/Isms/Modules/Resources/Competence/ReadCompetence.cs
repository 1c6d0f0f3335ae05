using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Competence;

/// <summary>A profile in numbers.</summary>
public sealed record PostStanding(Guid ProfileId, string Name, CompetenceRule Rule, int Holders, int Met, int Planned, int Gaps);

/// <summary>The competence of everybody in office, within reach.</summary>
/// <param name="Posts">All profiles, those with gaps first.</param>
/// <param name="Matrix">The profile asked for, or the first; null while there is none.</param>
/// <param name="WithoutProfile">Offices of the management system that nothing is asked for yet.</param>
public sealed record CompetenceView(IReadOnlyList<PostStanding> Posts, PostCompetence? Matrix, IReadOnlyList<Office> WithoutProfile);

/// <inheritdoc cref="CompetenceView"/>
internal sealed class ReadCompetence(CompetenceReader reader)
{
    /// <param name="profileId">The profile to show person by person; null for the first.</param>
    public async Task<Outcome<CompetenceView>> RunAsync(Actor actor, Guid? profileId, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        var profiles = await reader.ProfilesAsync(null, ct);
        if (profileId is { } asked && profiles.All(p => p.Id != asked))
            return Refusal.NotFound;
        var posts = await reader.HoldersAsync(profiles, actor.ReachOf(ResourcePermissions.Read), actor.Today, ct);
        var ordered = posts.OrderByDescending(p => p.Count(HolderStanding.Gap)).ToList();
        return new CompetenceView(
            ordered.ConvertAll(p => new PostStanding(p.Profile.Id, p.Profile.Name, p.Profile.Rule, p.Holders.Count, p.Count(HolderStanding.Met), p.Count(HolderStanding.Planned), p.Count(HolderStanding.Gap))),
            profileId is { } id ? ordered.Find(p => p.Profile.Id == id) : ordered.FirstOrDefault(), [.. AddStarterProfiles.Offices.Where(o => profiles.All(p => p.Office != o))]);
    }
}

/// <summary>One piece of evidence of somebody's.</summary>
/// <param name="Files">How many files are attached.</param>
/// <param name="Judged">Somebody was judged by it: it does not change any more.</param>
public sealed record CompetenceRecordView(
    Guid Id, int Version, Guid PersonId, string Person, CompetenceKind Kind, string Title, string Issuer, string Number, DateOnly ObtainedOn, DateOnly? ExpiresOn, int Files, bool Judged, bool MayEdit) : IVersioned;

/// <summary>能力档案: everything about one person's competence.</summary>
/// <param name="Posts">The profiles of the offices and the post held, each with this one person.</param>
/// <param name="Others">Further profiles, so that somebody can be made ready for an office; empty for who may not judge.</param>
public sealed record PersonCompetence(
    Guid PersonId, string EmployeeNumber, string Name, string Department, string Post, IReadOnlyList<PostCompetence> Posts, IReadOnlyList<PostCompetence> Others, IReadOnlyList<CompetenceRecordView> Records, bool MayRecord, bool MayEvaluate);

/// <inheritdoc cref="PersonCompetence"/>
internal sealed class ReadPersonCompetence(IsmsDbContext db, CompetenceReader reader)
{
    public async Task<Outcome<PersonCompetence>> RunAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeCompetence) is { } no)
            return no;
        var found = await (from p in db.People.AsNoTracking() from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty() where p.Id == personId select new { Person = p, Department = d == null ? "" : d.Name }).SingleOrDefaultAsync(ct);
        if (found is null || !CompetenceReach.MayRead(actor, found.Person))
            return Refusal.NotFound;
        var person = found.Person;
        var today = actor.Today;
        var offices = await db.Appointments.Where(a => a.PersonId == personId && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).Select(a => a.Office).Distinct().ToListAsync(ct);
        var profiles = await reader.ProfilesAsync(null, ct);
        var cells = await reader.CellsAsync([personId], [.. profiles.SelectMany(p => p.Requirements)], today, ct);
        PostCompetence Of(ProfileOfPost profile) => new(profile, [new CompetenceHolder(personId, person.EmployeeNumber, person.Name, person.NameSort, person.DepartmentId, found.Department, [.. profile.Requirements.Select(r => cells(personId, r.Id))])]);
        bool Holds(ProfileOfPost profile) => profile.Office is { } office ? offices.Contains(office) : profile.Post == person.Post;
        var mayEvaluate = personId != actor.PersonId && actor.May(ResourcePermissions.EvaluateCompetence, person.DepartmentId);
        var records = await CompetenceRecords.Of(db, db.Set<CompetenceRecord>().Where(r => r.PersonId == personId), CompetenceReach.MayRecord(actor, person)).ToListAsync(ct);
        return new PersonCompetence(personId, person.EmployeeNumber, person.Name, found.Department, person.Post, [.. profiles.Where(Holds).Select(Of)], mayEvaluate ? [.. profiles.Where(p => !Holds(p)).Select(Of)] : [],
            [.. records.OrderByDescending(r => r.ObtainedOn).ThenBy(r => r.Id)], CompetenceReach.MayRecord(actor, person), mayEvaluate);
    }
}

internal static class CompetenceRecords
{
    public static IQueryable<CompetenceRecordView> Of(IsmsDbContext db, IQueryable<CompetenceRecord> records, bool mayRecord) =>
        from r in records.AsNoTracking()
        join p in db.People on r.PersonId equals p.Id
        let judged = db.Set<CompetenceEvaluation>().Any(e => e.RecordId == r.Id)
        select new CompetenceRecordView(r.Id, r.Version, r.PersonId, p.Name, r.Kind, r.Title, r.Issuer, r.Number, r.ObtainedOn, r.ExpiresOn,
            db.Set<Attachment>().Count(a => a.SubjectKind == CompetenceFiles.KindName && a.SubjectId == r.Id), judged, mayRecord && !judged);
}

/// <summary>One piece of evidence.</summary>
internal sealed class ReadCompetenceRecord(IsmsDbContext db)
{
    public async Task<Outcome<CompetenceRecordView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeCompetence) is { } no)
            return no;
        var person = await (from r in db.Set<CompetenceRecord>() join p in db.People on r.PersonId equals p.Id where r.Id == id select p).AsNoTracking().SingleOrDefaultAsync(ct);
        if (person is null || !CompetenceReach.MayRead(actor, person))
            return Refusal.NotFound;
        return await CompetenceRecords.Of(db, db.Set<CompetenceRecord>().Where(r => r.Id == id), CompetenceReach.MayRecord(actor, person)).SingleAsync(ct);
    }
}

/// <summary>能力矩阵 of everybody within reach as a workbook, gaps first; noted in the ledger.</summary>
internal sealed class ExportCompetence(IsmsDbContext db, CompetenceReader reader, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        var posts = await reader.HoldersAsync(await reader.ProfilesAsync(null, ct), actor.ReachOf(ResourcePermissions.Read), actor.Today, ct);
        var culture = actor.Culture;
        var head = await paper.HeadAsync(actor, new PaperFacts(T("competence-title"), State: DocumentState.Extract), ct);
        db.Note("resources_competence_profiles", Guid.Empty, new { export = head.Title });
        await db.SaveAsync(actor, "resources.export-competence", ct);
        var lines =
            from post in posts
            from holder in post.Holders
            from cell in holder.Cells
            let requirement = post.Profile.Requirements.Single(r => r.Id == cell.RequirementId)
            orderby cell.Standing, post.Profile.Name, holder.NameSort
            select (IReadOnlyList<object?>)
            [
                post.Profile.Name, holder.EmployeeNumber, holder.Name, holder.Department, T("competence-kind." + requirement.Kind), requirement.Words, T("competence-standing." + cell.Standing), cell.Evidence, cell.EvaluatedOn, cell.EvaluatedBy,
                cell.GoodUntil, cell.Plan, cell.PlanOwner, cell.PlanDueOn,
            ];
        return WrittenFile.By(T("competence-file"), WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(T("competence-by-person"),
                [
                    new(T("field.post"), 18), new(T("field.employeeNumber"), 10), new(T("field.person"), 14), new(T("field.department"), 16), new(T("field.competenceKind"), 8), new(T("field.requirement"), 34), new(T("field.standing"), 10),
                    new(T("field.evidence"), 26), new(T("field.evaluatedOn"), 12, SheetCellKind.Date), new(T("field.evaluatedBy"), 12), new(T("field.goodUntil"), 12, SheetCellKind.Date), new(T("field.plan"), 26), new(T("field.planOwner"), 12),
                    new(T("field.planDueOn"), 12, SheetCellKind.Date),
                ], lines) { Zebra = true, FrozenColumns = 3 },
            new WorkbookSheet(T("competence-by-post"),
                [
                    new(T("field.post"), 26), new(T("field.rule"), 26), new(T("field.holders"), 10, SheetCellKind.Integer), new(T("competence-holder.Met"), 10, SheetCellKind.Integer), new(T("competence-holder.Planned"), 10, SheetCellKind.Integer),
                    new(T("competence-holder.Gap"), 10, SheetCellKind.Integer),
                ],
                posts.Select(p => (IReadOnlyList<object?>)[p.Profile.Name, T("competence-rule." + p.Profile.Rule), p.Holders.Count, p.Count(HolderStanding.Met), p.Count(HolderStanding.Planned), p.Count(HolderStanding.Gap)])) { Zebra = true },
        ]));

        string T(string key) => Phrase.In(culture, "resources." + key);
    }
}
