using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Modules.Assets.Import;

/// <summary>Reads an asset register from a spreadsheet. Pure: it knows no database, and departments and people stay text.</summary>
public static partial class AssetRegisterParser
{
    /// <summary>Reads all assets; a file that is no register gives none and a report with its problem.</summary>
    /// <param name="spreadsheet">Opened by <see cref="SpreadsheetReader"/>.</param>
    /// <param name="scale">The scale of the four scores; 1 to 5 when null.</param>
    /// <param name="resolve">Looks at each row that could be read, and may reject it or remark on it; only rows it leaves alone are accepted.</param>
    /// <param name="compute">Value and importance by the criteria in force, to compare with what the register states; a difference is a warning. Null compares nothing.</param>
    public static AssetRegister Parse(
        Spreadsheet spreadsheet, ImportOptions? options = null, ScoreScale? scale = null, Func<ParsedAsset, ComputedWorth?>? compute = null,
        Action<TableRow, ParsedAsset>? resolve = null)
    {
        var report = new ImportReport(spreadsheet.FileName);
        var recognition = HeaderRecognizer.Recognize(spreadsheet, AssetImportSchema.Schema, options);
        if (recognition.Problem is { } problem)
        {
            report.Refuse(problem);
            return new AssetRegister([], report, recognition);
        }
        var assets = new List<ParsedAsset>();
        var rowOfNumber = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new RepeatedWords();
        foreach (var row in new TableReader(spreadsheet, AssetImportSchema.Schema, recognition, report, scale ?? ScoreScale.FiveLevels).Rows())
        {
            if (Read(row, rowOfNumber, words) is not { } asset)
                continue;
            resolve?.Invoke(row, asset);
            if (row.IsRejected)
                continue;
            if (compute?.Invoke(asset) is { } worth)
                Compare(row, asset, worth);
            assets.Add(asset);
        }
        return new AssetRegister(assets, report, recognition);
    }

    private static ParsedAsset? Read(TableRow row, Dictionary<string, int> rowOfNumber, RepeatedWords words)
    {
        var name = row.Text(AssetImportSchema.Name);
        var number = row.Text(AssetImportSchema.Number);
        var cost = row.Score(AssetImportSchema.ReplacementCost);
        var confidentiality = row.Score(AssetImportSchema.Confidentiality);
        var integrity = row.Score(AssetImportSchema.Integrity);
        var availability = row.Score(AssetImportSchema.Availability);
        var important = row.Choice(AssetImportSchema.StatedImportant);
        var asset = new ParsedAsset(
            row.Number, number, row.Text(AssetImportSchema.Serial), name ?? "", words.Of(row.Text(AssetImportSchema.Category)),
            words.Of(row.Text(AssetImportSchema.Department)), words.Of(row.Text(AssetImportSchema.Owner)), words.Of(row.Text(AssetImportSchema.Custodian)), words.Of(row.Text(AssetImportSchema.Location)),
            cost ?? 0, confidentiality ?? 0, integrity ?? 0, availability ?? 0,
            words.Of(row.Text(AssetImportSchema.Quantity)), words.Of(row.Text(AssetImportSchema.Classification)), row.Text(AssetImportSchema.Remark),
            LeadingNumber(row.Text(AssetImportSchema.StatedValue)), row.Text(AssetImportSchema.StatedImportance), important is null ? null : important == AssetImportSchema.Yes);
        // The first row keeps its number even when it is rejected: which of the two is right is for the register's owner to say.
        if (number is not null && !rowOfNumber.TryAdd(HeadingText.Folded(number), row.Number))
            row.Reject(AssetImportSchema.Number, "assets.import.duplicate-number", number, rowOfNumber[HeadingText.Folded(number)]);
        return row.IsRejected ? null : asset;
    }

    private static void Compare(TableRow row, ParsedAsset asset, ComputedWorth worth)
    {
        if (asset.StatedValue is { } stated && stated != worth.Value)
            row.Warn(AssetImportSchema.StatedValue, "assets.import.value-differs", stated, worth.Value);
        if (asset.StatedImportant is { } said && worth.Important is { } computed && said != computed)
            row.Warn(AssetImportSchema.StatedImportant, computed ? "assets.import.important-by-criteria" : "assets.import.not-important-by-criteria");
    }

    // A value may come with its word: 5（很高）.
    private static decimal? LeadingNumber(string? text) =>
        text is not null && Leading().Match(HeadingText.Folded(text)) is { Success: true } match && decimal.TryParse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\d{1,12}(?:\.\d{1,12})?")]
    private static partial Regex Leading();

    /// <summary>Departments, people and places repeat from row to row: each is kept once, so that a long register stays small in memory.</summary>
    private sealed class RepeatedWords
    {
        private const int Most = 10_000;
        private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

        public string? Of(string? word)
        {
            if (word is null)
                return null;
            if (_kept.TryGetValue(word, out var kept))
                return kept;
            if (_kept.Count < Most)
                _kept.Add(word);
            return word;
        }
    }
}
