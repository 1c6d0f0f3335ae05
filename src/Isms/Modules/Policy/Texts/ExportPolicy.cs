using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Policy.Texts;

/// <summary>The head of a policy that leaves the system.</summary>
internal sealed class PolicyPaper(ApprovalReader approvals, SettingsReader settings, TimeProvider time)
{
    public async Task<DocumentHead> HeadAsync(Actor actor, string kind, Guid id, string title, string number, string version, PolicyState state, DateOnly? effectiveOn, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signatures = (await approvals.SignaturesOfAsync(kind, [id], ct)).GetValueOrDefault(id, []);
        return new DocumentHead
        {
            Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
            Title = title, Number = number, Version = version,
            State = state switch
            {
                PolicyState.Approved => DocumentState.Approved,
                PolicyState.InApproval => DocumentState.InReview,
                PolicyState.Superseded => DocumentState.Superseded,
                _ => DocumentState.Draft,
            },
            Prepared = Step(SignatureMeaning.Prepare), Reviewed = Step(SignatureMeaning.Review), Approved = Step(SignatureMeaning.Approve),
            EffectiveOn = effectiveOn, GeneratedAt = time.Instant().In(zone), GeneratedBy = actor.Name, Culture = actor.Culture,
        };

        SignedStep Step(SignatureMeaning meaning) => signatures.LastOrDefault(s => s.Meaning == meaning) is { } given
            ? new SignedStep(given.Name, DateOnly.FromDateTime(given.At.In(zone).DateTime)) : SignedStep.Open;
    }
}

/// <summary>信息安全方针 as a Word document, with what shows on this day that its commitments are kept; noted in the ledger.</summary>
internal sealed class ExportPolicy(IsmsDbContext db, ReadPolicy read, PolicyPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } policy)
            return found.Refusal!;
        string T(string key, params object?[] args) => Phrase.In(actor.Culture, key, args);
        var head = await paper.HeadAsync(actor, PolicyApproval.KindName, id, T("policy.title"), policy.Number, policy.VersionLabel, policy.State, policy.EffectiveOn, ct);
        db.Note("policy_versions", id, new { export = policy.VersionLabel });
        await db.SaveAsync(actor, "policy.export", ct);
        List<WordBlock> blocks =
        [
            new WordBlock.Cover(),
            new WordBlock.Heading(1, T("policy.field.text")), new WordBlock.Paragraph(policy.Text, WordLook.Strong),
            new WordBlock.Heading(1, T("policy.principles")), new WordBlock.Bullets([.. policy.Principles.Select(p => p.Text)]),
            new WordBlock.Heading(1, T("policy.commitments")),
            new WordBlock.Table([new("", 0.4, true), new(T("policy.field.commitment"), 4), new(T("policy.field.evidence"), 4)],
                policy.Commitments.Select(c => (IReadOnlyList<object?>)[((char)('a' + c.Place - 1)).ToString(), c.Text, string.Join('\n', c.Evidence.Select(e => e.Text))])),
            new WordBlock.Paragraph(T("policy.evidence-on", head.GeneratedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), WordLook.Note),
            new WordBlock.Heading(1, T("policy.reviews")),
            new WordBlock.Table([new(T("policy.field.heldOn"), 1.2), new(T("policy.field.suitability"), 3), new(T("policy.field.adequacy"), 3), new(T("policy.field.strategyAndRisk"), 3), new(T("policy.field.by"), 1.2)],
                policy.Reviews.Select(r => (IReadOnlyList<object?>)[r.HeldOn, r.Suitability, r.Adequacy, r.StrategyAndRisk, r.ByName])),
            new WordBlock.Heading(1, T("policy.document.approval")), new WordBlock.Signatures(),
        ];
        return WrittenFile.By(T("policy.file"), WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }
}
