using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Rules;

/// <summary>How the rules of all forms stand.</summary>
/// <param name="Watched">Rows and things that are watched.</param>
/// <param name="Red">Of these overdue or missing.</param>
public sealed record WatchKept(int Watched, int Red);

/// <summary>
/// Looks at everything the rules of forms watch, and puts what is red or will be soon into the right inboxes. Run any number of times a day: each piece is put in once,
/// and done when it is in order again.
/// </summary>
internal sealed class KeepWatch(IsmsDbContext db, WatchDesk desk, WorkInbox inbox, SettingsReader settings)
{
    /// <summary>Kind of the duty to bring a register up to date; one for all its rows, so that hundreds of computers are one line in the inbox.</summary>
    public const string CatchUp = "records.catch-up";

    /// <summary>Kind of the thing such a duty is about: a form.</summary>
    public const string RegisterKind = "records.watched-form";

    public async Task<Outcome<WatchKept>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Plan) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var forms = await (
            from f in db.Set<RecordForm>().AsNoTracking()
            join v in db.Set<FormVersion>() on f.CurrentId equals v.Id
            orderby f.Code
            select new { Form = f, v.Definition }).ToListAsync(ct);
        // Inboxes are shared by readers of both languages: the organization's own is used.
        var english = await settings.TextAsync(KernelSettings.Language, ct) == "en";
        var (watched, red) = (0, 0);
        foreach (var one in forms)
        {
            var definition = FormDefinition.Parse(one.Definition);
            var wanted = one.Form.RetiredOn is null && definition.Rules.Count > 0 ? await desk.WantedAsync(actor, one.Form, definition, ct) : [];
            var watches = await BringAsync(actor, one.Form.Id, wanted, ct);
            if (watches.Count == 0)
                continue;
            watched += watches.Count;
            red += watches.Count(w => w.Missing || w.DueOn < actor.Today);
            await AssignAsync(actor, one.Form, english ? definition.En : definition.Zh, watches, ct);
        }
        await db.SaveAsync(actor, "records.keep-watch", ct);
        await writing.CommitAsync(ct);
        return new WatchKept(watched, red);
    }

    private async Task<List<RecordWatch>> BringAsync(Actor actor, Guid formId, IReadOnlyList<Wanted> wanted, CancellationToken ct)
    {
        var stored = (await db.Set<RecordWatch>().Where(w => w.FormId == formId).ToListAsync(ct)).ToDictionary(w => (w.Rule, w.Subject));
        var now = new List<RecordWatch>();
        foreach (var one in wanted)
        {
            if (stored.Remove((one.Rule, one.Subject), out var watch))
            {
                // What is missing counts from the day it was first missed.
                await desk.PutAsync(actor, watch, one.Missing && watch.Missing ? one with { DueOn = watch.DueOn } : one, ct);
            }
            else
            {
                watch = WatchDesk.New(formId, one);
                db.Add(watch);
            }
            now.Add(watch);
        }
        await desk.DropAsync(actor, [.. stored.Values], ct);
        return now;
    }

    private async Task AssignAsync(Actor actor, RecordForm form, string name, List<RecordWatch> watches, CancellationToken ct)
    {
        var office = FormRoles.OfficeOf(form.Owner) ?? Office.IsmsTeam;
        bool IsDue(RecordWatch w) => w.Missing || w.RemindOn <= actor.Today;
        var ids = watches.ConvertAll(w => w.Id);
        var asked = (await db.Set<WorkItem>().Where(w => w.SubjectKind == WatchDesk.SubjectKind && w.State == WorkState.Open && ids.Contains(w.SubjectId)).Select(w => w.SubjectId).ToListAsync(ct)).ToHashSet();
        var numbers = await NumbersAsync([.. watches.Where(w => w.Kind != RuleKind.Fresh && IsDue(w) && w.RecordId != null).Select(w => w.RecordId!.Value)], ct);
        foreach (var watch in watches.Where(w => w.Kind != RuleKind.Fresh && IsDue(w) && !asked.Contains(w.Id)))
        {
            var number = watch.RecordId is { } record ? numbers.GetValueOrDefault(record, "") : watch.Title;
            inbox.Add(Duty(office, watch.DepartmentId, new NewWork(WatchDesk.Settle, "records.work.settle-" + watch.Kind, [name, number, Day(watch.DueOn)],
                watch.RecordId is { } id ? RecordPaths.Record(id) : RecordPaths.Form(form.Id), WatchDesk.SubjectKind, watch.Id, Latest(watch.DueOn, actor.Today))));
        }

        var due = watches.Where(w => w.Kind == RuleKind.Fresh && IsDue(w)).GroupBy(w => office == Office.DepartmentHead ? w.DepartmentId : null).ToDictionary(g => g.Key ?? Guid.Empty, g => g.Min(w => w.DueOn));
        var open = await db.Set<WorkItem>().Where(w => w.SubjectKind == RegisterKind && w.SubjectId == form.Id && w.State == WorkState.Open).ToListAsync(ct);
        foreach (var item in open.Where(o => !due.ContainsKey(o.SourceId ?? Guid.Empty)))
            await inbox.CompleteAsync(actor, RegisterKind, form.Id, CatchUp, ct, item.SourceId);
        foreach (var (department, day) in due.Where(d => open.TrueForAll(o => (o.SourceId ?? Guid.Empty) != d.Key)))
        {
            inbox.Add(Duty(office, department == Guid.Empty ? null : department, new NewWork(CatchUp, "records.work.catch-up", [name],
                RecordPaths.WatchOf(form.Code), RegisterKind, form.Id, Latest(day, actor.Today)) { SourceId = department == Guid.Empty ? null : department }));
        }
    }

    private async Task<Dictionary<Guid, string>> NumbersAsync(List<Guid> ids, CancellationToken ct) =>
        await db.Set<FormRecord>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Number, ct);

    private static NewWork Duty(Office office, Guid? department, NewWork work) => office == Office.DepartmentHead
        ? department is { } id ? work with { Office = office, DepartmentId = id } : work with { Office = Office.IsmsTeam }
        : work with { Office = office };

    private static DateOnly Latest(DateOnly due, DateOnly today) => due < today ? today : due;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
