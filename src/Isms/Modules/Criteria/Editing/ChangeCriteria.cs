using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Editing;

/// <summary>What a draft is to be.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="Definition">The whole definition as JSON; left out, it stays as it is. It may be unfinished: that only keeps it from being approved.</param>
/// <param name="ResolutionNumber">Left out, it stays as it is.</param>
public sealed record ChangeCriteriaRequest(
    Guid Id, int Version, JsonElement? Definition = null, [StringLength(CriteriaVersion.ResolutionLength)] string? ResolutionNumber = null);

/// <summary>Changes a draft.</summary>
internal sealed class ChangeCriteria(IsmsDbContext db)
{
    /// <summary>Longest definition in characters: several times what the largest scales need.</summary>
    public const int LongestDefinition = 500_000;

    /// <summary>7.3 c) 6): what was put up for approval is never changed; a change is a new version.</summary>
    public static readonly Refusal NotADraft = new("criteria.not-a-draft");

    public async Task<Outcome<CriteriaSaved>> RunAsync(Actor actor, ChangeCriteriaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<CriteriaVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State != CriteriaState.Draft)
            return NotADraft.With(version.VersionLabel);
        var definition = CriteriaLookup.DefinitionOf(version);
        if (request.Definition is { } json)
        {
            var asked = Read(json);
            if (asked.Refusal is { } unreadable)
                return unreadable;
            definition = asked.Value! with { Version = version.VersionLabel };
        }
        if (version.Version != request.Version)
            return Refusal.Stale(Differences(version, definition, request.ResolutionNumber));

        version.Define(definition);
        if (request.ResolutionNumber is { } number)
            version.RecordResolution(number.Trim());
        await db.SaveAsync(actor, "criteria.change", ct);
        await writing.CommitAsync(ct);
        return new CriteriaSaved(version.Id, version.VersionLabel, version.Version);
    }

    private static Outcome<CriteriaDefinition> Read(JsonElement json)
    {
        var text = json.GetRawText();
        if (text.Length > LongestDefinition)
            return Refusal.Invalid("definition", "kernel.field-too-long", LongestDefinition);
        var answer = CriteriaJson.Read(text);
        if (answer.Result is not { } definition)
            return answer.Problems.ToRefusal();
        if (definition.Name.Zh.Length > CriteriaVersion.NameLength)
            return Refusal.Invalid("name.zh", "kernel.field-too-long", CriteriaVersion.NameLength);
        return definition.Name.En.Length > CriteriaVersion.NameLength ? Refusal.Invalid("name.en", "kernel.field-too-long", CriteriaVersion.NameLength) : definition;
    }

    private static IReadOnlyList<FieldDifference> Differences(CriteriaVersion current, CriteriaDefinition yours, string? resolution)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        List<FieldDifference> differences = [.. CriteriaDifference.Between(CriteriaLookup.DefinitionOf(current), yours).Select(fact => new FieldDifference(fact.Label(culture), fact.After, fact.Before))];
        if (resolution is not null && resolution.Trim() != current.ResolutionNumber)
            differences.Add(new FieldDifference("resolutionNumber", resolution.Trim(), current.ResolutionNumber));
        return differences;
    }
}
