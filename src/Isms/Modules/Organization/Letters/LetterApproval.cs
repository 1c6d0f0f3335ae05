using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Offices;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Letters;

/// <summary>A letter on its way to the general manager, and what his signature brings about.</summary>
internal sealed class LetterApproval(IsmsDbContext db, LetterDesk desk, LetterCheck check, Vacancies vacancies, SettingsReader settings,
    IEnumerable<IContribute<OfficeGranting, Obstacle>> judges) : ApprovalSubject
{
    public const string KindName = "organization.letter";

    /// <summary>Somebody does not have what the office asks for.</summary>
    public static readonly Refusal Unqualified = new("organization.letter-unqualified");

    public override string Kind => KindName;

    // 授权书: the top manager appoints. Nobody reviews who is to supervise him; an organization may add steps.
    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 1)];

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => OrganizationPermissions.Read;

    protected override Permission Submit => OrganizationPermissions.PrepareLetters;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<AppointmentLetter>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } letter)
            return null;
        var grants = await db.Set<LetterGrant>().AsNoTracking().Where(g => g.LetterId == id).OrderBy(g => g.Position).ToListAsync(ct);
        var ends = await db.Set<LetterEnd>().AsNoTracking().Where(e => e.LetterId == id).OrderBy(e => e.Position).ToListAsync(ct);
        var departments = await db.Departments.AsNoTracking().Where(d => grants.Select(g => g.DepartmentId).Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        return new ApprovalContent(letter.Title, letter.Number, $"/organization/letters/{id}", SignedContent.Json(new
        {
            letter.Number, letter.Title, letter.Preamble, letter.AuthorizesOperation,
            Grants = grants.ConvertAll(g => new { g.Office, g.DepartmentId, g.PersonId, g.PersonName, g.StartsOn, g.EndsOn, g.Handover, g.Duties, g.Reason }),
            Ends = ends.ConvertAll(e => new { e.AppointmentId, e.EndsOn }),
        }))
        {
            Facts =
            [
                .. grants.Select(g => new ApprovalFact($"{Phrase.Of("kernel.office." + g.Office)} {(g.DepartmentId is { } department ? departments[department] : "")}".TrimEnd(), $"{g.PersonName}  {Day(g.StartsOn)} – {(g.EndsOn is { } end ? Day(end) : Phrase.Of("kernel.appointment.open-end"))}")),
                .. ends.Count == 0 ? [] : new[] { new ApprovalFact(Phrase.Of("organization.letter-ends"), ends.Count.ToString(CultureInfo.InvariantCulture)) },
            ],
        };
    }

    public override async Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct)
    {
        var (grants, ends) = await desk.LinesAsync(id, ct);
        if ((await check.RunAsync(grants, ends, actor.Today, ct)).Refusal is { } refusal)
            return Readable(refusal);
        var obstacles = new List<Obstacle>();
        foreach (var judge in judges)
        {
            foreach (var grant in grants)
                obstacles.AddRange(await judge.AnswerAsync(actor, new OfficeGranting(grant.Office, grant.PersonId, grant.PersonName), ct));
        }
        return obstacles.Count == 0 ? null : Unqualified with { Obstacles = obstacles };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var letter = await FindAsync(id, ct);
        var today = await settings.TodayAsync(ct);
        var (grants, ends) = await desk.LinesAsync(id, ct);
        var effect = (await check.RunAsync(grants, ends, today, ct)).Require();
        var ids = effect.Shortened.Select(s => s.AppointmentId).ToList();
        var shortened = await db.Appointments.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        foreach (var term in effect.Shortened)
            shortened[term.AppointmentId].EndsOn = term.EndsOn;
        foreach (var grant in grants)
        {
            var term = LetterCheck.TermOf(grant, today);
            var appointment = new Appointment
            {
                PersonId = term.PersonId, Office = term.Office, DepartmentId = term.DepartmentId, StartsOn = term.StartsOn, EndsOn = term.EndsOn,
                LetterNumber = letter.Number, Reason = grant.Reason,
            };
            db.Add(appointment);
            grant.AppointmentId = appointment.Id;
        }
        letter.Issue(today);
        await vacancies.RefreshAsync(approval.By, today, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var letter = await db.Set<AppointmentLetter>().AsNoTracking().SingleAsync(l => l.Id == id, ct);
        if (letter.State != LetterState.Draft)
            return LetterDesk.NotDraft;
        return await MaySignAsync(actor, id, SignatureMeaning.Prepare, ct);
    }

    // Whoever signs has no fields to look at: what is wrong is said in the sentence.
    private static Refusal Readable(Refusal refusal) => refusal.Fields.Count == 0 ? refusal
        : new Refusal("organization.letter-unfit") { Obstacles = [.. refusal.Fields.Select(f => new Obstacle(f.Message))] };

    private Task<AppointmentLetter> FindAsync(Guid id, CancellationToken ct) => db.Set<AppointmentLetter>().SingleAsync(l => l.Id == id, ct);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
