using System.Globalization;
using Isms.Kernel.Access.Account;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;

namespace Isms.Modules.Records.Documents;

/// <summary>One line of the signatures under a record.</summary>
/// <param name="Words">What the paper form calls the step, with the role.</param>
/// <param name="Given">Empty while nobody signed: a place to sign by hand.</param>
internal sealed record PrintedSignature(string Words, SignedStep Given);

/// <summary>A record as its paper form, as a Word document.</summary>
internal static class RecordDocument
{
    /// <param name="link">Address that the QR code leads to; null prints none.</param>
    /// <param name="files">Names and hashes of its files.</param>
    public static void Write(Stream output, DocumentHead head, RecordView record, IReadOnlyList<PrintedSignature> signatures, IReadOnlyList<(string Name, string Sha256)> files, string? link)
    {
        var culture = head.Culture;
        var blocks = new List<WordBlock> { new WordBlock.Banner() };
        var pairs = new List<(string, object?)>
        {
            (T("records.field.department"), record.Department), (T("records.field.filledBy"), record.FilledBy), (T("records.field.filledOn"), record.FilledOn),
        };
        foreach (var field in record.Definition.Fields)
        {
            var value = record.Filled.Of(field.Key);
            if (value?.Rows is { Count: > 0 } rows)
            {
                Flush();
                blocks.Add(new WordBlock.Paragraph(field.Label(culture), WordLook.Strong));
                blocks.Add(new WordBlock.Table([.. field.Columns.Select(c => new WordColumn(c.Label(culture)))], rows.Select(r => (IReadOnlyList<object?>)[.. field.Columns.Select(c => r.GetValueOrDefault(c.Key, ""))])));
            }
            else
            {
                var text = field.Type == FieldType.Files && value is not { None: true } ? string.Join('\n', files.Select(f => f.Name)) : FieldText.Of(field, value, culture);
                pairs.Add((field.Label(culture), text));
            }
        }
        Flush();
        blocks.Add(new WordBlock.Signatures([.. signatures.Select(s => (s.Words, s.Given))]));
        if (files.Count > 0)
            blocks.Add(new WordBlock.Table([new WordColumn(T("records.document.file"), 2), new WordColumn("SHA-256", 3)], files.Select(f => (IReadOnlyList<object?>)[f.Name, f.Sha256])));
        if (link is not null)
        {
            blocks.Add(new WordBlock.Picture(QrCode.Png(link), 24, T("records.document.qr")));
            blocks.Add(new WordBlock.Paragraph(link, WordLook.Note));
        }
        blocks.Add(new WordBlock.Paragraph(T("records.document.hash", record.ContentHash), WordLook.Note));
        WordWriter.Write(output, head, blocks);

        void Flush()
        {
            if (pairs.Count > 0)
                blocks.Add(new WordBlock.Facts([.. pairs]));
            pairs.Clear();
        }

        string T(string key, params object?[] args) => Phrase.In(culture, key, args);
    }
}
