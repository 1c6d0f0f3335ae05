using System.Globalization;
using System.Text;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization.Charts;

/// <summary>The paper a chart is drawn for, landscape.</summary>
public enum ChartPaper { A4, A3 }

/// <summary>A box of the chart.</summary>
/// <param name="Title">Office or department.</param>
/// <param name="Names">Who holds it; empty is shown as vacant.</param>
/// <param name="Required">False for an office that may stay empty: it is then left out.</param>
internal sealed record ChartBox(string Title, IReadOnlyList<string> Names, bool Required = true);

/// <summary>A department with those below it.</summary>
internal sealed record ChartDepartment(ChartBox Box, IReadOnlyList<ChartDepartment> Below);

/// <summary>What the chart shows.</summary>
internal sealed record ChartContent(
    string Title, string Subtitle, ChartBox Manager, ChartBox Representative, ChartBox Leader, ChartBox Team, ChartBox ProjectOwner, ChartBox Auditors, IReadOnlyList<ChartDepartment> Departments);

/// <summary>
/// 信息安全管理组织机构图 (Appendix 2) as SVG: general manager, representative and team on a trunk, the departments below with those under them, each with
/// its holder. Pure: the same content gives the same drawing.
/// </summary>
internal static class OrganizationChart
{
    private const int BoxWidth = 176;
    private const int Gap = 24;
    private const int Indent = 18;
    private const int Line = 18;
    private const int Margin = 24;
    private const int WideBox = 420;

    // Longer lists of names are cut, with how many more there are.
    private const int MostNames = 24;

    /// <summary>
    /// The departments of each sheet: as many as can still be read on the paper, a department always with all below it. One sheet at least.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ChartDepartment>> Sheets(IReadOnlyList<ChartDepartment> departments, ChartPaper paper)
    {
        var most = paper == ChartPaper.A3 ? 54 : 24;
        var sheets = new List<List<ChartDepartment>> { new() };
        var boxes = 0;
        foreach (var department in departments)
        {
            var size = Size(department);
            if (boxes > 0 && boxes + size > most)
            {
                sheets.Add([]);
                boxes = 0;
            }
            sheets[^1].Add(department);
            boxes += size;
        }
        return sheets;

        static int Size(ChartDepartment department) => 1 + department.Below.Sum(Size);
    }

    /// <param name="paper">Decides how many departments stand side by side, and the size on paper.</param>
    /// <param name="culture">Language of the words that the chart itself adds.</param>
    public static string Draw(ChartContent content, ChartPaper paper, CultureInfo culture)
    {
        var across = paper == ChartPaper.A3 ? 9 : 6;
        var columns = Math.Clamp(content.Departments.Count, 3, across);
        var width = 2 * Margin + columns * BoxWidth + (columns - 1) * Gap;
        var middle = width / 2;
        var canvas = new Canvas(culture);
        canvas.Text(middle, Margin + 14, content.Title, 18, "middle", bold: true);
        canvas.Text(middle, Margin + 34, content.Subtitle, 12, "middle", colour: Canvas.Grey);

        var y = Margin + 52;
        y = OnTrunk(content.Manager, BoxWidth + 40, y, null, content.ProjectOwner);
        y = OnTrunk(content.Representative, BoxWidth + 40, y, y - Gap, null);
        y = OnTrunk(content.Leader, BoxWidth + 40, y, y - Gap, content.Auditors);
        y = OnTrunk(content.Team, WideBox, y, y - Gap, null);

        foreach (var row in content.Departments.Chunk(across))
        {
            var bus = y;
            canvas.Connect(middle, y - Gap, middle, bus);
            var left = middle - (row.Length * BoxWidth + (row.Length - 1) * Gap) / 2;
            if (row.Length > 1)
                canvas.Connect(left + BoxWidth / 2, bus, left + (row.Length - 1) * (BoxWidth + Gap) + BoxWidth / 2, bus);
            var bottom = bus;
            for (var i = 0; i < row.Length; i++)
            {
                var x = left + i * (BoxWidth + Gap);
                canvas.Connect(x + BoxWidth / 2, bus, x + BoxWidth / 2, bus + Gap);
                bottom = Math.Max(bottom, Department(canvas, row[i], x, bus + Gap, BoxWidth));
            }
            y = bottom + 2 * Gap;
        }
        return canvas.Finish(width, y - Gap, paper, content.Title);

        int OnTrunk(ChartBox box, int boxWidth, int top, int? from, ChartBox? beside)
        {
            if (from is { } above)
                canvas.Connect(middle, above, middle, top);
            var bottom = canvas.Box(middle - boxWidth / 2, top, boxWidth, box, strong: true);
            if (beside is not null && (beside.Required || beside.Names.Count > 0))
            {
                var x = middle + boxWidth / 2 + Gap;
                canvas.Connect(middle + boxWidth / 2, top + 24, x, top + 24, dashed: true);
                bottom = Math.Max(bottom, canvas.Box(x, top, BoxWidth, beside, strong: false));
            }
            return bottom + Gap;
        }
    }

    // Those below stand under each other, set in: a tree of any breadth keeps the width of its column.
    private static int Department(Canvas canvas, ChartDepartment department, int x, int top, int width)
    {
        var bottom = canvas.Box(x, top, width, department.Box, strong: false);
        foreach (var below in department.Below)
        {
            var next = bottom + Gap / 2;
            var stem = x + Indent / 2;
            canvas.Connect(stem, top + 24, stem, next + 22);
            canvas.Connect(stem, next + 22, x + Indent, next + 22);
            bottom = Department(canvas, below, x + Indent, next, Math.Max(width - Indent, BoxWidth / 2));
        }
        return bottom;
    }

    private sealed class Canvas(CultureInfo culture)
    {
        public const string Grey = "#5b6573";
        private const string Ink = "#1b2430";
        private const string Red = "#b3261e";

        // Lines first, boxes over them.
        private readonly StringBuilder _lines = new();
        private readonly StringBuilder _boxes = new();

        public void Connect(int x1, int y1, int x2, int y2, bool dashed = false) => _lines.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"#8a94a3\" stroke-width=\"1.4\"{(dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

        /// <summary>Answers its lower edge.</summary>
        public int Box(int x, int top, int width, ChartBox box, bool strong)
        {
            var names = box.Names.Count == 0 ? [Phrase.In(culture, "organization.vacant")] : Wrapped(box.Names, width);
            var height = 30 + names.Count * Line + 6;
            _boxes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"5\" fill=\"{(strong ? "#e8f0fb" : "#ffffff")}\" stroke=\"{(box.Names.Count == 0 ? Red : "#3a6fb0")}\" stroke-width=\"1.3\"/>");
            Text(x + width / 2, top + 20, Cut(box.Title, width - 12, 13), 13, "middle", bold: true);
            for (var i = 0; i < names.Count; i++)
                Text(x + width / 2, top + 38 + i * Line, names[i], 12, "middle", colour: box.Names.Count == 0 ? Red : Ink);
            return top + height;
        }

        public void Text(int x, int y, string words, int size, string anchor, bool bold = false, string colour = Ink) => _boxes.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{(bold ? " font-weight=\"600\"" : "")}>{Escape(words)}</text>");

        public string Finish(int width, int height, ChartPaper paper, string title)
        {
            // Landscape with ten millimetres of margin; never larger than the sheet.
            var (wide, high) = paper == ChartPaper.A3 ? (400.0, 277.0) : (277.0, 190.0);
            var scale = Math.Min(wide / width, high / height);
            return string.Create(CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width * scale:0.##}mm\" height=\"{height * scale:0.##}mm\" role=\"img\" aria-label=\"{Escape(title)}\" font-family=\"'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Noto Sans SC',Arial,sans-serif\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>{_lines}{_boxes}</svg>");
        }

        private List<string> Wrapped(IReadOnlyList<string> names, int width)
        {
            var shown = names.Take(MostNames).ToList();
            if (names.Count > MostNames)
                shown.Add(Phrase.In(culture, "organization.chart-more", names.Count - MostNames));
            var comma = Phrase.In(culture, "ui.list-comma");
            var lines = new List<string>();
            foreach (var name in shown)
            {
                var longer = lines.Count == 0 ? name : lines[^1] + comma + name;
                if (lines.Count > 0 && Width(longer, 12) <= width - 16)
                    lines[^1] = longer;
                else
                    lines.Add(Cut(name, width - 16, 12));
            }
            return lines;
        }

        private static string Cut(string words, int width, int size)
        {
            if (Width(words, size) <= width)
                return words;
            var end = words.Length;
            while (end > 1 && Width(words[..end] + "…", size) > width)
                end--;
            return words[..end] + "…";
        }

        // Chinese characters are as wide as the type is high, others a little more than half.
        private static double Width(string words, int size) => words.Sum(c => c > '\u2e7f' ? 1.0 : 0.56) * size;

        private static string Escape(string words) => System.Security.SecurityElement.Escape(new string([.. words.Where(c => !char.IsControl(c))])) ?? "";
    }
}
