using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Rules;

/// <summary>How a watch ought to stand.</summary>
internal sealed record Wanted(string Rule, RuleKind Kind, string Subject, DateOnly DueOn, int Remind)
{
    public string Title { get; init; } = "";
    public Guid? RecordId { get; init; }
    public Guid? DepartmentId { get; init; }
    public Guid? PersonId { get; init; }
    public bool Missing { get; init; }
}

/// <summary>Works out from marks, assets and people what the rules of a form watch, and how each stands.</summary>
internal sealed class WatchDesk(IsmsDbContext db, WorkInbox inbox, IEnumerable<IContribute<ThingsAsked, ThingFound>> things)
{
    /// <summary>Kind of the thing that a duty about one watch is about.</summary>
    public const string SubjectKind = "records.watch";

    /// <summary>Kind of the duty.</summary>
    public const string Settle = "records.settle";

    /// <summary>A record was signed: what it replaces no longer counts, and what it answers is in order at once. The caller saves.</summary>
    public async Task ApprovedAsync(Actor actor, FormRecord record, FormDefinition form, FilledForm filled, CancellationToken ct)
    {
        if (record.CorrectsId is { } corrected)
            await ForgetAsync(actor, [corrected], ct);
        foreach (var row in RuleMarks.RowOf(form, filled, record.FilledOn, record.Number))
        {
            var others = await (
                from m in db.Set<RecordMark>()
                join r in db.Set<FormRecord>() on m.RecordId equals r.Id
                where m.FormId == record.FormId && m.Rule == row.Rule && m.Value == row.Value && m.RecordId != record.Id && r.State == RecordState.Approved
                select new { r.Id, r.FilledOn }).ToListAsync(ct);
            if (others.Exists(o => o.FilledOn > record.FilledOn))
            {
                await ForgetAsync(actor, [record.Id], ct);
                return;
            }
            await ForgetAsync(actor, [.. others.Select(o => o.Id)], ct);
        }
        await DropAsync(actor, await db.Set<RecordWatch>().Where(w => w.RecordId == record.Id && w.Kind == RuleKind.Decided).ToListAsync(ct), ct);
        foreach (var mark in RuleMarks.Of(form, filled, record.FilledOn, record.Number))
        {
            var rule = form.Rules.First(r => r.Key == mark.Rule);
            if (await StandsAsync(rule, mark, record, ct) is not { } wanted)
                continue;
            var watch = await db.Set<RecordWatch>().SingleOrDefaultAsync(w => w.FormId == record.FormId && w.Rule == wanted.Rule && w.Subject == wanted.Subject, ct);
            // The row it replaces took the watch of the thing with it.
            var dropped = watch is not null && db.Entry(watch).State == EntityState.Deleted;
            if (dropped)
                db.Entry(watch!).State = EntityState.Modified;
            if (watch is null)
                db.Add(New(record.FormId, wanted));
            else if (rule.Kind == RuleKind.Fresh && !dropped && watch.RecordId is not null && watch.DueOn > wanted.DueOn)
                continue;
            else
                await PutAsync(actor, watch, wanted with { Title = watch.Title, DepartmentId = watch.DepartmentId, PersonId = watch.PersonId }, ct);
        }
    }

    /// <summary>Records that no longer count: their marks go, and what was watched because of them. The caller saves.</summary>
    public async Task ForgetAsync(Actor actor, IReadOnlyList<Guid> records, CancellationToken ct)
    {
        if (records.Count == 0)
            return;
        db.RemoveRange(await db.Set<RecordMark>().Where(m => records.Contains(m.RecordId)).ToListAsync(ct));
        await DropAsync(actor, await db.Set<RecordWatch>().Where(w => w.RecordId != null && records.Contains(w.RecordId.Value)).ToListAsync(ct), ct);
    }

    /// <summary>Everything the rules of a form watch today.</summary>
    public async Task<IReadOnlyList<Wanted>> WantedAsync(Actor actor, RecordForm form, FormDefinition definition, CancellationToken ct)
    {
        var wanted = new List<Wanted>();
        foreach (var rule in definition.Rules)
        {
            switch (rule.Kind)
            {
                case RuleKind.Fresh:
                    wanted.AddRange(await FreshAsync(actor, form, rule, ct));
                    break;
                case RuleKind.Expires:
                    wanted.AddRange((await LiveAsync(form.Id, rule, ct)).Select(m => Own(rule, m, m.Day!.Value)));
                    break;
                case RuleKind.Decided:
                    wanted.AddRange((await LiveAsync(form.Id, rule, ct, RecordState.Draft, RecordState.InApproval)).Select(m => Own(rule, m, m.Day!.Value.AddDays(rule.Days ?? 0))));
                    break;
                case RuleKind.Leaver:
                    wanted.AddRange(await LeaversAsync(actor, form, rule, ct));
                    break;
                case RuleKind.Refers when rule.Finding:
                    wanted.AddRange((await UnansweredAsync(await LiveAsync(form.Id, rule, ct), rule.Form!, ct)).Select(m => Own(rule, m, m.FilledOn) with { Missing = true }));
                    break;
            }
        }
        return [.. wanted.DistinctBy(w => (w.Rule, w.Subject))];
    }

    public static RecordWatch New(Guid formId, Wanted wanted)
    {
        var watch = new RecordWatch { FormId = formId, Rule = wanted.Rule, Kind = wanted.Kind, Subject = wanted.Subject };
        Take(watch, wanted);
        return watch;
    }

    /// <summary>Brings a watch to how it ought to stand; a duty about it that is not due any more is done.</summary>
    public async Task PutAsync(Actor actor, RecordWatch watch, Wanted wanted, CancellationToken ct)
    {
        var (due, missing) = (watch.DueOn, watch.Missing);
        Take(watch, wanted);
        if (wanted.DueOn > due || missing && !wanted.Missing)
            await inbox.CompleteAsync(actor, SubjectKind, watch.Id, Settle, ct);
    }

    /// <summary>Takes watches away with the duties about them.</summary>
    public async Task DropAsync(Actor actor, IReadOnlyList<RecordWatch> watches, CancellationToken ct)
    {
        foreach (var watch in watches)
        {
            await inbox.CompleteAsync(actor, SubjectKind, watch.Id, Settle, ct);
            db.Remove(watch);
        }
    }

    private static void Take(RecordWatch watch, Wanted wanted)
    {
        (watch.DueOn, watch.RemindOn, watch.Missing, watch.RecordId) = (wanted.DueOn, wanted.DueOn.AddDays(-wanted.Remind), wanted.Missing, wanted.RecordId);
        (watch.DepartmentId, watch.PersonId) = (wanted.DepartmentId, wanted.PersonId);
        watch.Title = wanted.Title.Length <= RecordWatch.TitleLength ? wanted.Title : wanted.Title[..RecordWatch.TitleLength];
    }

    private async Task<Wanted?> StandsAsync(FormRule rule, RuleMark mark, FormRecord record, CancellationToken ct)
    {
        var live = new LiveMark(record.Id, record.DepartmentId, record.FilledById, record.FilledOn, mark.Value, mark.Text, mark.Day);
        switch (rule.Kind)
        {
            case RuleKind.Expires:
                return Own(rule, live, mark.Day!.Value);
            case RuleKind.Refers:
                return (await UnansweredAsync([live], rule.Form!, ct)).Count == 0 ? null : Own(rule, live, record.FilledOn) with { Missing = true };
            case RuleKind.Fresh:
                var days = rule.DaysBy is null ? rule.Days : await DaysOfAsync(rule, mark.Value, ct);
                return new Wanted(rule.Key, rule.Kind, mark.Value, days is { } n ? mark.Day!.Value.AddDays(n) : RecordWatch.Never, rule.Remind)
                {
                    Title = mark.Text, RecordId = record.Id, DepartmentId = record.DepartmentId,
                };
            default:
                return null;
        }
    }

    private async Task<List<Wanted>> FreshAsync(Actor actor, RecordForm form, FormRule rule, CancellationToken ct)
    {
        var last = (await (
            from m in db.Set<RecordMark>()
            join r in db.Set<FormRecord>() on m.RecordId equals r.Id
            where m.FormId == form.Id && m.Rule == rule.Key && r.State == RecordState.Approved
            group m by m.Value into g
            select new { g.Key, Day = g.Max(m => m.Day) }).ToListAsync(ct)).ToDictionary(m => m.Key, m => m.Day!.Value, StringComparer.Ordinal);
        var records = (await LastRecordsAsync(form.Id, rule.Key, last.Values.DefaultIfEmpty(actor.Today).Min(), ct)).ToLookup(r => r.Value, StringComparer.Ordinal);
        var sources = await SourcesAsync(actor, form, rule, last, records, ct);
        return sources.ConvertAll(source =>
        {
            var days = rule.DaysBy is null ? rule.Days : source.Days ?? rule.Days;
            var has = last.TryGetValue(source.Value, out var day);
            // A row of another register is given its first period; an asset without any record stands in red at once.
            var due = has ? days is { } n ? day.AddDays(n) : RecordWatch.Never : source.Since is { } since && days is { } first ? since.AddDays(first) : actor.Today;
            return new Wanted(rule.Key, rule.Kind, source.Value, due, rule.Remind)
            {
                Title = source.Title, DepartmentId = source.DepartmentId, PersonId = source.PersonId, Missing = !has && (source.Since is null || days is null || due < actor.Today),
                RecordId = has ? records[source.Value].OrderByDescending(r => r.Day).Select(r => (Guid?)r.RecordId).FirstOrDefault() : null,
            };
        });
    }

    // Only as far back as the oldest of the latest days: of a daily record that is a few rows for each thing.
    private async Task<List<LastRecord>> LastRecordsAsync(Guid formId, string rule, DateOnly since, CancellationToken ct) => await (
        from m in db.Set<RecordMark>()
        join r in db.Set<FormRecord>() on m.RecordId equals r.Id
        where m.FormId == formId && m.Rule == rule && r.State == RecordState.Approved && m.Day >= since
        select new LastRecord(m.Value, m.Day!.Value, r.Id, m.Text, r.DepartmentId)).ToListAsync(ct);

    private async Task<List<Source>> SourcesAsync(Actor actor, RecordForm form, FormRule rule, Dictionary<string, DateOnly> last, ILookup<string, LastRecord> records, CancellationToken ct)
    {
        if (rule.Of is null)
        {
            if (rule.Fields.Count == 0)
                return [new Source("", "", null, null, null, null)];
            return [.. last.Keys.Select(v => (Value: v, Record: records[v].OrderByDescending(r => r.Day).FirstOrDefault())).Select(v => new Source(v.Value, v.Record?.Text ?? "", v.Record?.DepartmentId, null, null, null))];
        }
        if (RuleText.Things(rule.Of) is var (target, important, categories))
        {
            var found = new List<Source>();
            foreach (var source in things)
            {
                found.AddRange((await source.AnswerAsync(actor, new ThingsAsked(target, categories, important), ct))
                    .Select(t => new Source(RuleMarks.Plain(t.Number, isName: true), t.Number + " " + t.Name, t.DepartmentId, t.PersonId, null, null)));
            }
            return [.. found.DistinctBy(f => f.Value)];
        }
        if (await RegisterOfAsync(rule.Of, ct) is not var (sourceForm, key))
            return [];
        var rows = await LiveAsync(sourceForm, key, ct);
        var contents = rule.DaysBy is null ? [] : await ContentsAsync([.. rows.Select(r => r.RecordId)], ct);
        return rows.ConvertAll(r => new Source(r.Value, r.Text, r.DepartmentId, null, r.FilledOn, rule.DaysBy is { } by ? DaysIn(rule, contents.GetValueOrDefault(r.RecordId)?.Of(by)) : null));
    }

    /// <summary>The register behind a form: its id, and the rule that names its rows.</summary>
    private async Task<(Guid Form, FormRule Key)?> RegisterOfAsync(string code, CancellationToken ct)
    {
        var found = await (
            from f in db.Set<RecordForm>()
            join v in db.Set<FormVersion>() on f.CurrentId equals v.Id
            where f.Code == code
            select new { f.Id, v.Definition }).SingleOrDefaultAsync(ct);
        return found is null || FormDefinition.Parse(found.Definition).Rules.FirstOrDefault(r => r.Kind is RuleKind.Newest or RuleKind.Unique) is not { } key ? null : (found.Id, key);
    }

    private async Task<int?> DaysOfAsync(FormRule rule, string value, CancellationToken ct)
    {
        if (rule.Of is null || await RegisterOfAsync(rule.Of, ct) is not var (form, key))
            return rule.Days;
        var row = (await LiveAsync(form, key, ct)).Find(r => r.Value == value);
        return row is null ? rule.Days : DaysIn(rule, (await ContentsAsync([row.RecordId], ct)).GetValueOrDefault(row.RecordId)?.Of(rule.DaysBy!)) ?? rule.Days;
    }

    private static int? DaysIn(FormRule rule, FilledField? field) => field is { HasValue: true, Text: { } text } && rule.DaysFor.TryGetValue(text, out var days) ? days : null;

    private async Task<Dictionary<Guid, FilledForm>> ContentsAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var contents = new Dictionary<Guid, FilledForm>();
        foreach (var chunk in ids.Chunk(500))
        {
            foreach (var content in await db.Set<RecordContent>().AsNoTracking().Where(c => chunk.Contains(c.RecordId)).ToListAsync(ct))
                contents[content.RecordId] = ContentJson.Parse(content.Content);
        }
        return contents;
    }

    private async Task<List<LiveMark>> LiveAsync(Guid formId, FormRule rule, CancellationToken ct, params RecordState[] states)
    {
        var wanted = states.Length == 0 ? [RecordState.Approved] : states;
        return await (
            from m in db.Set<RecordMark>()
            join r in db.Set<FormRecord>() on m.RecordId equals r.Id
            where m.FormId == formId && m.Rule == rule.Key && wanted.Contains(r.State)
            orderby r.Number
            select new LiveMark(r.Id, r.DepartmentId, r.FilledById, r.FilledOn, m.Value, m.Text, m.Day)).ToListAsync(ct);
    }

    private async Task<List<Wanted>> LeaversAsync(Actor actor, RecordForm form, FormRule rule, CancellationToken ct)
    {
        var gone = (await db.People.Where(p => p.LeftOn != null).Select(p => new { p.Id, p.LeftOn }).ToListAsync(ct)).ToDictionary(p => p.Id.ToString(), p => p.LeftOn!.Value, StringComparer.Ordinal);
        if (gone.Count == 0)
            return [];
        var names = gone.Keys.ToList();
        // Handing over begins as soon as the last day is known.
        var marks = await (
            from m in db.Set<RecordMark>()
            join r in db.Set<FormRecord>() on m.RecordId equals r.Id
            where m.FormId == form.Id && m.Rule == rule.Key && r.State == RecordState.Approved && names.Contains(m.Value)
            select new LiveMark(r.Id, r.DepartmentId, r.FilledById, r.FilledOn, m.Value, m.Text, m.Day)).ToListAsync(ct);
        return marks.ConvertAll(m => Own(rule, m, gone[m.Value]) with { Remind = Math.Max(0, gone[m.Value].DayNumber - actor.Today.DayNumber) });
    }

    // Those that name no approved record of the form.
    private async Task<List<LiveMark>> UnansweredAsync(List<LiveMark> marks, string formCode, CancellationToken ct)
    {
        var numbers = marks.Select(m => Number(m.Text)).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in numbers.Chunk(500))
        {
            known.UnionWith(await (
                from r in db.Set<FormRecord>()
                join f in db.Set<RecordForm>() on r.FormId equals f.Id
                where f.Code == formCode && chunk.Contains(r.Number) && (r.State == RecordState.Approved || r.State == RecordState.Disposed)
                select r.Number).ToListAsync(ct));
        }
        return marks.FindAll(m => !known.Contains(Number(m.Text)));

        static string Number(string text) => text.Trim().Split([' ', '　'], 2)[0];
    }

    private static Wanted Own(FormRule rule, LiveMark mark, DateOnly due) =>
        new(rule.Key, rule.Kind, mark.RecordId.ToString(), due, rule.Remind) { RecordId = mark.RecordId, DepartmentId = mark.DepartmentId, PersonId = mark.FilledById };

    private sealed record LiveMark(Guid RecordId, Guid DepartmentId, Guid FilledById, DateOnly FilledOn, string Value, string Text, DateOnly? Day);

    private sealed record LastRecord(string Value, DateOnly Day, Guid RecordId, string Text, Guid DepartmentId);

    private sealed record Source(string Value, string Title, Guid? DepartmentId, Guid? PersonId, DateOnly? Since, int? Days);
}
