using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Objectives.Sets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Measures;

/// <summary>Changes what a draft version says of a measure.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeMeasureRequest(Guid Id, int Version, MeasureFacts Facts);

/// <inheritdoc cref="ChangeMeasureRequest"/>
internal sealed class ChangeMeasure(IsmsDbContext db, MeasureFactsCheck check, SettingsReader settings)
{
    public async Task<Outcome<MeasureSaved>> RunAsync(Actor actor, ChangeMeasureRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } measure)
            return Refusal.NotFound;
        if (await db.Set<ObjectiveSet>().AnyAsync(s => s.Id == measure.SetId && s.State != SetState.Draft, ct))
            return SetDesk.NotDraft;
        if (measure.Version != request.Version)
            return Refusal.Stale(Differences(measure, request.Facts));
        if (await check.ProblemsAsync(actor, request.Facts, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        check.Fill(measure, await check.WithPrincipleAsync(actor, request.Facts, ct), CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct)));
        var before = await db.Set<DepartmentShare>().Where(s => s.MeasureId == measure.Id).ToListAsync(ct);
        var after = MeasureFactsCheck.Shares(measure, request.Facts).ToList();
        db.RemoveRange(before.Where(b => !after.Exists(a => Same(a, b))));
        db.AddRange(after.Where(a => !before.Exists(b => Same(a, b))));
        // How it is split is part of what the measure's version says.
        db.Entry(measure).State = EntityState.Modified;
        await db.SaveAsync(actor, "objectives.change-measure", ct);
        await writing.CommitAsync(ct);
        var number = await db.Set<MeasureLine>().Where(l => l.Id == measure.LineId).Select(l => l.Number).SingleAsync(ct);
        return new MeasureSaved(measure.Id, measure.Version, measure.LineId, number);
    }

    private static bool Same(DepartmentShare a, DepartmentShare b) => (a.DepartmentId, a.Target, a.Task) == (b.DepartmentId, b.Target, b.Task);

    private static IReadOnlyList<FieldDifference> Differences(Measure now, MeasureFacts sent)
    {
        (string Field, string? Now, string? Sent)[] fields =
        [
            ("title", now.Title, sent.Title), ("metric", now.Metric, sent.Metric), ("formula", now.Formula, sent.Formula), ("dataSource", now.DataSource, sent.DataSource),
            ("target", now.Target.ToString("0.##", CultureInfo.InvariantCulture), sent.Target?.ToString("0.##", CultureInfo.InvariantCulture)),
            ("frequency", now.Frequency.ToString(), sent.Frequency.ToString()), ("actions", now.Actions, sent.Actions), ("means", now.Means, sent.Means), ("judging", now.Judging, sent.Judging),
        ];
        return [.. fields.Where(f => (f.Now ?? "") != (f.Sent ?? "")).Select(f => new FieldDifference(f.Field, f.Sent, f.Now))];
    }
}
