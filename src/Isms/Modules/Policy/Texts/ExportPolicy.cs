using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Policy.Texts;

/// <summary>信息安全方针 as a Word document, and annexed to it what shows on this day that its commitments are kept, with its reviews; noted in the ledger.</summary>
internal sealed class ExportPolicy(IsmsDbContext db, ReadPolicy read, PolicyPaper document, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } policy)
            return found.Refusal!;
        string T(string key, params object?[] args) => Phrase.In(actor.Culture, key, args);
        var state = policy.State switch
        {
            PolicyState.Approved => DocumentState.Approved,
            PolicyState.InApproval => DocumentState.InReview,
            PolicyState.Superseded => DocumentState.Superseded,
            _ => DocumentState.Draft,
        };
        var head = await paper.HeadAsync(actor, PolicyApproval.KindName, id, new PaperFacts(T("policy.title"), policy.Number, policy.VersionLabel, state, policy.EffectiveOn), ct);
        db.Note("policy_versions", id, new { export = policy.VersionLabel });
        await db.SaveAsync(actor, "policy.export", ct);
        List<WordBlock> blocks =
        [
            .. await document.BlocksAsync(id, actor.Culture, ct),
            new WordBlock.Section(Landscape: false),
            new WordBlock.Heading(1, T("policy.document.evidence")),
            new WordBlock.Table([new("", 0.4, true), new(T("policy.field.commitment"), 4), new(T("policy.field.evidence"), 4)],
                policy.Commitments.Select(c => (IReadOnlyList<object?>)[((char)('a' + c.Place - 1)).ToString(), c.Text, string.Join('\n', c.Evidence.Select(e => e.Text))])),
            new WordBlock.Paragraph(T("policy.evidence-on", head.GeneratedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), WordLook.Note),
            new WordBlock.Heading(1, T("policy.reviews")),
            new WordBlock.Table([new(T("policy.field.heldOn"), 1.2), new(T("policy.field.suitability"), 3), new(T("policy.field.adequacy"), 3), new(T("policy.field.strategyAndRisk"), 3), new(T("policy.field.by"), 1.2)],
                policy.Reviews.Select(r => (IReadOnlyList<object?>)[r.HeldOn, r.Suitability, r.Adequacy, r.StrategyAndRisk, r.ByName])),
        ];
        return WrittenFile.By(T("policy.file"), WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }
}
