using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Stamps the state into every header of a filled template, and gives it the headers that it lacks.</summary>
internal static class TemplateWatermark
{
    public static void Stamp(WordprocessingDocument file, DocumentHead head)
    {
        if (head.Watermark is null)
            return;
        var main = file.MainDocumentPart!;
        var sections = main.Document.Descendants<SectionProperties>().ToList();
        if (sections.Count == 0)
            sections.Add(main.Document.Body!.AppendChild(new SectionProperties()));
        // Later sections take over the headers of the first, so it has to have one of each kind.
        foreach (var kind in (HeaderFooterValues[])[HeaderFooterValues.Default, HeaderFooterValues.First, HeaderFooterValues.Even])
        {
            if (sections[0].Elements<HeaderReference>().Any(reference => (reference.Type?.Value ?? HeaderFooterValues.Default) == kind))
                continue;
            var part = main.AddNewPart<HeaderPart>();
            part.Header = new Header(new Paragraph());
            sections[0].PrependChild(new HeaderReference { Type = kind, Id = main.GetIdOfPart(part) });
        }
        var (x, y) = Middle(sections[0]);
        var shape = FirstShape;
        foreach (var header in main.HeaderParts.Select(part => part.Header).OfType<Header>())
        {
            if (header.LastChild is not Paragraph paragraph)
                paragraph = header.AppendChild(new Paragraph());
            foreach (var run in WordWatermark.Runs(head, x, y, shape))
                paragraph.Append(new Run(run));
            shape += 2;
        }
    }

    // Above the ids that Word gives to a document's own shapes.
    private const int FirstShape = 62_001;

    private static (double X, double Y) Middle(SectionProperties section)
    {
        var size = section.GetFirstChild<PageSize>();
        return ((size?.Width?.Value ?? 11906) / 40.0, (size?.Height?.Value ?? 16838) / 40.0);
    }
}
