using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Documents;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Printing;

/// <summary>As what the statement is written.</summary>
public enum SoaFormat { Xlsx, Docx }

/// <summary>A version as a document.</summary>
public sealed record PrintSoaRequest(Guid SoaId, SoaFormat Format);

/// <summary>适用性声明 as a workbook or a Word document, with its number, version, signatures and the watermark of its state; noted in the ledger.</summary>
internal sealed class PrintSoa(IsmsDbContext db, StatementReader statements, SignedPaper paper, SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, PrintSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read, request) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.SoaId, ct) is not { } soa)
            return Refusal.NotFound;
        var rows = await statements.RowsAsync(soa, ct);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var culture = actor.Culture;
        var content = new SoaContent(soa.Edition, [.. rows.Where(r => !r.Decision.Additional).Select(r => Row(r, culture, prefix))])
        {
            Scope = await ScopeAsync(soa, culture, ct),
            Additional = [.. rows.Where(r => r.Decision.Additional).Select(r => Row(r, culture, prefix))],
        };
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

    // R-1.2.1-01: whoever holds the paper sees which version of the scope it repeats.
    private async Task<string> ScopeAsync(SoaVersion soa, CultureInfo culture, CancellationToken ct) =>
        await ScopeViews.Statements(db).Where(s => s.ScopeText == soa.Scope && s.ApprovedAt != null).OrderByDescending(s => s.ApprovedAt).FirstOrDefaultAsync(ct) is { } scope
            ? Phrase.In(culture, "applicability.scope-of", soa.Scope, scope.Number, scope.VersionLabel) : soa.Scope;

    private static SoaRow Row(StatementRow row, CultureInfo culture, string prefix)
    {
        var (decision, applicable) = (row.Decision, row.Decision.Standing == ControlStanding.Applicable);
        var kinds = string.Join(Phrase.In(culture, "ui.list-comma"), decision.Reasons.Select(r => Phrase.In(culture, "applicability.reason." + r)));
        return new SoaRow
        {
            Code = decision.Code,
            Standing = decision.Standing,
            Reason = !applicable ? "" : decision.Reason.Length == 0 ? kinds : $"{kinds}\n{decision.Reason}",
            ExclusionReason = decision.Standing != ControlStanding.Excluded ? "" : decision.ChallengeAnswer.Length == 0 ? decision.Reason : $"{decision.Reason}\n{decision.ChallengeAnswer}",
            Status = applicable ? Phrase.In(culture, "applicability.status." + row.Status) : "",
            Risks = row.Risks.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            TreatmentItems = row.Items.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Department = row.Department,
            Documents = string.Join('\n', decision.Documents.Split(DocumentNumbers.Separator, StringSplitOptions.RemoveEmptyEntries)
                .Select(number => DocumentNumbers.Listed(number, prefix) is { } listed ? $"{number} {listed.Title(culture)}" : number)),
            OwnTitle = decision.Additional ? row.Title(culture) : "",
            OwnDescription = decision.Additional ? decision.About : "",
        };
    }
}
