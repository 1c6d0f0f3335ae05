using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>What is known of a law or other requirement.</summary>
/// <param name="Reference">文号 or number of the standard, as cited.</param>
/// <param name="EffectiveOn">Required for one that is yet to take effect.</param>
/// <param name="Source">Where its text and its changes are looked up.</param>
/// <param name="ExternalId">The external document that holds its text.</param>
public sealed record LawFacts(
    [Required, StringLength(Law.TitleLength)] string TitleZh, [StringLength(Law.TitleLength)] string? TitleEn, LawKind Kind, [Required, StringLength(Law.TitleLength)] string Issuer,
    [StringLength(Law.ShortLength)] string? Reference, DateOnly? IssuedOn, DateOnly? EffectiveOn, LawStatus Status, [StringLength(Law.TitleLength)] string? Source, Guid? ExternalId = null);

/// <summary>Enters a law, or changes what is known of it.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record SaveLawRequest(Guid? Id, int Version, LawFacts Facts);

/// <summary>A law as saved.</summary>
public sealed record LawSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="SaveLawRequest"/>
internal sealed class SaveLaw(IsmsDbContext db, Numbers numbers, TimeProvider time)
{
    public async Task<Outcome<LawSaved>> RunAsync(Actor actor, SaveLawRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request.Facts) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var facts = request.Facts;
        var law = request.Id is { } id ? await db.Set<Law>().SingleOrDefaultAsync(l => l.Id == id, ct)
            : new Law { Number = await numbers.TakeAsync(ComplianceModule.LawNumber, ct), CreatedById = actor.PersonId, CreatedAt = time.Instant() };
        if (law is null)
            return Refusal.NotFound;
        if (request.Id is not null && law.Version != request.Version)
            return Refusal.Stale(Differences(law, facts));
        var problems = Problems(facts);
        if (facts.ExternalId is { } external && !await DocumentViews.Externals(db).AnyAsync(e => e.Id == external, ct))
            problems.Add(new FieldProblem("externalId", "compliance.no-such-external"));
        if (facts.Reference?.Trim() is { Length: > 0 } reference && await db.Set<Law>().AnyAsync(l => l.Id != law.Id && l.Reference == reference && l.TitleZh == facts.TitleZh.Trim(), ct))
            problems.Add(new FieldProblem("reference", "compliance.law-twice"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        Fill(law, facts);
        if (request.Id is null)
            db.Add(law);
        await db.SaveAsync(actor, "compliance.save-law", ct);
        await writing.CommitAsync(ct);
        return new LawSaved(law.Id, law.Version, law.Number);
    }

    internal static List<FieldProblem> Problems(LawFacts facts)
    {
        var problems = new List<FieldProblem>();
        if (facts.Status == LawStatus.Upcoming && facts.EffectiveOn is null)
            problems.Add(new FieldProblem("effectiveOn", "compliance.effective-needed"));
        if (facts.EffectiveOn < facts.IssuedOn)
            problems.Add(new FieldProblem("effectiveOn", "compliance.effective-before-issued"));
        return problems;
    }

    internal static void Fill(Law law, LawFacts facts)
    {
        law.Rename(facts.TitleZh.Trim());
        (law.TitleEn, law.Kind, law.Issuer, law.Reference) = (facts.TitleEn?.Trim() ?? "", facts.Kind, facts.Issuer.Trim(), facts.Reference?.Trim() ?? "");
        (law.IssuedOn, law.EffectiveOn, law.Status, law.Source, law.ExternalId) = (facts.IssuedOn, facts.EffectiveOn, facts.Status, facts.Source?.Trim() ?? "", facts.ExternalId);
    }

    private static IReadOnlyList<FieldDifference> Differences(Law now, LawFacts sent)
    {
        (string Field, string? Now, string? Sent)[] fields =
        [
            ("titleZh", now.TitleZh, sent.TitleZh), ("titleEn", now.TitleEn, sent.TitleEn), ("issuer", now.Issuer, sent.Issuer), ("reference", now.Reference, sent.Reference),
            ("effectiveOn", Day(now.EffectiveOn), Day(sent.EffectiveOn)), ("status", Phrase.Of("compliance.status." + now.Status), Phrase.Of("compliance.status." + sent.Status)),
        ];
        return [.. fields.Where(f => (f.Now ?? "") != (f.Sent?.Trim() ?? "")).Select(f => new FieldDifference(f.Field, f.Sent, f.Now))];

        static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>Says whether a law applies, why, and which department answers for it.</summary>
/// <param name="Applies">Must be answered.</param>
/// <param name="DepartmentId">Required when it applies.</param>
public sealed record JudgeLawRequest(Guid Id, int Version, [Required] bool? Applies, [Required, StringLength(Law.TextLength)] string Reason, Guid? DepartmentId);

/// <inheritdoc cref="JudgeLawRequest"/>
internal sealed class JudgeLaw(IsmsDbContext db)
{
    public async Task<Outcome<LawSaved>> RunAsync(Actor actor, JudgeLawRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Law>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } law)
            return Refusal.NotFound;
        if (law.Version != request.Version)
            return Refusal.Stale([]);
        var applies = request.Applies!.Value;
        if (applies && (request.DepartmentId is not { } department || !await db.Departments.AnyAsync(d => d.Id == department && d.ClosedOn == null, ct)))
            return Refusal.Invalid("departmentId", "compliance.department-needed");
        law.Judge(applies, request.Reason.Trim(), actor.Today);
        law.DepartmentId = applies ? request.DepartmentId : law.DepartmentId;
        await db.SaveAsync(actor, "compliance.judge-law", ct);
        await writing.CommitAsync(ct);
        return new LawSaved(law.Id, law.Version, law.Number);
    }
}

/// <summary>Registers the law as an external document, so that its text is held there.</summary>
public sealed record HoldTextRequest(Guid Id, int Version);

/// <inheritdoc cref="HoldTextRequest"/>
internal sealed class HoldText(IsmsDbContext db, ExternalDesk externals)
{
    public static readonly Refusal Held = new("compliance.text-held-already");

    public async Task<Outcome<LawSaved>> RunAsync(Actor actor, HoldTextRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Law>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } law)
            return Refusal.NotFound;
        if (law.ExternalId is { } already)
            return Held with { Obstacles = [new Obstacle(law.TitleZh, DocumentViews.ExternalLink(already))] };
        if (law.Version != request.Version)
            return Refusal.Stale([]);
        if ((law.DepartmentId ?? actor.DepartmentId) is not { } department)
            return Refusal.Invalid("departmentId", "compliance.department-needed");
        var (number, year) = Split(law);
        law.ExternalId = await externals.RegisterAsync(actor, new ExternalFacts(number, year, law.TitleZh, law.TitleEn, law.Issuer, department), ct);
        await db.SaveAsync(actor, "compliance.hold-text", ct);
        await writing.CommitAsync(ct);
        return new LawSaved(law.Id, law.Version, law.Number);
    }

    // A standard is cited as number and year of its edition; the number of a law is its own.
    private static (string Number, int? Year) Split(Law law)
    {
        var cut = Math.Max(law.Reference.LastIndexOf('-'), law.Reference.LastIndexOf(':'));
        if (law.Kind is LawKind.Standard or LawKind.International && cut > 0 && int.TryParse(law.Reference.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2200)
            return (law.Reference[..cut], year);
        return (law.Reference, null);
    }
}

/// <summary>Takes out a proposal that nothing was done with.</summary>
public sealed record RemoveLawRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveLawRequest"/>
internal sealed class RemoveLaw(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>What was judged, changed or evaluated stays; it is judged not to apply, or is repealed.</summary>
    public static readonly Refusal Stays = new("compliance.law-stays");

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveLawRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Law>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } law)
            return Refusal.NotFound;
        if (law.Standing != LawStanding.Proposed || await db.Set<LawClause>().AnyAsync(c => c.LawId == law.Id, ct) || await db.Set<LawChange>().AnyAsync(c => c.LawId == law.Id, ct))
            return Stays;
        if (law.Version != request.Version)
            return Refusal.Stale([]);
        await inbox.CancelAsync(LawDuties.Subject, law.Id, null, ct);
        db.Remove(law);
        await db.SaveAsync(actor, "compliance.remove-law", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>Kinds of duties about laws.</summary>
internal static class LawDuties
{
    public const string Subject = "compliance.law";

    /// <summary>Look for changes.</summary>
    public const string Check = "compliance.check-laws";

    /// <summary>See to a change that was found.</summary>
    public const string Handle = "compliance.handle-change";

    /// <summary>Evaluate what applies.</summary>
    public const string Evaluate = "compliance.evaluate";
}
