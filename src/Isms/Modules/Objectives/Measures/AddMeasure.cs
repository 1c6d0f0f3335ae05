using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Objectives.Sets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Measures;

/// <summary>A further measure in a draft version.</summary>
public sealed record AddMeasureRequest(Guid SetId, MeasureFacts Facts);

/// <inheritdoc cref="AddMeasureRequest"/>
internal sealed class AddMeasure(IsmsDbContext db, MeasureFactsCheck check, SettingsReader settings)
{
    public async Task<Outcome<MeasureSaved>> RunAsync(Actor actor, AddMeasureRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ObjectiveSet>().SingleOrDefaultAsync(s => s.Id == request.SetId, ct) is not { } set)
            return Refusal.NotFound;
        if (!set.IsDraft)
            return SetDesk.NotDraft;
        if (await check.ProblemsAsync(actor, request.Facts, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var serial = (await db.Set<MeasureLine>().MaxAsync(l => (int?)l.Serial, ct) ?? 0) + 1;
        var line = new MeasureLine { Serial = serial, Number = string.Create(CultureInfo.InvariantCulture, $"M-{serial:000}") };
        var measure = new Measure { SetId = set.Id, LineId = line.Id };
        check.Fill(measure, await check.WithPrincipleAsync(actor, request.Facts, ct), CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct)));
        db.Add(line);
        db.Add(measure);
        db.AddRange(MeasureFactsCheck.Shares(measure, request.Facts));
        await db.SaveAsync(actor, "objectives.add-measure", ct);
        await writing.CommitAsync(ct);
        return new MeasureSaved(measure.Id, measure.Version, line.Id, line.Number);
    }
}
