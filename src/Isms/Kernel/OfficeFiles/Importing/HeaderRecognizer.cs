using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Finds the table of a schema in a spreadsheet: the sheet, its heading rows (one to three) and the meaning of its columns.</summary>
public static class HeaderRecognizer
{
    private const int SearchedRows = 60;
    private const int DeepestHeader = 3;

    /// <summary>Recognises the table. A heading can be chosen by hand; everything else is proposed with its confidence.</summary>
    public static TableRecognition Recognize(Spreadsheet spreadsheet, ImportSchema schema, ImportOptions? options = null)
    {
        options ??= ImportOptions.None;
        if (options.Columns.FirstOrDefault(c => schema.Fields.All(f => f.Key != c.Field)) is { } unknown)
            return new TableRecognition(null, [], new ReadingProblem("office.map-unknown-field", unknown.Field, new Listing([.. schema.Fields.Select(f => f.Key)])));
        var sheets = spreadsheet.Sheets.Where(s => options.Sheet is null ? !s.Hidden : HeadingText.Folded(s.Name) == HeadingText.Folded(options.Sheet)).ToList();
        if (sheets.Count == 0)
            return new TableRecognition(null, [], new ReadingProblem("office.sheet-not-found", options.Sheet ?? "", new Listing([.. spreadsheet.Sheets.Select(s => s.Name)])));

        var matcher = new HeadingMatcher(schema);
        var found = sheets
            .Select(sheet => Best(sheet, spreadsheet.IsPlainText, schema, matcher, options))
            .OfType<HeaderCandidate>()
            .OrderByDescending(c => c.Score)
            .ToList();
        if (found.Count == 0)
            return new TableRecognition(null, [], new ReadingProblem("office.header-not-found", Listing.Labels(schema.Fields.Where(f => f.Required)), new Listing([.. sheets.Select(s => s.Name)])));
        var layout = found[0].Layout(schema);
        return new TableRecognition(layout, [.. found.Skip(1).Select(c => c.Layout(schema))], ProblemOf(layout, schema, options));
    }

    private static HeaderCandidate? Best(Sheet sheet, bool plainText, ImportSchema schema, HeadingMatcher matcher, ImportOptions options)
    {
        var last = (options.HeaderRow ?? 0) + SearchedRows;
        var rows = sheet.Rows(repeatMerged: true).TakeWhile(r => r.Number <= Math.Max(last, SearchedRows)).Where(r => !r.IsBlank).ToList();
        HeaderCandidate? best = null;
        for (var top = 0; top < rows.Count; top++)
        {
            if (options.HeaderRow is { } wanted && rows[top].Number != wanted)
                continue;
            for (var depth = 1; depth <= DeepestHeader && top + depth <= rows.Count; depth++)
            {
                var candidate = HeaderCandidate.Of(sheet, rows, top, depth, plainText, schema, matcher, options);
                if (candidate is not null && (best is null || candidate.Score > best.Score))
                    best = candidate;
            }
        }
        return best;
    }

    private static ReadingProblem? ProblemOf(TableLayout layout, ImportSchema schema, ImportOptions options)
    {
        var headings = new Listing([.. layout.Columns.Where(c => c.Heading.Length > 0).Select(c => $"{c.Letter} {c.Heading}")]);
        if (options.Columns.FirstOrDefault(c => c.Heading is not null && layout.Of(c.Field) is null) is { } lost)
            return new ReadingProblem("office.map-heading-not-found", lost.Heading!, lost.Field, headings);
        var missing = layout.Missing(schema);
        return missing.Count == 0 ? null : new ReadingProblem("office.column-missing", layout.Sheet.Name, layout.HeaderBottom, Listing.Labels(missing), headings, missing[0].Key);
    }
}
