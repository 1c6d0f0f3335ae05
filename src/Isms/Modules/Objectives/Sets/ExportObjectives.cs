using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Modules.Objectives.Documents;

namespace Isms.Modules.Objectives.Sets;

/// <summary>A version as the document XX-A-03.</summary>
/// <param name="Workbook">True for .xlsx, false for .docx.</param>
public sealed record ExportObjectivesRequest(Guid Id, bool Workbook);

/// <summary>信息安全目标 as a document or workbook; noted in the ledger.</summary>
internal sealed class ExportObjectives(IsmsDbContext db, ReadObjectiveSet read, SignedPaper paper, ObjectivesPaper document, SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ExportObjectivesRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See, request) is { } no)
            return no;
        var found = await read.RunAsync(actor, request.Id, ct);
        if (found.Value is not { } set)
            return found.Refusal!;
        var zone = await settings.TimeZoneAsync(ct);
        var history = await document.HistoryAsync(set.Id, ct);
        DateOnly? effective = set.ApprovedAt is { } at ? DateOnly.FromDateTime(at.In(zone).DateTime) : null;
        var head = await paper.HeadAsync(actor, SetApproval.KindName, set.Id, new PaperFacts(ObjectivesDocument.Title(actor.Culture), set.Number, set.Label, SetDesk.Printed(set.State), effective), ct);
        db.Note("objectives_sets", set.Id, new { export = set.Label, workbook = request.Workbook });
        await db.SaveAsync(actor, "objectives.export-set", ct);
        return WrittenFile.By(ObjectivesDocument.FileName(actor.Culture, request.Workbook), request.Workbook ? WrittenFile.Xlsx : WrittenFile.Docx, output =>
        {
            if (request.Workbook)
                ObjectivesDocument.WriteWorkbook(output, head, set);
            else
                ObjectivesDocument.WriteWord(output, head, set, history);
        });
    }
}
