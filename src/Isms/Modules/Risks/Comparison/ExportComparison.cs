using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Comparison;

/// <summary>Two assessments side by side as the document 风险变化对比表 (8.3).</summary>
internal sealed class ExportComparison(IsmsDbContext db, CompareAssessments compare, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, CompareRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read, request) is { } no)
            return no;
        var outcome = await compare.RunAsync(actor, request, ct);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var comparison = outcome.Value!;
        var head = (await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "risks.comparison"), State: DocumentState.Extract), ct)) with { Number = comparison.Later.Number };
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        db.Note("risks_assessments", comparison.Later.Id, new { export = "comparison", earlier = comparison.Earlier.Number });
        await db.SaveAsync(actor, "risks.export", ct);
        var sheet = new WorkbookSheet(head.Title, Columns(comparison, actor), comparison.Risks.Select(r => Row(r, comparison, departments, actor)))
        {
            FrozenColumns = 2, Zebra = true, Notes = [Counts(comparison, actor)],
        };
        return WrittenFile.By(head.Title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet]));
    }

    private static SheetColumn[] Columns(RiskComparison comparison, Actor actor)
    {
        return
        [
            new(T("change"), 10) { Centered = true }, new(T("attention"), 10, SheetCellKind.Integer), new(T("asset"), 28), new(T("department"), 14), new(T("threat"), 24), new(T("vulnerability"), 26),
            new(T("number"), 10) { Group = comparison.Earlier.Number }, new(T("value"), 9, SheetCellKind.Decimal) { Group = comparison.Earlier.Number }, new(T("level"), 11, SheetCellKind.Level) { Group = comparison.Earlier.Number },
            new(T("number"), 10) { Group = comparison.Later.Number }, new(T("value"), 9, SheetCellKind.Decimal) { Group = comparison.Later.Number }, new(T("level"), 11, SheetCellKind.Level) { Group = comparison.Later.Number },
        ];

        string T(string field) => Phrase.In(actor.Culture, "risks.field." + field);
    }

    private static IReadOnlyList<object?> Row(ComparedRisk r, RiskComparison comparison, Dictionary<Guid, string> departments, Actor actor)
    {
        return
        [
            Phrase.In(actor.Culture, "risks.change." + r.Change), r.Priority, r.AssetNumber + " " + r.AssetName, departments.GetValueOrDefault(r.DepartmentId, ""), r.Threat, r.Vulnerability,
            r.EarlierNumber, r.EarlierValue, Level(comparison.EarlierCriteria, r.EarlierLevel), r.LaterNumber, r.LaterValue, Level(comparison.LaterCriteria, r.LaterLevel),
        ];

        object? Level(CompiledCriteria criteria, int? level) => level is { } known ? PrintedCriteria.Level(criteria.Definition.Risk.Bands, known, actor.Culture) : null;
    }

    private static NoteBlock Counts(RiskComparison comparison, Actor actor) => new(Phrase.In(actor.Culture, "risks.comparison.counts"), [],
    [
        .. comparison.Counts.Select(c => (IReadOnlyList<object?>)[Phrase.In(actor.Culture, "risks.change." + c.Key), c.Value]),
        .. comparison.SameCriteria ? Array.Empty<IReadOnlyList<object?>>() : [[Phrase.In(actor.Culture, "risks.comparison.other-criteria"), ""]],
    ]);
}
