using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Announcements;

namespace Isms.Modules.Communication.Documents;

/// <summary>宣贯公告 (5.1 d) as a Word document.</summary>
internal static class AnnouncementDocument
{
    public static string FileName(CultureInfo culture, string number) => Phrase.In(culture, "communication.document.announcement-file", number);

    public static void Write(Stream output, DocumentHead head, AnnouncementView announcement)
    {
        List<WordBlock> blocks =
        [
            new WordBlock.Banner(),
            new WordBlock.Facts(
            [
                (F("theme"), T("theme." + announcement.Theme)), (F("audience"), announcement.ToAll ? T("to-all") : string.Join(Phrase.In(head.Culture, "ui.list-comma"), announcement.Departments.Select(d => d.Name))),
                (F("readBy"), announcement.ReadBy),
            ]),
            .. announcement.Body.Split('\n').Where(l => l.Length > 0).Select(l => new WordBlock.Paragraph(l)),
        ];
        if (announcement.PublishedOn is { } on)
        {
            blocks.Add(new WordBlock.Paragraph(T("document.announced-by", announcement.InNameOf, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), WordLook.Strong));
            if (announcement.Mandate.Length > 0)
                blocks.Add(new WordBlock.Paragraph(T("document.announced-for", announcement.PublishedBy, announcement.Mandate), WordLook.Note));
        }
        if (announcement.Reading.Count > 0 && announcement.PublishedOn is not null)
        {
            blocks.Add(new WordBlock.Heading(1, T("document.reading", announcement.Percent, announcement.Read, announcement.People)));
            blocks.Add(new WordBlock.Table([new(F("department"), 3), new(F("people"), 1, true), new(T("read"), 1, true), new(F("percentOnly"), 1, true)],
                announcement.Reading.Select(d => (IReadOnlyList<object?>)[d.Name.Length == 0 ? T("no-department") : d.Name, d.People, d.Read, d.Percent])));
        }
        WordWriter.Write(output, head, blocks);

        string F(string key) => T("field." + key);
        string T(string key, params object?[] args) => Phrase.In(head.Culture, "communication." + key, args);
    }
}
