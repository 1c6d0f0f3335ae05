using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;

namespace Isms.Kernel.Registers;

/// <summary>A list as a workbook of exactly the rows and columns shown; noted in the ledger.</summary>
internal sealed class RegisterFile(IsmsDbContext db, SignedPaper paper)
{
    /// <param name="rows">Those the actor may see; who may export at all is for the caller to check.</param>
    /// <param name="table">Kind of thing the export is noted under.</param>
    /// <param name="useCase">As which it is noted.</param>
    /// <param name="title">On top of the list, in the actor's language.</param>
    /// <param name="notes">Blocks below the list.</param>
    public async Task<WrittenFile> WriteAsync<TRow>(
        Actor actor, Register<TRow> register, IQueryable<TRow> rows, RegisterQuery query, string table, string useCase, string title, string fileName, IReadOnlyList<NoteBlock> notes, CancellationToken ct)
    {
        var sheet = await register.SheetAsync(rows, query, actor.Culture, title, ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(title, State: DocumentState.Extract), ct);
        db.Note(table, Guid.Empty, new { export = title });
        await db.SaveAsync(actor, useCase, ct);
        return WrittenFile.By(fileName, WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet], notes));
    }
}
