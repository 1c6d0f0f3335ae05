using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Evaluating;

/// <summary>An evaluation as listed.</summary>
public sealed record EvaluationRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DateOnly OpenedOn { get; init; }
    public string By { get; init; } = "";
    public int Clauses { get; init; }
    public int Open { get; init; }
    public int Failing { get; init; }
    public ReviewState State { get; init; }
    public DateOnly? ApprovedOn { get; init; }
}

/// <summary>合规性评价记录: one definition for the page, the API and the export.</summary>
internal static class EvaluationRegister
{
    public static IQueryable<EvaluationRow> Rows(IsmsDbContext db) =>
        from e in db.Set<Evaluation>().AsNoTracking()
        join p in db.People on e.ById equals p.Id
        select new EvaluationRow
        {
            Id = e.Id, Number = e.Number, OpenedOn = e.OpenedOn, By = p.Name, State = e.State, ApprovedOn = e.ApprovedOn, Clauses = db.Set<EvaluationLine>().Count(l => l.EvaluationId == e.Id),
            Open = db.Set<EvaluationLine>().Count(l => l.EvaluationId == e.Id && l.Result == null),
            Failing = db.Set<EvaluationLine>().Count(l => l.EvaluationId == e.Id && (l.Result == ComplianceResult.DoesNotConform || l.Result == ComplianceResult.Partly)),
        };

    public static Register<EvaluationRow> Of(CultureInfo culture) => new Register<EvaluationRow>("compliance.evaluations", r => r.Id, "-opened")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Evaluation(r.Id) })
        .Column("opened", "compliance.field.openedOn", ColumnKind.Date, r => r.OpenedOn)
        .Column("by", "compliance.field.openedBy", ColumnKind.Text, r => r.By, c => c with { Sortable = false, Searchable = true })
        .Column("clauses", "compliance.field.clauses", ColumnKind.Number, r => r.Clauses, c => c with { Sortable = false })
        .Column("open", "compliance.field.unjudged", ColumnKind.Number, r => r.Open, c => c with { Sortable = false })
        .Column("failing", "compliance.field.failing", ColumnKind.Number, r => r.Failing, c => c with { Sortable = false })
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.review." + r.State), Choices = LawRegister.Choices<ReviewState>("compliance.review.") })
        .Column("approved", "compliance.field.approvedOn", ColumnKind.Text, r => r.ApprovedOn, c => c with { Sortable = false, Text = r => WrittenText.Day(r.ApprovedOn) });
}

/// <summary>Evaluations of compliance.</summary>
internal sealed class FindEvaluations(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<EvaluationRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.Read) is { } no ? no : await EvaluationRegister.Of(actor.Culture).PageAsync(EvaluationRegister.Rows(db), query, ct);
}

/// <summary>The list of evaluations; noted in the ledger.</summary>
internal sealed class ExportEvaluations(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "compliance.evaluation-list");
        return await file.WriteAsync(actor, EvaluationRegister.Of(actor.Culture), EvaluationRegister.Rows(db), query, "compliance_evaluations", "compliance.export-evaluations", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A clause within an evaluation.</summary>
/// <param name="MayJudge">False for the head of the department that answers for it.</param>
public sealed record LineView(
    Guid Id, int Version, Guid LawId, string LawNumber, string LawTitle, string Clause, string Demand, string Department, string Situation, ComplianceResult? Result, string Evidence, string JudgedBy, DateOnly? JudgedOn,
    string Measure, Guid? ResponsibleId, string Responsible, DateOnly? DueOn, bool MayJudge)
{
    internal string ResponsibleNumber { get; init; } = "";
}

/// <summary>An evaluation with its clauses.</summary>
public sealed record EvaluationView(Guid Id, int Version, string Number, DateOnly OpenedOn, string By, ReviewState State, DateOnly? ApprovedOn, IReadOnlyList<LineView> Lines, bool MayEdit) : IVersioned
{
    public int Unjudged => Lines.Count(l => l.Result is null);
}

/// <inheritdoc cref="EvaluationView"/>
internal sealed class ReadEvaluation(IsmsDbContext db)
{
    public async Task<Outcome<EvaluationView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var found = await (from e in db.Set<Evaluation>().AsNoTracking() join p in db.People on e.ById equals p.Id where e.Id == id select new { Evaluation = e, By = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var lines = await (
            from l in db.Set<EvaluationLine>().AsNoTracking()
            from d in db.Departments.Where(d => d.Id == l.DepartmentId).DefaultIfEmpty()
            from j in db.People.Where(p => p.Id == l.JudgedById).DefaultIfEmpty()
            from r in db.People.Where(p => p.Id == l.ResponsibleId).DefaultIfEmpty()
            where l.EvaluationId == id
            orderby l.Place
            select new { Line = l, Department = d == null ? "" : d.Name, JudgedBy = j == null ? "" : j.Name, Responsible = r == null ? "" : r.Name, Number = r == null ? "" : r.EmployeeNumber }).ToListAsync(ct);
        var (evaluation, edit) = (found.Evaluation, actor.May(CompliancePermissions.Edit) && found.Evaluation.State == ReviewState.Draft);
        return new EvaluationView(id, evaluation.Version, evaluation.Number, evaluation.OpenedOn, found.By, evaluation.State, evaluation.ApprovedOn, lines.ConvertAll(x => new LineView(
            x.Line.Id, x.Line.Version, x.Line.LawId, x.Line.LawNumber, x.Line.LawTitle, x.Line.Clause, x.Line.Demand, x.Department, x.Line.Situation, x.Line.Result, x.Line.Evidence, x.JudgedBy, x.Line.JudgedOn,
            x.Line.Measure, x.Line.ResponsibleId, x.Responsible, x.Line.DueOn, edit && !actor.Heads(x.Line.DepartmentId)) { ResponsibleNumber = x.Number }), edit);
    }
}

/// <summary>合规性评价记录 as a Word document with its signatures; noted in the ledger.</summary>
internal sealed class ExportEvaluation(IsmsDbContext db, ReadEvaluation read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var outcome = await read.RunAsync(actor, id, ct);
        if (outcome.Value is not { } evaluation)
            return outcome.Refusal!;
        var culture = actor.Culture;
        string F(string key) => Phrase.In(culture, "compliance.field." + key);
        var head = await paper.HeadAsync(actor, EvaluationApproval.KindName, id, new PaperFacts(Phrase.In(culture, "compliance.evaluation-paper"), evaluation.Number, State: StateOf(evaluation.State), EffectiveOn: evaluation.ApprovedOn), ct);
        db.Note("compliance_evaluations", id, new { export = evaluation.Number });
        await db.SaveAsync(actor, "compliance.export-evaluation", ct);
        return WrittenFile.By($"{evaluation.Number} {head.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Section(Landscape: true),
            new WordBlock.Banner(),
            new WordBlock.Facts([(F("openedOn"), evaluation.OpenedOn), (F("openedBy"), evaluation.By), (F("clauses"), evaluation.Lines.Count),
                .. Enum.GetValues<ComplianceResult>().Select(r => (Phrase.In(culture, "compliance.result." + r), (object?)evaluation.Lines.Count(l => l.Result == r)))]),
            new WordBlock.Table(
                [new(F("law"), 3), new(F("clause"), 1.5), new(F("demand"), 3), new(F("situation"), 3), new(F("result"), 1.2, Centered: true), new(F("evidence"), 2), new(F("measure"), 3), new(F("evaluator"), 1.3)],
                evaluation.Lines.Select(l => (IReadOnlyList<object?>)
                [
                    l.LawTitle, l.Clause, l.Demand, l.Situation, l.Result is { } r ? Phrase.In(culture, "compliance.result." + r) : "", l.Evidence,
                    l.Measure.Length == 0 ? "" : Phrase.In(culture, "compliance.measure-line", l.Measure, l.Responsible, WrittenText.Day(l.DueOn)), l.JudgedBy,
                ])),
            new WordBlock.Signatures(),
        ]));
    }

    internal static DocumentState StateOf(ReviewState state) => state switch { ReviewState.Approved => DocumentState.Approved, ReviewState.InApproval => DocumentState.InReview, _ => DocumentState.Draft };
}
