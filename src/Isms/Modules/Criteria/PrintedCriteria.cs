using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Criteria;

/// <summary>The criteria as documents print them beside what was rated with them, so that a reader needs nothing else.</summary>
internal static class PrintedCriteria
{
    /// <summary>A level with its word on its colour.</summary>
    /// <param name="bands">The bands the level belongs to.</param>
    public static LevelCell Level(IReadOnlyList<LevelBand> bands, int level, CultureInfo culture)
    {
        var at = level - bands[0].Level;
        var step = bands.Count == 1 ? 1 : 1 + (int)Math.Round(at * 4.0 / (bands.Count - 1), MidpointRounding.AwayFromZero);
        return new LevelCell(step, $"{level.ToString(culture)} {bands[at].Word.In(culture)}");
    }

    /// <summary>Name and version.</summary>
    public static string Basis(CriteriaDefinition definition, CultureInfo culture) =>
        Phrase.In(culture, "criteria.printed.basis", definition.Name.In(culture), definition.Version);

    /// <summary>What an asset is valued by: the scales of the four scores, the formula, the importance levels and the criterion.</summary>
    public static IReadOnlyList<NoteBlock> AssetNotes(CriteriaDefinition definition, CultureInfo culture) =>
    [
        Rules(definition, culture, ("assetValue", CriteriaFormulas.AssetValue(definition, culture)), ("importantFrom", CriteriaFormulas.Important(definition, culture))),
        .. definition.AssetValue.Scores.Select(score => Scale(score.ToString(), definition.Scales.Of(score), culture)),
        Bands("importanceLevel", definition.ImportanceBands, culture),
    ];

    /// <summary>What a risk is rated by: the scales, the rules, the levels, the acceptance and the effect of existing controls.</summary>
    public static IReadOnlyList<NoteBlock> RiskNotes(CriteriaDefinition definition, CultureInfo culture)
    {
        var scales = definition.Scales;
        List<NoteBlock> notes =
        [
            Rules(
                definition, culture,
                ("impact", CriteriaFormulas.Impact(definition, culture)),
                ("likelihood", CriteriaFormulas.Likelihood(definition, culture)),
                ("risk", CriteriaFormulas.Risk(definition, culture)),
                ("acceptableUpToLevel", CriteriaFormulas.Acceptance(definition, culture)),
                ("existingControls", CriteriaFormulas.ExistingControls(definition, culture))),
            Bands("riskLevel", definition.Risk.Bands, culture),
            Bands("impactLevel", definition.Impact.Bands, culture),
            Bands("likelihoodLevel", definition.Likelihood.Bands, culture),
            Scale("threatFrequency", scales.ThreatFrequency, culture),
        ];
        if (scales.Severity is { } severity)
            notes.Add(Scale("severity", severity, culture));
        notes.Add(Scale("ease", scales.Ease, culture));
        notes.Add(Scale("controlEffectiveness", scales.ControlEffectiveness, culture));
        return notes;
    }

    /// <summary>The whole grids of impact, likelihood and risk, on a sheet of their own.</summary>
    public static WorkbookSheet Grids(CompiledCriteria criteria, CultureInfo culture)
    {
        var (definition, grids) = (criteria.Definition, CriteriaGrids.Of(criteria));
        var columns = 1 + new[] { grids.Impact.Cells[0].Count, grids.Likelihood.Cells[0].Count, grids.Risk.Columns.Count }.Max();
        return new WorkbookSheet(Phrase.In(culture, "criteria.printed.grids"), [.. Enumerable.Range(0, columns).Select(i => new SheetColumn("", i == 0 ? 22 : 14))], [])
        {
            Title = Phrase.In(culture, "criteria.printed.grids"),
            Notes =
            [
                Factors("impact", grids.Impact, definition.Impact.Bands),
                Factors("likelihood", grids.Likelihood, definition.Likelihood.Bands),
                new NoteBlock(
                    Phrase.In(culture, "criteria.printed.grid", Fact("risk"), Fact("impactLevel"), Fact("likelihoodLevel")),
                    ["", .. grids.Risk.Columns.Select(Word)],
                    [.. grids.Risk.Rows.Select((row, i) => (IReadOnlyList<object?>)[Word(row), .. grids.Risk.Cells[i].Select(Risk)])]),
            ],
        };

        NoteBlock Factors(string result, FactorGrid grid, IReadOnlyList<LevelBand> bands) => new(
            Phrase.In(culture, "criteria.printed.grid", Fact(result), Fact(grid.RowFactor), grid.ColumnFactor is null ? "—" : Fact(grid.ColumnFactor)),
            ["", .. grid.ColumnFactor is null ? [Fact(result)] : grid.Columns.Select(Step)],
            [.. grid.Rows.Select((row, i) => (IReadOnlyList<object?>)[Step(row), .. grid.Cells[i].Select(cell => (object?)Colour(bands, cell.Level, cell.Level, cell.Value.ToString("0.##", culture)))])]);

        object? Risk(RiskGridCell cell) => cell.HighestLevel is { } level && cell.HighestRisk is { } highest && cell.LowestRisk is { } lowest
            ? Colour(definition.Risk.Bands, cell.LowestLevel ?? level, level, RuleArithmetic.Same(lowest, highest)
                ? CriteriaTrace.Number(highest, culture)
                : Phrase.In(culture, "criteria.printed.from-to", CriteriaTrace.Number(lowest, culture), CriteriaTrace.Number(highest, culture)))
            : "—";

        // Where a pair of levels stands for several risks, their levels can differ, too; the colour is that of the highest.
        LevelCell Colour(IReadOnlyList<LevelBand> bands, int lowest, int level, string value)
        {
            var cell = Level(bands, level, culture);
            return new LevelCell(cell.Step, Phrase.In(culture, "criteria.printed.cell", value, lowest == level ? cell.Text : Phrase.In(culture, "criteria.printed.from-to", lowest, level)));
        }

        string Fact(string name) => Phrase.In(culture, "criteria.fact." + name);
        string Step(ScaleLevel level) => $"{level.Value.ToString(culture)} {level.Word.In(culture)}";
        string Word(LevelBand band) => $"{band.Level.ToString(culture)} {band.Word.In(culture)}";
    }

    private static NoteBlock Rules(CriteriaDefinition definition, CultureInfo culture, params IEnumerable<(string Fact, string Rule)> rules) =>
        new(Phrase.In(culture, "criteria.printed.title", Basis(definition, culture)), [], [.. rules.Select(rule => (IReadOnlyList<object?>)[Term.Fact(rule.Fact).In(culture), rule.Rule])]);

    private static NoteBlock Scale(string fact, Scale scale, CultureInfo culture) => new(
        Term.Fact(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(fact)).In(culture),
        [Phrase.In(culture, "criteria.fact.value"), Phrase.In(culture, "criteria.fact.description")],
        [.. scale.Levels.Select(level => (IReadOnlyList<object?>)[$"{level.Value.ToString(culture)} {level.Word.In(culture)}", level.Description.In(culture)])]);

    private static NoteBlock Bands(string fact, IReadOnlyList<LevelBand> bands, CultureInfo culture) => new(
        Term.Fact(fact).In(culture),
        [Phrase.In(culture, "criteria.fact.level"), Phrase.In(culture, "criteria.printed.range")],
        [.. bands.Select(band => (IReadOnlyList<object?>)[Level(bands, band.Level, culture), Range(band, culture)])]);

    private static string Range(LevelBand band, CultureInfo culture) => RuleArithmetic.Same(band.Min, band.Max)
        ? CriteriaTrace.Number(band.Min, culture)
        : Phrase.In(culture, "criteria.printed.from-to", CriteriaTrace.Number(band.Min, culture), CriteriaTrace.Number(band.Max, culture));
}
