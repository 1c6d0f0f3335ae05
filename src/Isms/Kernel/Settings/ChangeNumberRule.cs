using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Settings;

/// <param name="Kind">What is numbered.</param>
/// <param name="Pattern">Text with {prefix}, {year} and exactly one {serial} or {serial:0000}.</param>
/// <param name="Version">The version that was read; 0 when none was sent.</param>
internal sealed record ChangeNumberRuleRequest(string Kind, [property: Required, StringLength(100)] string Pattern, int Version);

/// <summary>Changes the pattern of a kind's numbers. Numbers given out stay; the serial goes on within whatever else the pattern yields.</summary>
internal sealed partial class ChangeNumberRule(IsmsDbContext db, Catalogue catalogue, Numbers numbers)
{
    public async Task<Outcome<NumberRuleView>> RunAsync(Actor actor, ChangeNumberRuleRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Settings, request) is { } no)
            return no;
        if (!catalogue.Numbers.TryGetValue(request.Kind, out var kind))
            return Refusal.NotFound;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var pattern = request.Pattern.Trim();
        if (ProblemOf(pattern, kind.Tokens.Keys) is { } problem)
            return Refusal.Invalid([problem]);
        await using var writing = await db.BeginAsync(ct);
        var rule = await db.Set<NumberRule>().FirstOrDefaultAsync(r => r.Kind == kind.Code, ct);
        if (request.Version != (rule?.Version ?? 0) + 1)
            return Refusal.Stale([new FieldDifference("pattern", pattern, rule?.Pattern ?? kind.Pattern)]);
        if (rule is null)
            db.Add(rule = new NumberRule { Kind = kind.Code, Pattern = pattern });
        rule.Pattern = pattern;
        await db.SaveAsync(actor, "kernel.number-rule-changed", ct);
        await writing.CommitAsync(ct);
        return ListNumberRules.View(kind.Code.Split('.')[0], kind, rule, await numbers.PreviewAsync(kind, ct));
    }

    /// <summary>What is wrong with a pattern; null when it can be used.</summary>
    /// <param name="tokens">Tokens that the kind has of its own.</param>
    public static FieldProblem? ProblemOf(string pattern, params IEnumerable<string> tokens)
    {
        var serials = Numbers.Serial().Count(pattern);
        if (serials != 1)
            return new FieldProblem("pattern", "kernel.numbering.one-serial", serials);
        var rest = Tokens().Replace(Numbers.Serial().Replace(pattern, ""), "");
        rest = tokens.Aggregate(rest, (text, token) => text.Replace("{" + token + "}", "", StringComparison.Ordinal));
        return rest.AsSpan().ContainsAny('{', '}') ? new FieldProblem("pattern", "kernel.numbering.unknown-token") : null;
    }

    [GeneratedRegex(@"\{(prefix|year)\}")]
    private static partial Regex Tokens();
}
