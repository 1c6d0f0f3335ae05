using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>Exactly the rows and columns that the register shows, as a workbook; noted in the ledger.</summary>
internal sealed class ExportRisks(IsmsDbContext db, AssessmentDesk desk, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid assessmentId, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        if (await desk.FindAsync(actor, assessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        var definition = (await desk.CriteriaAsync(assessment, ct)).Criteria.Definition;
        var columns = RiskRows.Register.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key)).ToList();
        if (columns.Count == 0)
            columns = [.. RiskRows.Register.Columns.Where(c => c.Shown)];
        var head = (await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "risks.register"), State: DocumentState.Extract), ct)) with { Number = assessment.Number };
        db.Note("risks_risks", assessment.Id, new { export = query.Search, query.Filters });
        await db.SaveAsync(actor, "risks.export", ct);

        var rows = RiskRows.Register.AllAsync(RiskRows.Of(db, actor, assessmentId), query);
        return WrittenFile.By($"{assessment.Number} {head.Title}.xlsx", WrittenFile.Xlsx, output =>
            WorkbookWriter.Write(output, head, [new WorkbookSheet(head.Title, [.. columns.Select(Heading)], rows.ToBlockingEnumerable(ct).Select(row => Cells(columns, row, definition, actor)))
            {
                FrozenColumns = 2, Zebra = true,
            }]));
    }

    private static SheetColumn Heading(Column<RiskRow> column) => new(
        Phrase.Of(column.Label),
        column.Kind switch { ColumnKind.Number => 8, ColumnKind.Level => 11, _ => column.Key is "asset" or "threat" or "vulnerability" or "controls" ? 26 : 14 },
        column.Kind switch { ColumnKind.Number => column.Key == "value" ? SheetCellKind.Decimal : SheetCellKind.Integer, ColumnKind.Level => SheetCellKind.Level, _ => SheetCellKind.Text });

    private static IReadOnlyList<object?> Cells(List<Column<RiskRow>> columns, RiskRow row, CriteriaDefinition definition, Actor actor)
    {
        return [.. columns.Select(Cell)];

        object? Cell(Column<RiskRow> column) => column.Key switch
        {
            "level" => Level(definition.Risk.Bands, row.Level),
            "impactLevel" => Level(definition.Impact.Bands, row.ImpactLevel),
            "likelihoodLevel" => Level(definition.Likelihood.Bands, row.LikelihoodLevel),
            "value" => row.Level == Risk.NotScored ? null : row.RiskValue,
            _ when column.Kind == ColumnKind.Number => column.Read(row),
            _ => RegisterText.Of(column, row),
        };

        object? Level(IReadOnlyList<LevelBand> bands, int level) => level == Risk.NotScored ? null : PrintedCriteria.Level(bands, level, actor.Culture);
    }
}
