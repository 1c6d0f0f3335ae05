using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>The formats that written sheets use, and the style sheet that holds them.</summary>
internal sealed class WorkbookStyles
{
    private const string HeaderFill = "DCE6F1";
    private const string ZebraFill = "F5F8FB";
    private const string TextColor = "1F2933";
    private const string MutedColor = "5F6B7A";

    private readonly Fonts fonts = new();
    private readonly Fills fills = new(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
    private readonly CellFormats formats = new();
    private readonly Dictionary<string, uint> fillOf = [];
    private readonly uint[,] cells = new uint[5, 2];
    private readonly uint[] quoted = new uint[2];
    private readonly uint[] centered = new uint[2];
    private readonly uint[] levels = new uint[6];

    public WorkbookStyles(bool chinese)
    {
        var name = chinese ? "宋体" : "Arial";
        // A workbook's first format is what empty cells have.
        var body = Font(name, 10, TextColor);
        Format(body);
        var strong = Font(name, 10, TextColor, bold: true);
        var small = Font(name, 9, MutedColor);
        Organization = Format(small, horizontal: HorizontalAlignmentValues.Center);
        Title = Format(Font(chinese ? "黑体" : "Arial", 16, TextColor, bold: true), horizontal: HorizontalAlignmentValues.Center);
        Meta = Format(small, horizontal: HorizontalAlignmentValues.Left, wrap: true);
        Header = Format(strong, HeaderFill, border: true, horizontal: HorizontalAlignmentValues.Center, wrap: true);
        NoteTitle = Format(strong);
        foreach (var zebra in (int[])[0, 1])
        {
            var fill = zebra == 1 ? ZebraFill : null;
            cells[(int)SheetCellKind.Text, zebra] = Format(body, fill, true, HorizontalAlignmentValues.Left, wrap: true, number: 49);
            cells[(int)SheetCellKind.Integer, zebra] = Format(body, fill, true, HorizontalAlignmentValues.Right, number: 1);
            cells[(int)SheetCellKind.Decimal, zebra] = Format(body, fill, true, HorizontalAlignmentValues.Right, number: 4);
            cells[(int)SheetCellKind.Date, zebra] = Format(body, fill, true, HorizontalAlignmentValues.Center, number: 164);
            cells[(int)SheetCellKind.Level, zebra] = Format(body, fill, true, HorizontalAlignmentValues.Center, wrap: true);
            quoted[zebra] = Format(body, fill, true, HorizontalAlignmentValues.Left, wrap: true, number: 49, quote: true);
            centered[zebra] = Format(body, fill, true, HorizontalAlignmentValues.Center, wrap: true, number: 49);
        }
        for (var step = 1; step <= 5; step++)
            levels[step] = Format(body, LevelCell.Fill(step), true, HorizontalAlignmentValues.Center, wrap: true);
    }

    public uint Organization { get; }

    public uint Title { get; }

    public uint Meta { get; }

    public uint Header { get; }

    public uint NoteTitle { get; }

    public uint Cell(SheetCellKind kind, bool zebra) => cells[(int)kind, zebra ? 1 : 0];

    /// <summary>Text that would become a formula as soon as somebody edits the cell, held as text by Excel's own mark.</summary>
    public uint Quoted(bool zebra) => quoted[zebra ? 1 : 0];

    public uint Centered(bool zebra) => centered[zebra ? 1 : 0];

    public uint Level(int step) => levels[step];

    public Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }),
        fonts,
        fills,
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(Line<LeftBorder>(), Line<RightBorder>(), Line<TopBorder>(), Line<BottomBorder>(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        formats,
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));

    private static T Line<T>() where T : BorderPropertiesType, new()
    {
        var line = new T { Style = BorderStyleValues.Thin };
        line.Append(new Color { Rgb = "FFB8C2CC" });
        return line;
    }

    private uint Font(string name, double size, string color, bool bold = false)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new Color { Rgb = "FF" + color }, new FontName { Val = name });
        if (name is "宋体" or "黑体")
            font.Append(new FontCharSet { Val = 134 });
        fonts.Append(font);
        return (uint)fonts.ChildElements.Count - 1;
    }

    private uint Format(uint font, string? fill = null, bool border = false, HorizontalAlignmentValues? horizontal = null, bool wrap = false, uint number = 0, bool quote = false)
    {
        var format = new CellFormat
        {
            NumberFormatId = number,
            FontId = font,
            FillId = fill is null ? 0 : Fill(fill),
            BorderId = border ? 1u : 0u,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = true,
            ApplyFill = fill is not null,
            ApplyBorder = border,
            ApplyAlignment = true,
            Alignment = new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = wrap },
        };
        if (horizontal is { } side)
            format.Alignment.Horizontal = side;
        if (quote)
            format.QuotePrefix = true;
        formats.Append(format);
        return (uint)formats.ChildElements.Count - 1;
    }

    private uint Fill(string color)
    {
        if (!fillOf.TryGetValue(color, out var id))
        {
            fills.Append(new Fill(new PatternFill(new ForegroundColor { Rgb = "FF" + color }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }));
            fillOf[color] = id = (uint)fills.ChildElements.Count - 1;
        }
        return id;
    }
}
