using System.Collections;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Puts the values into one part of a template whose tokens are cut out and whose blocks are known to close.</summary>
internal sealed class TemplateFilling(OpenXmlPart part, CultureInfo culture, List<TemplateProblem> problems)
{
    /// <summary>The name that counts the items of a loop.</summary>
    public const string Index = "@index";

    private readonly Dictionary<byte[], string> pictures = [];

    /// <summary>Fills all tokens in these elements, which are neighbours.</summary>
    public void Expand(IReadOnlyList<OpenXmlElement> elements, TemplateScope scope)
    {
        var tokens = TemplateToken.In(elements);
        var done = new HashSet<Run>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (done.Contains(tokens[i].Run))
                continue;
            if (!tokens[i].Opens)
            {
                Replace(tokens[i], scope);
                continue;
            }
            var end = EndOf(tokens, i);
            var unit = Unit(tokens[i].Run, tokens[end].Run);
            done.UnionWith(TemplateToken.In(unit).Select(token => token.Run));
            Repeat(unit, tokens[i], tokens[end], scope);
        }
    }

    /// <summary>Makes the result sound again: cells keep a paragraph, empty tables go, ids of pictures are unique.</summary>
    public static void Tidy(IEnumerable<OpenXmlElement> roots)
    {
        var pictures = 0u;
        foreach (var root in roots)
        {
            foreach (var table in root.Descendants<Table>().Where(table => !table.Elements<TableRow>().Any() && !table.Elements<SdtRow>().Any()).ToList())
                table.Remove();
            foreach (var cell in root.Descendants<TableCell>().Where(cell => cell.LastChild is not Paragraph))
                cell.Append(new Paragraph());
            foreach (var properties in root.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>())
                properties.Id = ++pictures;
        }
    }

    private static int EndOf(List<TemplateToken> tokens, int start)
    {
        var depth = 0;
        for (var i = start; ; i++)
        {
            depth += tokens[i].Opens ? 1 : tokens[i].Kind == TokenKind.End ? -1 : 0;
            if (depth == 0)
                return i;
        }
    }

    // What a block repeats: the whole row when it begins and ends in different cells of it, otherwise the neighbours
    // (words, paragraphs, rows) from the one with its beginning to the one with its end.
    private static List<OpenXmlElement> Unit(Run start, Run end)
    {
        var above = start.Ancestors().ToHashSet();
        var common = end.Ancestors().First(above.Contains);
        if (common is TableRow)
            return [common];
        OpenXmlElement Child(Run run) => run.Parent == common ? run : run.Ancestors().First(ancestor => ancestor.Parent == common);
        var (first, last) = (Child(start), Child(end));
        return [first, .. first.ElementsAfter().TakeWhile(e => e != last), .. first == last ? Array.Empty<OpenXmlElement>() : [last]];
    }

    private void Repeat(List<OpenXmlElement> unit, TemplateToken start, TemplateToken end, TemplateScope scope)
    {
        var copies = 0;
        foreach (var inner in Scopes(start, scope))
        {
            var clones = unit.Select(element => element.CloneNode(true)).ToList();
            foreach (var clone in clones)
                unit[0].InsertBeforeSelf(clone);
            if (copies++ > 0)
                MakeDistinct(clones);
            foreach (var marker in TemplateToken.In(clones).Where(token => token.Id == start.Id || token.Id == end.Id).ToList())
                RemoveMarker(marker.Run, clones);
            Expand([.. clones.Where(clone => clone.Parent is not null)], inner);
        }
        foreach (var element in unit)
            element.Remove();
    }

    private IEnumerable<TemplateScope> Scopes(TemplateToken start, TemplateScope scope)
    {
        if (!scope.TryFind(start.Name, out var value))
        {
            problems.Add(new TemplateProblem(TemplateFault.UnknownField, start.Name, start.Place));
            return [];
        }
        if (start.Kind != TokenKind.Loop)
            return TemplateScope.Holds(value) == (start.Kind == TokenKind.If) ? [scope] : [];
        if (value is null)
            return [];
        if (value is not IEnumerable<IReadOnlyDictionary<string, object?>> items)
        {
            problems.Add(new TemplateProblem(TemplateFault.WrongKind, start.Name, start.Place));
            return [];
        }
        return items.Select((item, i) => new TemplateScope(item, new TemplateScope(new Dictionary<string, object?> { [Index] = i + 1 }, scope)));
    }

    // A paragraph or row that held nothing but the marker goes with it.
    private static void RemoveMarker(Run marker, List<OpenXmlElement> unit)
    {
        var paragraph = marker.Ancestors<Paragraph>().FirstOrDefault();
        var row = marker.Ancestors<TableRow>().FirstOrDefault();
        marker.Remove();
        if (paragraph is null || unit[0] is Run || !IsEmpty(paragraph))
            return;
        if (row is not null && row.Parent is not null && row.Descendants<Paragraph>().All(IsEmpty) && (unit.Count > 1 && unit.Contains(row)))
            row.Remove();
        else if (paragraph.ParagraphProperties?.SectionProperties is null && (paragraph.Parent is not TableCell cell || cell.Elements<Paragraph>().Last() != paragraph))
            paragraph.Remove();
    }

    private static bool IsEmpty(Paragraph paragraph) =>
        !paragraph.Descendants().Any(e => e is Drawing or Picture or FieldChar or SimpleField or Break or TabChar || (e is DocumentFormat.OpenXml.Wordprocessing.Text { Text.Length: > 0 }));

    private static void MakeDistinct(List<OpenXmlElement> clones)
    {
        foreach (var element in clones.SelectMany(clone => clone.Descendants().Prepend(clone)).ToList())
        {
            if (element is BookmarkStart or BookmarkEnd)
            {
                element.Remove();
            }
            else if (element is Paragraph paragraph)
            {
                paragraph.ParagraphId = null;
                paragraph.TextId = null;
            }
            else if (element is TableRow row)
            {
                row.ParagraphId = null;
                row.TextId = null;
            }
        }
    }

    private void Replace(TemplateToken token, TemplateScope scope)
    {
        token.Unmark();
        if (!scope.TryFind(token.Name, out var value))
        {
            problems.Add(new TemplateProblem(TemplateFault.UnknownField, token.Name, token.Place));
            return;
        }
        if (value is not string and (IReadOnlyDictionary<string, object?> or IEnumerable))
        {
            problems.Add(new TemplateProblem(TemplateFault.WrongKind, token.Name, token.Place));
            return;
        }
        token.Run.RemoveAllChildren<DocumentFormat.OpenXml.Wordprocessing.Text>();
        if (value is TemplatePicture picture)
            InsertPicture(token.Run, picture);
        else
            WordWriter.AppendWords(token.Run, WrittenText.Of(value, culture));
        if (value is LevelCell level && token.Run.Ancestors<TableCell>().FirstOrDefault() is { } cell)
            (cell.TableCellProperties ??= new TableCellProperties()).Shading = new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = LevelCell.Fill(level.Step) };
    }

    private void InsertPicture(Run run, TemplatePicture picture)
    {
        var (width, height) = WordWriter.PngSize(picture.Png);
        if (!pictures.TryGetValue(picture.Png, out var relationship))
        {
            var image = part switch
            {
                MainDocumentPart main => main.AddImagePart(ImagePartType.Png),
                HeaderPart header => header.AddImagePart(ImagePartType.Png),
                FooterPart footer => footer.AddImagePart(ImagePartType.Png),
                FootnotesPart footnotes => footnotes.AddImagePart(ImagePartType.Png),
                EndnotesPart endnotes => endnotes.AddImagePart(ImagePartType.Png),
                _ => throw new InvalidOperationException($"No picture can be put into {part.Uri}."),
            };
            using var stream = new MemoryStream(picture.Png);
            image.FeedData(stream);
            pictures[picture.Png] = relationship = part.GetIdOfPart(image);
        }
        var wide = (long)(picture.WidthMillimetres * 36_000);
        run.Append(PictureXml.Run(relationship, null, 1, wide, wide * height / width, picture.Description, []).GetFirstChild<Drawing>()!.CloneNode(true));
    }
}
