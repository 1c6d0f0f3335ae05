using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Coordination;

namespace Isms.Modules.Communication.Documents;

/// <summary>信息安全协调会会议纪要 (4.2.2.2) as a Word document.</summary>
internal static class MinutesDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "communication.document.minutes");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "communication.document.minutes-file");

    public static void Write(Stream output, DocumentHead head, MeetingView meeting)
    {
        var culture = head.Culture;
        List<WordBlock> blocks =
        [
            new WordBlock.Banner(),
            new WordBlock.Facts(
            [
                (F("title"), meeting.Title), (F("heldOn"), meeting.HeldOn), (F("place"), meeting.Place), (F("chairId"), meeting.Chair), (F("minutesBy"), meeting.MinutesBy),
                (T("present"), T("present-n", meeting.Attendance.Count(a => a.Present), meeting.Attendance.Count, meeting.Quorum)), (T("absent"), Absent()),
            ]),
            new WordBlock.Heading(1, T("sign-in")),
            new WordBlock.Table([new(F("department"), 2), new(F("personId"), 2), new(T("presence"), 1, true), new(T("signature"), 2)],
                meeting.Attendance.Select(a => (IReadOnlyList<object?>)[a.Department, a.Person, T(a.Present ? "was-there" : "was-absent"), ""])),
            new WordBlock.Heading(1, T("points")),
        ];
        foreach (var point in meeting.Points)
        {
            blocks.Add(new WordBlock.Heading(2, Phrase.In(culture, "communication.topic." + point.Topic)));
            if (point.Facts.Length > 0)
                blocks.Add(new WordBlock.Bullets(point.Facts.Split('\n')));
            blocks.Add(new WordBlock.Paragraph(T("conclusion", point.Conclusion.Length > 0 ? point.Conclusion : T("nothing")), WordLook.Body));
        }
        blocks.Add(new WordBlock.Heading(1, Phrase.In(culture, "communication.resolutions")));
        blocks.Add(meeting.Resolutions.Count == 0 ? new WordBlock.Paragraph(T("no-resolutions"))
            : new WordBlock.Table([new(F("number"), 1), new(F("words"), 4), new(F("ownerId"), 1.4), new(F("dueOn"), 1.2, true)],
                meeting.Resolutions.Select(r => (IReadOnlyList<object?>)[r.Number.Length > 0 ? r.Number : "—", r.Words, r.Owner, r.DueOn])));
        blocks.Add(new WordBlock.Signatures([(T("recorded"), head.Prepared), (T("signed"), head.Approved)]));
        WordWriter.Write(output, head, blocks);

        string Absent() => meeting.Attendance.Where(a => !a.Present).Select(a => a.Department).ToList() is { Count: > 0 } absent ? string.Join(Phrase.In(culture, "ui.list-comma"), absent) : T("nobody-absent");
        string F(string key) => Phrase.In(culture, "communication.field." + key);
        string T(string key, params object?[] args) => Phrase.In(culture, "communication.document." + key, args);
    }
}
