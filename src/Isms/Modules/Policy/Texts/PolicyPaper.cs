using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>信息安全方针 XX-A-04.00 as it was signed: text, principles, commitments.</summary>
internal sealed class PolicyPaper(IsmsDbContext db) : IProcessDocument
{
    public const string DocumentPattern = "XX-A-04.00";

    public string Pattern => DocumentPattern;

    public string ApprovalKind => PolicyApproval.KindName;

    public string Link => PolicyPaths.Policies;

    public bool ReviewedThere => true;

    public async Task<ProcessVersion?> InForceAsync(CancellationToken ct) =>
        await db.Set<PolicyVersion>().AsNoTracking().FirstOrDefaultAsync(p => p.State == PolicyState.Approved, ct) is { } policy ? SignedOf(policy) : null;

    public async Task<IReadOnlyList<WordBlock>> BlocksAsync(Guid versionId, CultureInfo culture, CancellationToken ct)
    {
        var text = await db.Set<PolicyVersion>().Where(p => p.Id == versionId).Select(p => p.Text).SingleAsync(ct);
        var lines = await db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == versionId).OrderBy(l => l.Place).ToListAsync(ct);
        return
        [
            new WordBlock.Cover(),
            new WordBlock.Heading(1, Phrase.In(culture, "policy.field.text")), new WordBlock.Paragraph(text, WordLook.Strong),
            new WordBlock.Heading(1, Phrase.In(culture, "policy.principles")), new WordBlock.Bullets([.. lines.Where(l => l.Topic is null).Select(l => l.Text)]),
            new WordBlock.Heading(1, Phrase.In(culture, "policy.commitments")), new WordBlock.Bullets([.. lines.Where(l => l.Topic is not null).Select(l => l.Text)]),
            new WordBlock.Heading(1, Phrase.In(culture, "policy.document.approval")), new WordBlock.Signatures(),
        ];
    }

    public static ProcessVersion SignedOf(PolicyVersion policy) => new(policy.Id, policy.VersionLabel, policy.ApprovedAt!.Value, policy.EffectiveOn!.Value, policy.ChangeNote);
}
