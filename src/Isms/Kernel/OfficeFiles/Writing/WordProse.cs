using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Paragraphs whose words have looks of their own: lists, quotations, code, links.</summary>
/// <param name="relate">Makes a relationship to an outside address and answers its id.</param>
internal sealed class WordProse(Func<string, string> relate)
{
    private const string Monospace = "Courier New";
    private const string CodeFill = "F2F4F7";
    private const string LinkColor = "1D4F91";
    private const int Step = 420;
    private const int Hanging = 420;

    public Paragraph Paragraph(WordBlock.Prose prose)
    {
        var paragraph = new Paragraph(Properties(prose));
        if (prose.Kind == ProseKind.Item)
            paragraph.Append(Mark(prose.Mark));
        Append(paragraph, prose.Kind == ProseKind.Code ? [.. prose.Runs.Select(r => r with { Look = r.Look | RunLook.Code })] : prose.Runs, shaded: prose.Kind != ProseKind.Code);
        return paragraph;
    }

    /// <summary>A line across the page.</summary>
    public static Paragraph Rule() => new(new ParagraphProperties
    {
        ParagraphBorders = new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 1, Color = WordStyles.LineColor }),
        SpacingBetweenLines = new SpacingBetweenLines { Before = "60", After = "120" },
    });

    /// <summary>The lines of a cell, each a paragraph.</summary>
    public IEnumerable<Paragraph> Lines(WordRuns words, string style)
    {
        var line = new List<WordRun>();
        foreach (var run in words.Runs)
        {
            var parts = run.Words.Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    yield return Line(line, style);
                    line = [];
                }
                line.Add(run with { Words = parts[i] });
            }
        }
        yield return Line(line, style);
    }

    private Paragraph Line(List<WordRun> runs, string style)
    {
        var paragraph = new Paragraph(new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = style } });
        Append(paragraph, runs, shaded: true);
        return paragraph;
    }

    private static ParagraphProperties Properties(WordBlock.Prose prose)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = prose.Kind == ProseKind.Text && prose.Depth == 0 ? "Body" : "Normal" } };
        switch (prose.Kind)
        {
            case ProseKind.Item:
                properties.Tabs = new Tabs(new TabStop { Val = TabStopValues.Left, Position = Step * (prose.Depth + 1) + Hanging });
                properties.SpacingBetweenLines = new SpacingBetweenLines { Before = "20", After = "20", Line = "320", LineRule = LineSpacingRuleValues.Auto };
                properties.Indentation = new Indentation { Left = Number(Step * (prose.Depth + 1) + Hanging - Step / 2), Hanging = Number(Hanging - Step / 4) };
                break;
            case ProseKind.Quote:
                properties.ParagraphBorders = new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 18, Space = 8, Color = WordStyles.LineColor });
                properties.SpacingBetweenLines = new SpacingBetweenLines { Before = "60", After = "60", Line = "320", LineRule = LineSpacingRuleValues.Auto };
                properties.Indentation = new Indentation { Left = Number(Step * (prose.Depth + 1)) };
                break;
            case ProseKind.Code:
                properties.Shading = new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = CodeFill };
                properties.SpacingBetweenLines = new SpacingBetweenLines { Before = "80", After = "80", Line = "260", LineRule = LineSpacingRuleValues.Auto };
                properties.Indentation = new Indentation { Left = Number(Step * prose.Depth + 120), Right = "120" };
                break;
            case ProseKind.Text when prose.Depth > 0:
                properties.SpacingBetweenLines = new SpacingBetweenLines { Before = "20", After = "40", Line = "320", LineRule = LineSpacingRuleValues.Auto };
                properties.Indentation = new Indentation { Left = Number(Step * prose.Depth + Hanging - Step / 2) };
                break;
        }
        return properties;
    }

    private void Append(Paragraph paragraph, IReadOnlyList<WordRun> runs, bool shaded)
    {
        foreach (var words in runs.Where(r => r.Words.Length > 0))
        {
            var run = new Run { RunProperties = Look(words, shaded) };
            WordWriter.AppendWords(run, words.Words);
            paragraph.Append(words.Link is { } link ? new Hyperlink(run) { Id = relate(link), History = true } : run);
        }
    }

    private static Run Mark(string mark)
    {
        var run = new Run();
        WordWriter.AppendWords(run, mark + "\t");
        return run;
    }

    private static RunProperties Look(WordRun words, bool shaded)
    {
        var look = words.Look;
        var properties = new RunProperties();
        if (look.HasFlag(RunLook.Code))
            properties.RunFonts = new RunFonts { Ascii = Monospace, HighAnsi = Monospace, ComplexScript = Monospace };
        if (look.HasFlag(RunLook.Bold))
            properties.Bold = new Bold();
        if (look.HasFlag(RunLook.Italic))
            properties.Italic = new Italic();
        if (look.HasFlag(RunLook.Struck))
            properties.Strike = new Strike();
        if (words.Link is not null)
            properties.Color = new Color { Val = LinkColor };
        if (look.HasFlag(RunLook.Code))
            properties.FontSize = new FontSize { Val = "19" };
        if (look.HasFlag(RunLook.Marked))
            properties.Highlight = new Highlight { Val = HighlightColorValues.Yellow };
        if (words.Link is not null || look.HasFlag(RunLook.Underlined))
            properties.Underline = new Underline { Val = UnderlineValues.Single };
        if (look.HasFlag(RunLook.Code) && shaded)
            properties.Shading = new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = CodeFill };
        if (look.HasFlag(RunLook.Raised) || look.HasFlag(RunLook.Lowered))
            properties.VerticalTextAlignment = new VerticalTextAlignment { Val = look.HasFlag(RunLook.Raised) ? VerticalPositionValues.Superscript : VerticalPositionValues.Subscript };
        return properties;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
