using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Documents;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Documents;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Printing;

/// <summary>适用性声明 XX-A-02: what its paper says, the same for its own print and as a controlled document.</summary>
internal sealed class SoaPaper(IsmsDbContext db, StatementReader statements, SettingsReader settings) : IProcessDocument
{
    public const string DocumentPattern = "XX-A-02";

    public string Pattern => DocumentPattern;

    public string ApprovalKind => SoaApproval.KindName;

    public string Link => SoaPages.Versions;

    public bool ReviewedThere => false;

    public async Task<ProcessVersion?> InForceAsync(CancellationToken ct) =>
        await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.State == SoaState.Approved, ct) is { } soa ? SignedOf(soa) : null;

    public async Task<IReadOnlyList<WordBlock>> BlocksAsync(Guid versionId, CultureInfo culture, CancellationToken ct) =>
        SoaDocument.Blocks(culture, await ContentAsync(await db.Set<SoaVersion>().AsNoTracking().SingleAsync(s => s.Id == versionId, ct), culture, ct));

    public static ProcessVersion SignedOf(SoaVersion soa) => new(soa.Id, soa.VersionLabel, soa.ApprovedAt!.Value, soa.EffectiveOn!.Value, soa.ChangeNote);

    public async Task<SoaContent> ContentAsync(SoaVersion soa, CultureInfo culture, CancellationToken ct)
    {
        var rows = await statements.RowsAsync(soa, ct);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        return new SoaContent(soa.Edition, [.. rows.Where(r => !r.Decision.Additional).Select(r => Row(r, culture, prefix))])
        {
            Scope = await ScopeAsync(soa, culture, ct),
            Additional = [.. rows.Where(r => r.Decision.Additional).Select(r => Row(r, culture, prefix))],
        };
    }

    // Whoever holds the paper sees which version of the scope it repeats.
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
