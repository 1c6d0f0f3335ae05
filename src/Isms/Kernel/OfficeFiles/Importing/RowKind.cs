using System.Text.RegularExpressions;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Tells data from the other rows that people put into a table.</summary>
internal sealed partial class RowKind
{
    private readonly TableLayout layout;
    private readonly HashSet<int> mapped;
    private readonly HashSet<int> required;
    private readonly HashSet<int> scores;

    public RowKind(TableLayout layout, ImportSchema schema)
    {
        this.layout = layout;
        mapped = [.. layout.Columns.Where(c => c.Field is not null).Select(c => c.Column)];
        required = [.. layout.Columns.Where(c => c.Field is not null && schema.Fields[schema.IndexOf(c.Field)].Required).Select(c => c.Column)];
        scores = [.. layout.Columns.Where(c => c.Field is not null && schema.Fields[schema.IndexOf(c.Field)].Kind == FieldKind.Score).Select(c => c.Column)];
    }

    /// <summary>Why the row below the headings is no data; null when it is data.</summary>
    public SkipReason? SkippedAs(SheetRow row)
    {
        var own = row.Cells.Where(c => c.Origin == CellOrigin.Own && (c.Kind != CellKind.Text || HeadingText.Clean(c.Text).Length > 0)).ToList();
        if (own.Count == 0)
            return SkipReason.Blank;
        if (IsHeader(own))
            return SkipReason.RepeatedHeader;
        if (row.Number <= layout.HeaderBottom + 2 && own.Any(c => scores.Contains(c.Column) && Hint().IsMatch(HeadingText.Folded(c.Text))))
            return SkipReason.Note;
        // A text merged across the table fills every column without saying any of them.
        var complete = required.Count > 0 && required.All(c => row.At(c) is { Kind: not CellKind.Empty, Origin: not CellOrigin.RepeatedAcross });
        // 小计 alone in a cell is a subtotal even over a full row of sums; "行政部小计" could be a name, so the row must be incomplete too.
        var words = own.Where(c => c.Kind == CellKind.Text).Take(3).Select(c => HeadingText.Folded(c.Text)).ToList();
        if (words.Any(w => Total().IsMatch(w) || (!complete && GroupTotal().IsMatch(w))))
            return SkipReason.Subtotal;
        if (complete)
            return own.Any(c => required.Contains(c.Column)) ? null : SkipReason.Continuation;
        if (words.Count > 0 && own.Count <= 4 && NoteStart().IsMatch(words[0]))
            return SkipReason.Note;
        if (own.Count == 1 && own[0].Kind == CellKind.Text && row.Cells.Count(c => c.Origin == CellOrigin.RepeatedAcross) >= 2)
            return SkipReason.Section;
        return own.Any(c => mapped.Contains(c.Column)) ? null : SkipReason.NothingMapped;
    }

    private bool IsHeader(List<SheetCell> own)
    {
        var same = own.Count(c => c.Kind == CellKind.Text && layout.HeadingTexts.TryGetValue(c.Column, out var levels) && levels.Contains(HeadingText.Key(c.Text)));
        return same >= 2 && same * 3 >= own.Count * 2;
    }

    [GeneratedRegex(@"^\W*(?:本页)?(?:小\s*计|合\s*计|总\s*计|共\s*计|累\s*计|sub-?\s?total|grand\s+total|total)\W*(?:\d+\W*(?:项|个|台|条|件)?\W*)?$")]
    private static partial Regex Total();

    [GeneratedRegex(@"(?:小\s*计|合\s*计|总\s*计|共\s*计|累\s*计|sub-?\s?total|total)\s*(?:$|[:(])|^(?:小\s*计|合\s*计|总\s*计|共\s*计|sub-?\s?total|total)\b")]
    private static partial Regex GroupTotal();

    // What to fill in, under the headings: 1-5, 必填.
    [GeneratedRegex(@"^\(?(?:\d\s*[-~–—至]\s*\d\s*[级分]?|必填|选填|required|optional)\)?$")]
    private static partial Regex Hint();

    [GeneratedRegex(@"^\W*(?:注|备注|说明|注意|填表说明|填写说明|编制|编制人|填表|填表人|填报人|制表|制表人|审核|审核人|审批|批准|批准人|日期|编制日期|note|notes|remark|remarks|prepared by|reviewed by|approved by|date)\s*\d*\s*[:.、]")]
    private static partial Regex NoteStart();
}
