using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

using Numbering = DocumentFormat.OpenXml.Wordprocessing.Numbering;

/// <summary>The look of every document: styles, numbering of headings and bullets, fonts and what to use where they are missing.</summary>
internal static class WordStyles
{
    public const string TextColor = "1F2933";
    public const string MutedColor = "5F6B7A";
    public const string LineColor = "B8C2CC";
    public const string HeaderFill = "DCE6F1";
    public const int HeadingNumbering = 1;
    public const int BulletNumbering = 2;

    private static readonly (double Size, int Before, int After)[] Headings = [(16, 360, 160), (14, 280, 120), (12, 220, 100), (10.5, 180, 80)];

    public static Styles Sheet(bool chinese)
    {
        var sheet = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    Serif(chinese), new Color { Val = TextColor }, new Kern { Val = 2 }, Size(10.5), new FontSizeComplexScript { Val = "21" },
                    new Languages { Val = "en-US", EastAsia = "zh-CN", Bidi = "ar-SA" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new WidowControl()))),
            Style("Normal", "Normal", null, new StyleParagraphProperties(new SpacingBetweenLines { After = "0", Line = "300", LineRule = LineSpacingRuleValues.Auto }), isDefault: true),
            Style("Body", "Body Text", "Normal", chinese
                ? new StyleParagraphProperties(new SpacingBetweenLines { Before = "60", After = "60", Line = "360", LineRule = LineSpacingRuleValues.Auto }, new Indentation { FirstLine = "420", FirstLineChars = 200 })
                : new StyleParagraphProperties(new SpacingBetweenLines { Before = "60", After = "100", Line = "320", LineRule = LineSpacingRuleValues.Auto })),
            Style("Strong", "Strong Text", "Normal", Spacing(80, 60), Run(bold: true)),
            Style("Note", "Note", "Normal", Spacing(40, 80), Run(size: 9, color: MutedColor)),
            Style("Centered", "Centered", "Normal", Centered(60, 60)),
            Style("Bullet", "List Bullet", "Normal", new StyleParagraphProperties(
                new NumberingProperties(new NumberingId { Val = BulletNumbering }), new SpacingBetweenLines { Before = "20", After = "20", Line = "320", LineRule = LineSpacingRuleValues.Auto })),
            Style("Title", "Title", "Normal", Centered(0, 240), Run(26, bold: true, chinese: chinese, sans: true)),
            Style("BannerTitle", "Banner Title", "Normal", Centered(0, 80), Run(18, bold: true, chinese: chinese, sans: true)),
            Style("Organization", "Organization", "Normal", Centered(0, 360), Run(16, chinese: chinese, sans: true)),
            Style("ContentsTitle", "Contents Title", "Normal", Centered(360, 240), Run(16, bold: true, chinese: chinese, sans: true)),
            Style("TableText", "Table Text", "Normal", new StyleParagraphProperties(new SpacingBetweenLines { Before = "20", After = "20", Line = "260", LineRule = LineSpacingRuleValues.Auto }), Run(9)),
            Style("TableHeader", "Table Header", "TableText", new StyleParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Center }), Run(bold: true)),
            Style("Header", "header", "Normal", Spacing(0, 0), Run(9, color: MutedColor)),
            Style("Footer", "footer", "Normal", Spacing(0, 0), Run(8, color: MutedColor)));
        for (var level = 0; level < Headings.Length; level++)
        {
            var (size, before, after) = Headings[level];
            sheet.Append(Style($"Heading{level + 1}", $"heading {level + 1}", "Normal",
                new StyleParagraphProperties(
                    new KeepNext(), new KeepLines(),
                    new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = HeadingNumbering }),
                    new SpacingBetweenLines { Before = Text(before), After = Text(after), Line = "300", LineRule = LineSpacingRuleValues.Auto },
                    new OutlineLevel { Val = level }),
                Run(size, bold: true, chinese: chinese, sans: true), next: "Body"));
            sheet.Append(Style($"TOC{level + 1}", $"toc {level + 1}", "Normal", new StyleParagraphProperties(
                new Tabs(new TabStop { Val = TabStopValues.Right, Leader = TabStopLeaderCharValues.Dot, Position = new WordPage(false).TextWidth }),
                new SpacingBetweenLines { Before = "40", After = "40" }, new Indentation { Left = Text(level * 360) })));
        }
        return sheet;
    }

    public static DocumentFormat.OpenXml.Wordprocessing.Numbering Numbering() => new(
        new AbstractNum(
            [new MultiLevelType { Val = MultiLevelValues.Multilevel }, .. Enumerable.Range(0, Headings.Length).Select(level => new Level(
                new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal }, new ParagraphStyleIdInLevel { Val = $"Heading{level + 1}" },
                new LevelText { Val = string.Join('.', Enumerable.Range(1, level + 1).Select(n => "%" + Text(n))) }, new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = Text(480 + level * 160), Hanging = Text(480 + level * 160) })) { LevelIndex = level })])
        { AbstractNumberId = 0 },
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
            new Level(
                new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" }, new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "780", Hanging = "300" }),
                new NumberingSymbolRunProperties(new RunFonts { Ascii = "Arial", HighAnsi = "Arial", EastAsia = "宋体", Hint = FontTypeHintValues.Default })) { LevelIndex = 0 })
        { AbstractNumberId = 1 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = HeadingNumbering },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = BulletNumbering });

    public static Fonts FontTable() => new(
        Font("宋体", "SimSun,Songti SC,Noto Serif CJK SC", FontFamilyValues.Auto, "86"),
        Font("黑体", "SimHei,Heiti SC,Noto Sans CJK SC", FontFamilyValues.Modern, "86"),
        Font("Times New Roman", "Liberation Serif", FontFamilyValues.Roman, "00"),
        Font("Arial", "Liberation Sans", FontFamilyValues.Swiss, "00"));

    private static Font Font(string name, string alternatives, FontFamilyValues family, string charset) =>
        new(new AltName { Val = alternatives }, new FontCharSet { Val = charset }, new FontFamily { Val = family }) { Name = name };

    private static RunFonts Serif(bool chinese) => chinese
        ? new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "宋体", ComplexScript = "Times New Roman" }
        : new RunFonts { Ascii = "Arial", HighAnsi = "Arial", EastAsia = "宋体", ComplexScript = "Arial" };

    private static FontSize Size(double points) => new() { Val = Text((int)(points * 2)) };

    private static StyleParagraphProperties Spacing(int before, int after) => new(new SpacingBetweenLines { Before = Text(before), After = Text(after) });

    private static StyleParagraphProperties Centered(int before, int after) =>
        new(new SpacingBetweenLines { Before = Text(before), After = Text(after) }, new Justification { Val = JustificationValues.Center });

    private static StyleRunProperties Run(double? size = null, bool bold = false, string? color = null, bool chinese = false, bool sans = false)
    {
        var run = new StyleRunProperties();
        if (sans)
            run.Append(new RunFonts { Ascii = "Arial", HighAnsi = "Arial", EastAsia = "黑体", ComplexScript = "Arial" });
        // 黑体 is heavy by itself; a computed bold on top of it smears the strokes.
        if (bold && !(sans && chinese))
            run.Append(new Bold());
        if (color is not null)
            run.Append(new Color { Val = color });
        if (size is { } points)
            run.Append(Size(points), new FontSizeComplexScript { Val = Text((int)(points * 2)) });
        return run;
    }

    private static Style Style(string id, string name, string? basedOn, StyleParagraphProperties paragraph, StyleRunProperties? run = null, string? next = null, bool isDefault = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault)
            style.Default = true;
        style.Append(new StyleName { Val = name });
        if (basedOn is not null)
            style.Append(new BasedOn { Val = basedOn });
        if (next is not null)
            style.Append(new NextParagraphStyle { Val = next });
        style.Append(new PrimaryStyle(), paragraph);
        if (run is not null)
            style.Append(run);
        return style;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
