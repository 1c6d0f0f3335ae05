using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Measures;

/// <summary>One department's part of a measure.</summary>
/// <param name="Target">The measure's own when null.</param>
/// <param name="Task">What the department does for it.</param>
public sealed record ShareFacts(Guid DepartmentId, decimal? Target, [Required, StringLength(Measure.WordLength)] string Task);

/// <summary>Everything a version says of a measure. An objective needs its plan: what is done, with what, by whom, until when, how it is judged (6.2 of the 2013 and 2022 editions).</summary>
/// <param name="SourceKey">Of the product's own count; null when a person enters results.</param>
/// <param name="Formula">Required unless <paramref name="SourceKey"/> says it, as is <paramref name="DataSource"/>.</param>
/// <param name="Controls">Keys such as <c>2022:8.13</c> of the controls whose effect it shows; a measure of controls has at least one.</param>
public sealed record MeasureFacts(
    MeasureKind Kind, [Required, StringLength(Measure.TitleLength)] string Title, [StringLength(Measure.KeyLength)] string? PrincipleKey, [StringLength(Measure.TextLength)] string? Principle,
    [Required, StringLength(Measure.WordLength)] string Metric, [StringLength(Measure.TextLength)] string? Formula, [StringLength(Measure.WordLength)] string? DataSource,
    [StringLength(Measure.UnitLength)] string? Unit, Frequency Frequency, Direction Direction, [Required] decimal? Target, [Required] Guid? CollectorId, [Required] Guid? EvaluatorId,
    [StringLength(Measure.KeyLength)] string? SourceKey = null, IReadOnlyList<string>? Controls = null, [StringLength(Measure.TextLength)] string? Actions = null,
    [StringLength(Measure.TextLength)] string? Means = null, Guid? ResponsibleId = null, DateOnly? DueOn = null, [StringLength(Measure.TextLength)] string? Judging = null,
    IReadOnlyList<ShareFacts>? Shares = null);

/// <summary>A measure as saved.</summary>
public sealed record MeasureSaved(Guid Id, int Version, Guid LineId, string Number) : IVersioned;

/// <summary>Checks a measure's facts and writes them into it.</summary>
internal sealed class MeasureFactsCheck(IsmsDbContext db, IEnumerable<IMeasureSource> sources, PolicyLink policy)
{
    private const decimal Largest = 1_000_000_000m;

    /// <summary>What is wrong, field by field; empty when nothing is.</summary>
    public async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(Actor actor, MeasureFacts facts, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (Math.Abs(facts.Target!.Value) > Largest)
            problems.Add(new FieldProblem("target", "kernel.field-range", -Largest, Largest));
        var counted = !string.IsNullOrWhiteSpace(facts.SourceKey);
        if (counted && !sources.Any(s => s.Key == facts.SourceKey))
            problems.Add(new FieldProblem("sourceKey", "kernel.field-choice", facts.SourceKey));
        if (!counted)
        {
            Need("formula", facts.Formula);
            Need("dataSource", facts.DataSource);
            Need("unit", facts.Unit);
        }
        if (facts.Kind == MeasureKind.Objective)
        {
            // 4.2.1.2.2 a: an objective carries out a principle of the policy in force; while none is, what the policy on paper says.
            if (await policy.PrinciplesAsync(actor, ct) is not { Count: > 0 } principles)
                Need("principle", facts.Principle);
            else if (!principles.Any(p => p.Key == facts.PrincipleKey))
                problems.Add(new FieldProblem("principleKey", "objectives.principle-needed"));
            Need("actions", facts.Actions);
            Need("means", facts.Means);
            Need("judging", facts.Judging);
            if (facts.ResponsibleId is null)
                problems.Add(new FieldProblem("responsibleId", "kernel.field-required"));
            if (facts.DueOn is null)
                problems.Add(new FieldProblem("dueOn", "kernel.field-required"));
        }
        else if (facts.Controls is not { Count: > 0 })
        {
            problems.Add(new FieldProblem("controls", "objectives.needs-control"));
        }
        problems.AddRange((facts.Controls ?? []).Where(c => !ControlKey.TryParse(c, out var key) || ControlCatalogue.Find(key) is null)
            .Select(c => new FieldProblem("controls", "objectives.no-such-control", c)));
        problems.AddRange(await PeopleAsync(actor, facts, ct));
        problems.AddRange(await SharesAsync(facts.Shares ?? [], ct));
        return problems;

        void Need(string field, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                problems.Add(new FieldProblem(field, "kernel.field-required"));
        }
    }

    private async Task<IEnumerable<FieldProblem>> PeopleAsync(Actor actor, MeasureFacts facts, CancellationToken ct)
    {
        (string Field, Guid? Id)[] named = [("collectorId", facts.CollectorId), ("evaluatorId", facts.EvaluatorId), ("responsibleId", facts.ResponsibleId)];
        var ids = named.Where(n => n.Id is not null).Select(n => n.Id!.Value).ToList();
        var known = await db.People.Where(p => ids.Contains(p.Id) && (p.LeftOn == null || p.LeftOn >= actor.Today)).Select(p => p.Id).ToListAsync(ct);
        return named.Where(n => n.Id is { } id && !known.Contains(id)).Select(n => new FieldProblem(n.Field, "objectives.no-such-person"));
    }

    private async Task<IEnumerable<FieldProblem>> SharesAsync(IReadOnlyList<ShareFacts> shares, CancellationToken ct)
    {
        var ids = shares.Select(s => s.DepartmentId).ToList();
        var open = await db.Departments.Where(d => ids.Contains(d.Id) && d.ClosedOn == null).Select(d => d.Id).ToListAsync(ct);
        return shares.Select((s, i) => (s.DepartmentId, Index: i))
            .Where(s => !open.Contains(s.DepartmentId) || ids.IndexOf(s.DepartmentId) != s.Index)
            .Select(s => new FieldProblem($"shares[{s.Index}].departmentId", "objectives.no-such-department"));
    }

    /// <summary>The facts with the words of the principle as the policy in force has them, whatever was sent.</summary>
    public async Task<MeasureFacts> WithPrincipleAsync(Actor actor, MeasureFacts facts, CancellationToken ct) =>
        (await policy.PrinciplesAsync(actor, ct)).FirstOrDefault(p => p.Key == facts.PrincipleKey) is { } principle ? facts with { Principle = principle.Words } : facts with { PrincipleKey = null };

    /// <summary>Writes checked facts into the measure. Where the product counts by itself, what it counts stands in for words left out.</summary>
    public void Fill(Measure measure, MeasureFacts facts, CultureInfo language)
    {
        var source = sources.FirstOrDefault(s => s.Key == facts.SourceKey);
        string Words(string? text, string family) => !string.IsNullOrWhiteSpace(text) ? text.Trim() : source is null ? "" : Phrase.In(language, Phrase.KinKey(family, source.Key));
        measure.Kind = facts.Kind;
        measure.Title = facts.Title.Trim();
        measure.PrincipleKey = facts.PrincipleKey?.Trim() ?? "";
        measure.Principle = facts.Principle?.Trim() ?? "";
        measure.Metric = facts.Metric.Trim();
        measure.Formula = Words(facts.Formula, "measure-query");
        measure.DataSource = Words(facts.DataSource, "measure");
        measure.Unit = source is not null ? Phrase.In(language, source.UnitKey) : facts.Unit?.Trim() ?? "";
        measure.Frequency = facts.Frequency;
        measure.Direction = facts.Direction;
        measure.Target = facts.Target!.Value;
        measure.CollectorId = facts.CollectorId!.Value;
        measure.EvaluatorId = facts.EvaluatorId!.Value;
        measure.SourceKey = source?.Key ?? "";
        measure.Controls = string.Join(' ', (facts.Controls ?? []).Select(c => { ControlKey.TryParse(c, out var key); return key.ToString(); }).Distinct());
        var plan = facts.Kind == MeasureKind.Objective;
        measure.Actions = plan ? facts.Actions!.Trim() : "";
        measure.Means = plan ? facts.Means!.Trim() : "";
        measure.ResponsibleId = plan ? facts.ResponsibleId : null;
        measure.DueOn = plan ? facts.DueOn : null;
        measure.Judging = plan ? facts.Judging!.Trim() : "";
    }

    /// <summary>The departments' parts of a measure just saved.</summary>
    public static IEnumerable<DepartmentShare> Shares(Measure measure, MeasureFacts facts) => (facts.Shares ?? [])
        .Select(s => new DepartmentShare { MeasureId = measure.Id, DepartmentId = s.DepartmentId, Target = s.Target ?? measure.Target, Task = s.Task.Trim() });
}
