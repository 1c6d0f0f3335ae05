using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Reporting;

namespace Isms.Modules.Communication.Documents;

/// <summary>信息安全管理体系运行情况报告 (4.2.2.3 b, appendix 2) as a Word document.</summary>
internal static class ReportDocument
{
    public static string FileName(CultureInfo culture) => Phrase.In(culture, "communication.document.report-file");

    public static void Write(Stream output, DocumentHead head, ReportView report)
    {
        WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(F("period"), ReportRoute.Days(report.From, report.To)), (F("reportKind"), Phrase.In(head.Culture, "communication.report-kind." + report.Kind)), (F("department"), report.Department), (F("writtenBy"), report.WrittenBy)]),
            new WordBlock.Heading(1, F("summary")),
            new WordBlock.Paragraph(report.Summary),
            new WordBlock.Heading(1, F("facts")),
            report.Facts.Length > 0 ? new WordBlock.Bullets(report.Facts.Split('\n')) : new WordBlock.Paragraph(Phrase.In(head.Culture, "communication.nothing-brought")),
            new WordBlock.Heading(1, F("needs")),
            new WordBlock.Paragraph(report.Needs.Length > 0 ? report.Needs : Phrase.In(head.Culture, "communication.document.nothing")),
            new WordBlock.Signatures([(Phrase.In(head.Culture, "communication.document.reported"), head.Prepared), (Phrase.In(head.Culture, "communication.document.acknowledged"), head.Approved)]),
        ]);

        string F(string key) => Phrase.In(head.Culture, "communication.field." + key);
    }
}
