using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Versions;

/// <summary>Criteria found by id or by a preset's name.</summary>
/// <param name="Key">The id, or the preset's name.</param>
/// <param name="Version">Null for a preset.</param>
/// <param name="Problems">What keeps it from being used; empty when it can calculate.</param>
internal sealed record FoundCriteria(string Key, CriteriaVersion? Version, CriteriaDefinition Definition, IReadOnlyList<CriteriaProblem> Problems)
{
    /// <summary>Ready to calculate, or the refusal that says what is unfinished.</summary>
    public Outcome<CompiledCriteria> Compile()
    {
        if (Problems.Count > 0)
            return CriteriaLookup.Unfinished.With(Problems.Count) with { Obstacles = [.. Problems.Select(p => new Obstacle(p.Said(CultureInfo.CurrentUICulture)))] };
        return Version is null ? CriteriaPresets.Find(Key)! : CompiledCriteria.Of(Definition);
    }
}

/// <summary>Finds criteria by the key that addresses use: the id of a version, or the name of a preset.</summary>
internal sealed class CriteriaLookup(IsmsDbContext db)
{
    public static readonly Refusal Unfinished = new("criteria.unfinished");

    /// <summary>Null when there is none of that key.</summary>
    public async Task<FoundCriteria?> FindAsync(string key, CancellationToken ct)
    {
        if (CriteriaPresets.Find(key) is { } preset)
            return new FoundCriteria(key, null, preset.Definition, []);
        if (!Guid.TryParse(key, out var id) || await db.Set<CriteriaVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is not { } version)
            return null;
        var definition = DefinitionOf(version);
        return new FoundCriteria(id.ToString(), version, definition, definition.Validate());
    }

    /// <summary>The stored definition; it was readable when it was stored.</summary>
    public static CriteriaDefinition DefinitionOf(CriteriaVersion version) =>
        CriteriaJson.Read(version.Definition).Result ?? throw new InvalidDataException($"The definition of criteria {version.Id} cannot be read.");
}

/// <summary>Problems of the domain as answers of an operation.</summary>
internal static class ProblemAnswers
{
    /// <summary>400 with one field problem per problem.</summary>
    public static Refusal ToRefusal(this IReadOnlyList<CriteriaProblem> problems) => Refusal.Invalid(
        [.. problems.Select(problem => new FieldProblem(problem.Path, problem.PhraseKey, [.. problem.ArgsIn(CultureInfo.CurrentUICulture)]))]);

    /// <summary>Place and sentence in one line.</summary>
    public static string Said(this CriteriaProblem problem, CultureInfo culture) =>
        Isms.Kernel.Text.Phrase.In(culture, "criteria.problem-at", new ChangedFact(problem.Path, null, null).Label(culture), problem.In(culture));
}
