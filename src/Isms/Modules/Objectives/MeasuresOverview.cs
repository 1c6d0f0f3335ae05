using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Treatment;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;
using ReadOverview = Isms.Modules.Objectives.Results.ReadOverview;

namespace Isms.Modules.Objectives;

/// <summary>Whether objectives and the plan to reach them are approved for this year (manual 5.1 b), and how many measures reach their target.</summary>
internal sealed class MeasuresOverview(IsmsDbContext db, ReadOverview read, SettingsReader settings) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(ObjectivePermissions.See) || (await read.RunAsync(actor, null, ct)).Value is not { } standing)
            return [];
        int Of(MeasureStanding which) => standing.Rows.Count(r => r.Standing == which);
        OverviewPart Part(MeasureStanding which, Tone tone) => new(Phrase.Of("objectives.standing." + which), Of(which), ObjectivesPaths.Overview) { Tone = tone };
        var bad = Of(MeasureStanding.Missed) + Of(MeasureStanding.Missing);
        return
        [
            await ApprovedAsync(actor, standing, ct),
            new OverviewTile(Phase.Check, Phrase.Of("objectives.overview-met"), Display.Count(Of(MeasureStanding.Met)), ObjectivesPaths.Overview)
            {
                Unit = "/ " + Display.Count(standing.Rows.Count),
                Tone = standing.Rows.Count == 0 ? Tone.Warn : bad > 0 ? Tone.Bad : Tone.Good,
                Note = Phrase.Of(standing.Rows.Count == 0 ? "objectives.overview-none" : bad > 0 ? "objectives.overview-bad" : "objectives.overview-good", bad),
                Parts = [Part(MeasureStanding.Met, Tone.Good), Part(MeasureStanding.NoResult, Tone.Neutral), Part(MeasureStanding.Missing, Tone.Warn), Part(MeasureStanding.Missed, Tone.Bad)],
            },
        ];
    }

    private async Task<OverviewTile> ApprovedAsync(Actor actor, ObjectivesOverview standing, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var planned = (await TreatmentViews.Plans(db).Where(p => p.State == PlanState.Approved && p.ApprovedAt != null).Select(p => p.ApprovedAt!.Value).ToListAsync(ct))
            .Exists(at => TimeZoneInfo.ConvertTimeFromUtc(at, zone).Year == actor.Today.Year);
        var set = standing.SetId is not null && standing.SetYear == actor.Today.Year;
        string[] missing = [.. new[] { (set, "objectives.overview-objectives"), (planned, "objectives.overview-plan") }.Where(p => !p.Item1).Select(p => Phrase.Of(p.Item2))];
        return new OverviewTile(Phase.Plan, Phrase.Of("objectives.overview-year", actor.Today.Year), Display.Count(2 - missing.Length), set ? "/treatment" : ObjectivesPaths.Sets)
        {
            Unit = "/ 2", Tone = missing.Length > 0 ? Tone.Bad : Tone.Good,
            Note = missing.Length == 0 ? Phrase.Of("objectives.overview-both") : Phrase.Of("objectives.overview-lacks", string.Join(Phrase.Of("ui.list-comma"), missing)),
            Parts =
            [
                new OverviewPart(Phrase.Of("objectives.overview-objectives"), 1, ObjectivesPaths.Sets) { Tone = set ? Tone.Good : Tone.Bad },
                new OverviewPart(Phrase.Of("objectives.overview-plan"), 1, "/treatment") { Tone = planned ? Tone.Good : Tone.Bad },
            ],
        };
    }
}
