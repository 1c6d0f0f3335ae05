using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>A law of the starter list.</summary>
/// <param name="Note">What to know of it; empty for most.</param>
/// <param name="LawId">Its entry in the register; null while it was not taken over.</param>
public sealed record StarterLaw(
    string Code, LawKind Kind, string TitleZh, string TitleEn, string Issuer, string Reference, DateOnly? IssuedOn, DateOnly? EffectiveOn, string Source, string Note, Guid? LawId);

/// <summary>The product's list of laws that commonly concern information security (<c>catalogs/laws.tsv</c>).</summary>
internal static class StarterList
{
    private static readonly Lazy<IReadOnlyList<TsvRow>> Rows = new(() => Tsv.Read("laws.tsv"));

    public static IReadOnlyList<StarterLaw> In(CultureInfo culture)
    {
        var english = culture.TwoLetterISOLanguageName == "en";
        return [.. Rows.Value.Select(r => new StarterLaw(
            r["code"], Enum.Parse<LawKind>(r["kind"]), r["title_zh"], r["title_en"], r[english ? "issuer_en" : "issuer_zh"], r.Optional("reference") ?? "", Day(r.Optional("issued")), Day(r.Optional("effective")),
            r["source"], r.Optional(english ? "note_en" : "note_zh") ?? "", null))];
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The starter list, with what was taken over.</summary>
internal sealed class ReadStarter(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<StarterLaw>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit) is { } no)
            return no;
        var taken = await db.Set<Law>().Where(l => l.StarterCode != null).ToDictionaryAsync(l => l.StarterCode!, l => l.Id, ct);
        return StarterList.In(actor.Culture).Select(s => s with { LawId = taken.TryGetValue(s.Code, out var id) ? id : null }).ToList();
    }
}

/// <summary>Takes laws of the starter list over as proposals; whether they apply is judged one by one.</summary>
/// <param name="Codes">Those taken over already are left as they are.</param>
public sealed record TakeOverLawsRequest([Required, MinLength(1), MaxLength(200)] IReadOnlyList<string> Codes);

/// <summary>How many proposals were added.</summary>
public sealed record LawsTakenOver(int Count);

/// <inheritdoc cref="TakeOverLawsRequest"/>
internal sealed class TakeOverLaws(IsmsDbContext db, Numbers numbers, TimeProvider time)
{
    public async Task<Outcome<LawsTakenOver>> RunAsync(Actor actor, TakeOverLawsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var list = StarterList.In(actor.Culture).ToDictionary(s => s.Code, StringComparer.Ordinal);
        if (request.Codes.FirstOrDefault(c => !list.ContainsKey(c)) is { } unknown)
            return Refusal.Invalid("codes", "compliance.no-such-code", unknown);
        var taken = await db.Set<Law>().Where(l => l.StarterCode != null).Select(l => l.StarterCode!).ToListAsync(ct);
        var wanted = request.Codes.Distinct(StringComparer.Ordinal).Except(taken, StringComparer.Ordinal).ToList();
        foreach (var code in wanted)
        {
            var starter = list[code];
            var law = new Law { Number = await numbers.TakeAsync(ComplianceModule.LawNumber, ct), StarterCode = code, CreatedById = actor.PersonId, CreatedAt = time.Instant() };
            var status = starter.EffectiveOn > actor.Today ? LawStatus.Upcoming : LawStatus.InForce;
            SaveLaw.Fill(law, new LawFacts(starter.TitleZh, starter.TitleEn, starter.Kind, starter.Issuer, starter.Reference, starter.IssuedOn, starter.EffectiveOn, status, starter.Source));
            db.Add(law);
        }
        if (wanted.Count > 0)
            await db.SaveAsync(actor, "compliance.take-over", ct);
        await writing.CommitAsync(ct);
        return new LawsTakenOver(wanted.Count);
    }
}
