using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Records.Control;

/// <summary>记录销毁证明: what was destroyed under which signatures, as a Word document; noted in the ledger.</summary>
internal sealed class PrintDisposal(IsmsDbContext db, ReadDisposal read, SettingsReader settings, ApprovalReader approvals, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var outcome = await read.RunAsync(actor, id, ct);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var (disposal, zone) = (outcome.Value!, await settings.TimeZoneAsync(ct));
        var given = (await approvals.SignaturesOfAsync(DisposalApproval.KindName, [id], ct)).GetValueOrDefault(id) ?? [];
        var title = T(disposal.CarriedOutAt is null ? "records.disposal-title" : "records.disposal-certificate-title");
        var head = await paper.HeadAsync(actor, new PaperFacts(title, disposal.Number, "", disposal.State switch { DisposalState.Approved => DocumentState.Approved, DisposalState.InApproval => DocumentState.InReview, _ => DocumentState.Draft }), ct) with
        {
            Prepared = Step(SignatureMeaning.Prepare), Approved = Step(SignatureMeaning.Approve),
        };
        db.Note("records_disposals", id, new { export = disposal.Number });
        await db.SaveAsync(actor, "records.print", ct);
        List<WordBlock> blocks =
        [
            new WordBlock.Banner(),
            new WordBlock.Facts(
            [
                (T("records.field.reason"), disposal.Reason), (T("records.field.method"), disposal.Method), (T("records.disposal-records"), disposal.Items.Count),
                (T("records.disposal-carried-out"), disposal.CarriedOutAt is { } at ? WrittenText.Minute(at.In(zone)) + "  " + disposal.CarriedOutBy : T("records.disposal-not-yet")),
            ]),
            new WordBlock.Table([new WordColumn(T("records.field.number"), 3), new WordColumn(T("records.field.form-name"), 3), new WordColumn(T("records.field.retainUntil"), 1.4), new WordColumn(T("records.disposal-hash"), 4)],
                disposal.Items.Select(i => (IReadOnlyList<object?>)[i.Number, i.FormName, i.RetainUntil, i.ContentHash])),
            new WordBlock.Signatures([(T("records.disposal-proposed"), Step(SignatureMeaning.Prepare)), (T("records.disposal-approved"), Step(SignatureMeaning.Approve)), (T("records.disposal-executed"), Executed())]),
            new WordBlock.Paragraph(T("records.disposal-note"), WordLook.Note),
        ];
        return WrittenFile.By($"{disposal.Number} {title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));

        SignedStep Step(SignatureMeaning meaning) => SignedPaper.StepOf(given.LastOrDefault(s => s.Meaning == meaning), zone);

        SignedStep Executed() => disposal.CarriedOutAt is { } at ? new SignedStep(disposal.CarriedOutBy, DateOnly.FromDateTime(at.In(zone).DateTime)) : SignedStep.Open;

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}
