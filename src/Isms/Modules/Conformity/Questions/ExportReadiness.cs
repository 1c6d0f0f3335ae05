using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Questions;

/// <summary>The questions with their answers as a workbook, to go through before the auditors come; noted in the ledger.</summary>
internal sealed class ExportReadiness(IsmsDbContext db, ReadReadiness readiness, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ReadReadinessRequest request, CancellationToken ct)
    {
        var outcome = await readiness.RunAsync(actor, request, ct);
        if (outcome.Value is not { } view)
            return outcome.Refusal!;
        string T(string key) => Phrase.In(actor.Culture, "conformity." + key);
        var title = T("audit.title");
        var head = await paper.HeadAsync(actor, new PaperFacts($"{title} · {view.Iso}", State: DocumentState.Extract), ct);
        var rows = view.Questions.Select(q => (IReadOnlyList<object?>)
        [
            q.Number, T("stage." + q.Stage), string.Join(' ', q.Clauses), q.Question, q.Asked, T("answer." + q.State),
            string.Join('\n', q.Evidence.Select(e => string.Join(' ', new[] { e.KindTitle, e.Number, e.Version, e.Title == e.KindTitle ? "" : e.Title, e.Date?.ToString("yyyy-MM-dd", actor.Culture) ?? "" }.Where(p => p.Length > 0)))),
            string.Join('\n', q.Missing),
        ]);
        db.Note("conformity_readiness", Guid.Empty, new { export = (int)view.Edition, rows = view.Questions.Count });
        await db.SaveAsync(actor, "conformity.export-readiness", ct);
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(title,
            [
                new(T("number"), 6, SheetCellKind.Integer), new(T("stage"), 9), new(T("clause"), 12), new(T("question"), 44), new(T("asked"), 16), new(T("state"), 10), new(T("evidence"), 48), new(T("missing"), 30),
            ], rows) { FrozenColumns = 1, Zebra = true },
        ]));
    }
}
