using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Domain;
using Isms.Modules.Objectives.Measures;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's objectives (manual 4.2.1.7): three objectives and three measures of controls, split over the departments, approved, with the results
/// of the last periods: one corrected, one missed with its cause and action, one still to be entered.
/// </summary>
internal static class DemoObjectives
{
    /// <summary>Months of which the demo has results.</summary>
    private const int Months = 8;

    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.objectives." + key);
        var today = await actors.AsAsync<ReadOverview, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));
        var started = MeasurePeriod.LastEnded(Frequency.Month, today).Start;
        var set = await actors.AsAsync<CreateObjectiveSet, ObjectiveSetSaved>("team", (o, a) => o.RunAsync(a, new CreateObjectiveSetRequest(today.Year, started, Say("change")), ct));
        var everyDepartment = people.Departments.Values.Select(d => new ShareFacts(d, null, Say("task"))).ToList();

        var repaired = await AddAsync(Planned("repaired", Frequency.Month, Direction.AtLeast, 95m, "%", "engineer",
            [new ShareFacts(people.Departments["engineering"], null, Say("repaired.task")), new ShareFacts(people.Departments["office"], 90m, Say("repaired.task-office"))]));
        var incidents = await AddAsync(Planned("incidents", Frequency.Month, Direction.AtMost, 0m, Say("times"), "leader", everyDepartment));
        var trained = await AddAsync(Planned("trained", Frequency.Quarter, Direction.AtLeast, 98m, "%", "office", everyDepartment));
        var restored = await AddAsync(Control("restored", Frequency.Month, Direction.AtLeast, 100m, "%", null, "2022:8.13"));
        await AddAsync(Control("treated", Frequency.Month, Direction.AtLeast, 90m, null, "objectives.treatment-in-time", "2022:5.36"));
        await AddAsync(Control("confirmed", Frequency.Quarter, Direction.AtLeast, 100m, null, "objectives.lists-confirmed", "2022:5.9"));
        await AddAsync(Control("overdue", Frequency.Month, Direction.AtMost, 3m, null, "objectives.overdue-work", "2022:5.2"));
        await actors.SignAsync("team", "objectives.set", set.Id);

        decimal[] shares = [93.5m, 95.2m, 96.1m, 95.8m, 97.4m, 96.6m, 98.1m, 94.2m];
        await EnterAsync(repaired, Frequency.Month, [.. shares.Take(Months)], 95m, atLeast: true, "scan");
        await EnterAsync(incidents, Frequency.Month, [0m, 0m, 1m, 0m, 0m, 0m, 0m], 0m, atLeast: false, "incident-log", skip: 1);
        await EnterAsync(trained, Frequency.Quarter, [97.0m, 98.6m, 99.1m], 98m, atLeast: true, "training-log");
        await EnterAsync(restored, Frequency.Month, [100m, 100m, 100m, 100m, 100m], 100m, atLeast: true, "drill-log", skip: 1);
        // Somebody looked again: the first entry of the month before last left one hole out.
        var wrong = MeasurePeriod.LastEnded(Frequency.Month, today).Before;
        await actors.AsAsync<RecordResult, ResultRecorded>("engineer", (o, a) => o.RunAsync(a, new RecordResultRequest(repaired, wrong.Start, null, 97.9m, Say("scan"), Say("correction")), ct));
        await actors.AsAsync<AskForResults, ResultsAsked>("team", (o, _) => o.RunAsync(Actor.System("schedule", today), ct));

        MeasureFacts Planned(string key, Frequency frequency, Direction direction, decimal target, string unit, string responsible, IReadOnlyList<ShareFacts> parts) => new(
            MeasureKind.Objective, Say(key), "principle-1", Say(key + ".principle"), Say(key + ".metric"), Say(key + ".formula"), Say(key + ".source"), unit, frequency, direction, target,
            people.People[responsible], people.People["leader"], Actions: Say(key + ".actions"), Means: Say(key + ".means"), ResponsibleId: people.People[responsible], DueOn: new DateOnly(today.Year, 12, 31),
            Judging: Say("judging"), Shares: parts);

        MeasureFacts Control(string key, Frequency frequency, Direction direction, decimal target, string? unit, string? source, string control) => new(
            MeasureKind.Control, Say(key), null, null, Say(key + ".metric"), source is null ? Say(key + ".formula") : null, source is null ? Say(key + ".source") : null, unit, frequency, direction, target,
            people.People["engineer"], people.People["leader"], SourceKey: source, Controls: [control]);

        async Task<Guid> AddAsync(MeasureFacts facts) => (await actors.AsAsync<AddMeasure, MeasureSaved>("team", (o, a) => o.RunAsync(a, new AddMeasureRequest(set.Id, facts), ct))).LineId;

        // The values are those of the periods up to the last one that is over, without the latest to skip.
        async Task EnterAsync(Guid line, Frequency frequency, IReadOnlyList<decimal> values, decimal target, bool atLeast, string basis, int skip = 0)
        {
            var period = MeasurePeriod.LastEnded(frequency, today);
            for (var i = 0; i < skip; i++)
                period = period.Before;
            for (var i = 1; i < values.Count; i++)
                period = period.Before;
            foreach (var value in values)
            {
                var missed = atLeast ? value < target : value > target;
                var start = period.Start;
                var last = period == MeasurePeriod.LastEnded(frequency, today);
                var result = await actors.AsAsync<RecordResult, ResultRecorded>("team", (o, a) => o.RunAsync(a, new RecordResultRequest(
                    line, start, null, value, Say(basis), null, missed ? Say("cause") : null, missed ? Say("action") : null, missed ? people.People["engineer"] : null, missed ? today.AddDays(20) : null), ct));
                if (!last)
                    await actors.AsAsync<EvaluateResult, ResultEvaluated>("leader", (o, a) => o.RunAsync(a, new EvaluateResultRequest(result.Id, missed ? Effectiveness.Partly : Effectiveness.Effective, Say(missed ? "verdict-missed" : "verdict-met")), ct));
                if (!last && missed)
                    await FinishAsync(line, result.Id);
                period = period.Next;
            }
        }

        async Task FinishAsync(Guid line, Guid result)
        {
            var view = await actors.AsAsync<ReadMeasureLine, MeasureLineView>("team", (o, a) => o.RunAsync(a, line, ct));
            var remedy = view.Results.Single(r => r.Id == result).Remedy!;
            await actors.AsAsync<FinishRemedy, RemedySaved>("engineer", (o, a) => o.RunAsync(a, new FinishRemedyRequest(remedy.Id, remedy.Version, Say("outcome")), ct));
        }
    }
}
