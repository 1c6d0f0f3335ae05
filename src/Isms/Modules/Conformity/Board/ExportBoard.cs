using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Board;

/// <summary>条款对照表 as a workbook: every clause, its counterparts, its state and each piece of evidence; noted in the ledger.</summary>
internal sealed class ExportBoard(IsmsDbContext db, ReadBoard board, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        var outcome = await board.RunAsync(actor, year, ct);
        if (outcome.Value is not { } view)
            return outcome.Refusal!;
        var culture = actor.Culture;
        string T(string key) => Phrase.In(culture, "conformity." + key);
        var others = EditionNames.All.Where(e => e.Edition != view.Edition).ToList();
        var order = ControlCatalogue.Of(view.Edition).Clauses.Index().ToDictionary(c => c.Item.Key.Number, c => c.Index, StringComparer.Ordinal);
        var rows = view.Rows.OrderBy(r => order[r.Number]).SelectMany(r => r.Evidence.Cast<EvidenceView?>().DefaultIfEmpty().Select(e => (Clause: r, Evidence: e))).Select(p => (IReadOnlyList<object?>)
        [
            p.Clause.Number, p.Clause.Title, T("clause-state." + p.Clause.State),
            .. others.Select(o => string.Join(' ', p.Clause.Counterparts.Where(c => c.Edition == o.Edition).Select(c => c.Number))),
            p.Evidence?.KindTitle, p.Evidence?.Number, p.Evidence?.Title, p.Evidence?.Version, p.Evidence is { } e ? T("evidence-state." + e.State) : null, p.Evidence?.Date,
            string.Join('\n', p.Clause.Beyond.Select(b => b.About)),
        ]).ToList();
        var title = T("board.document");
        var head = await paper.HeadAsync(actor, new PaperFacts($"{title} · {view.Iso}", State: DocumentState.Extract), ct);
        db.Note("conformity_board", Guid.Empty, new { export = (int)view.Edition, rows = rows.Count });
        await db.SaveAsync(actor, "conformity.export-board", ct);
        return WrittenFile.By(string.Create(CultureInfo.InvariantCulture, $"{title}-{(int)view.Edition}.xlsx"), WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(title,
            [
                new(T("clause"), 10), new(T("clause-title"), 26), new(T("state"), 12), .. others.Select(o => new SheetColumn(o.Iso, 14)),
                new(T("kind"), 22), new(T("number"), 24), new(T("evidence-title"), 32), new(T("version"), 9), new(T("evidence-state"), 12), new(T("date"), 12, SheetCellKind.Date), new(T("beyond"), 40),
            ], rows) { FrozenColumns = 2, Zebra = true },
        ]));
    }
}
