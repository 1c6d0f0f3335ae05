using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization.Letters;

/// <summary>The letter as a Word document, noted in the ledger.</summary>
internal sealed class ExportLetter(IsmsDbContext db, ReadLetter read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } letter)
            return found.Refusal!;
        var state = letter.State switch { LetterState.Issued => DocumentState.Approved, LetterState.InApproval => DocumentState.InReview, LetterState.Dropped => DocumentState.Obsolete, _ => DocumentState.Draft };
        var head = await paper.HeadAsync(actor, LetterApproval.KindName, id, new PaperFacts(letter.Title, letter.Number, "", state, letter.IssuedOn), ct);
        db.Note("organization_letters", id, new { export = letter.Number });
        await db.SaveAsync(actor, "organization.export-letter", ct);
        return WrittenFile.By($"{letter.Number} {letter.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head, LetterDocument.Blocks(letter, head)));
    }
}

/// <summary>任命书 as a document: whom it appoints to what, from when to when, with which duties; whose office ends.</summary>
internal static class LetterDocument
{
    public static IReadOnlyList<WordBlock> Blocks(LetterView letter, DocumentHead head)
    {
        var culture = head.Culture;
        List<WordBlock> blocks = [new WordBlock.Banner(), new WordBlock.Paragraph(letter.Preamble)];
        var number = 0;
        foreach (var grant in letter.Grants)
        {
            blocks.Add(new WordBlock.Paragraph(T(grant.Department is null ? "grant" : "grant-head", ++number, grant.Person, OfficeOf(grant.Office), grant.Department, grant.EmployeeNumber, grant.PersonDepartment), WordLook.Strong));
            blocks.Add(new WordBlock.Paragraph(T("term", Day(grant.EffectiveFrom ?? grant.StartsOn), grant.EndsOn is { } end ? Day(end) : Phrase.In(culture, "kernel.appointment.open-end"))));
            if (grant.Handover)
                blocks.Add(new WordBlock.Paragraph(T("handover")));
            if (grant.Reason.Length > 0)
                blocks.Add(new WordBlock.Paragraph(T("reason", grant.Reason)));
            if (grant.Duties.Length > 0)
            {
                blocks.Add(new WordBlock.Paragraph(T("duties")));
                blocks.Add(new WordBlock.Bullets([.. grant.Duties.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]));
            }
        }
        foreach (var end in letter.Ends)
            blocks.Add(new WordBlock.Paragraph(T(end.Department is null ? "end" : "end-head", ++number, end.Person, OfficeOf(end.Office), end.Department, Day(end.EndsOn)), WordLook.Strong));
        if (letter.AuthorizesOperation)
            blocks.Add(new WordBlock.Paragraph(T("operation", ++number), WordLook.Strong));
        blocks.Add(new WordBlock.Signatures([(Phrase.In(culture, "organization.letter-prepared"), head.Prepared), (Phrase.In(culture, "kernel.office.GeneralManager"), head.Approved)]));
        return blocks;

        string T(string key, params object?[] args) => Phrase.In(culture, "organization.letter-doc." + key, args);

        string OfficeOf(Office office) => Phrase.In(culture, "kernel.office." + office);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
