using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Modules.Applicability.Documents;
using Isms.Modules.Applicability.Versions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Printing;

/// <summary>As what the statement is written.</summary>
public enum SoaFormat { Xlsx, Docx }

/// <summary>A version as a document.</summary>
public sealed record PrintSoaRequest(Guid SoaId, SoaFormat Format);

/// <summary>适用性声明 as a workbook or a Word document, with its number, version, signatures and the watermark of its state; noted in the ledger.</summary>
internal sealed class PrintSoa(IsmsDbContext db, SoaPaper document, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, PrintSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read, request) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.SoaId, ct) is not { } soa)
            return Refusal.NotFound;
        var culture = actor.Culture;
        var content = await document.ContentAsync(soa, culture, ct);
        var state = soa.State switch
        {
            SoaState.Approved => DocumentState.Approved,
            SoaState.InApproval => DocumentState.InReview,
            SoaState.Superseded => DocumentState.Superseded,
            _ => DocumentState.Draft,
        };
        var head = await paper.HeadAsync(actor, SoaApproval.KindName, soa.Id, new PaperFacts(SoaDocument.Title(culture), soa.Number, soa.VersionLabel, state, soa.EffectiveOn), ct);
        db.Note("applicability_versions", soa.Id, new { export = request.Format.ToString(), soa.VersionLabel });
        await db.SaveAsync(actor, "applicability.print", ct);
        return request.Format == SoaFormat.Docx
            ? WrittenFile.By(SoaDocument.WordName(culture), WrittenFile.Docx, output => SoaDocument.WriteWord(output, head, content))
            : WrittenFile.By(SoaDocument.WorkbookName(culture), WrittenFile.Xlsx, output => SoaDocument.WriteWorkbook(output, head, content));
    }
}
