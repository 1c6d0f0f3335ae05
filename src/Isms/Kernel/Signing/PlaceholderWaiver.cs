using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Signing;

/// <summary>That a text looks like a placeholder in one thing and is none, by decision of the management representative.</summary>
internal sealed class PlaceholderWaiver : ILedgered
{
    public const int FoundLength = 200;
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Kind { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>The text itself, wherever in the thing it stands.</summary>
    public required string Found { get; init; }
    public required string Reason { get; init; }
    public Guid WaivedById { get; init; }
    public required string WaivedByName { get; init; }
    public DateTime WaivedAt { get; init; }
}

internal sealed class PlaceholderMapping : IEntityTypeConfiguration<PlaceholderWaiver>
{
    public void Configure(EntityTypeBuilder<PlaceholderWaiver> builder)
    {
        builder.ToTable("kernel_placeholder_waivers");
        builder.Property(w => w.Kind).HasMaxLength(60);
        builder.Property(w => w.Found).HasMaxLength(PlaceholderWaiver.FoundLength);
        builder.Property(w => w.Reason).HasMaxLength(PlaceholderWaiver.ReasonLength);
        builder.Property(w => w.WaivedByName).HasMaxLength(Person.NameLength);
        builder.HasIndex(w => new { w.SubjectId, w.Kind, w.Found }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.WaivedById);
    }
}

/// <summary>A placeholder that was let stand.</summary>
/// <param name="At">UTC.</param>
public sealed record WaiverView(Guid Id, string Found, string Reason, string By, DateTime At);

/// <summary>What in a thing looks unfinished, and what of it was let stand.</summary>
/// <param name="Found">What is in the way of submitting it.</param>
/// <param name="Link">Page of the thing.</param>
public sealed record PlaceholderReport(string Title, string Link, IReadOnlyList<PlaceholderFound> Found, IReadOnlyList<WaiverView> Waivers);

/// <summary>One place.</summary>
/// <param name="Place">Path within the content.</param>
/// <param name="Around">A few characters before and after.</param>
public sealed record PlaceholderFound(string Place, string Found, string Around);

/// <summary>The scan of a thing's content: what looks unfinished and was not let stand.</summary>
internal sealed class PlaceholderCheck(IsmsDbContext db, SettingsReader settings)
{
    public async Task<IReadOnlyList<Placeholder>> OfAsync(string kind, Guid subjectId, ApprovalContent content, CancellationToken ct)
    {
        var words = PlaceholderScanner.WordsOf(await settings.TextAsync(KernelSettings.ForeignNames, ct));
        if (PlaceholderScanner.FindInJson(content.Words ?? content.Content, [.. words]) is not { Count: > 0 } found)
            return [];
        var waived = (await WaiversAsync(kind, subjectId, ct)).Select(w => w.Found).ToHashSet(StringComparer.Ordinal);
        return [.. found.Where(p => !waived.Contains(p.Found))];
    }

    public Task<List<WaiverView>> WaiversAsync(string kind, Guid subjectId, CancellationToken ct) => db.Set<PlaceholderWaiver>()
        .Where(w => w.SubjectId == subjectId && w.Kind == kind).OrderBy(w => w.WaivedAt).ThenBy(w => w.Id)
        .Select(w => new WaiverView(w.Id, w.Found, w.Reason, w.WaivedByName, w.WaivedAt)).ToListAsync(ct);
}

/// <summary>The placeholders of a thing, for who may read it.</summary>
internal sealed class FindPlaceholders(ApprovalSubjects subjects, PlaceholderCheck check)
{
    public async Task<Outcome<PlaceholderReport>> RunAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.See) is { } no)
            return no;
        if (subjects.Find(kind) is not { } subject || !await subject.MayReadAsync(actor, subjectId, ct) || await subject.LoadAsync(subjectId, ct) is not { } content)
            return Refusal.NotFound;
        var found = await check.OfAsync(kind, subjectId, content, ct);
        return new PlaceholderReport(content.Title, content.Link, [.. found.Select(p => new PlaceholderFound(p.Place, p.Found, p.Around))],
            await check.WaiversAsync(kind, subjectId, ct));
    }
}

/// <param name="Found">The text to let stand, as the scan found it.</param>
/// <param name="Reason">Why it is no placeholder, or may stand.</param>
public sealed record WaivePlaceholderRequest(
    [Required, StringLength(60)] string Kind, Guid SubjectId, [Required, StringLength(PlaceholderWaiver.FoundLength)] string Found,
    [Required, StringLength(PlaceholderWaiver.ReasonLength, MinimumLength = 4)] string Reason);

/// <summary>Lets a text stand that looks like a placeholder. Shown with every approval of the thing.</summary>
internal sealed class WaivePlaceholder(IsmsDbContext db, ApprovalSubjects subjects, PlaceholderCheck check, TimeProvider time)
{
    public static readonly Refusal NotThere = Refusal.Invalid("found", "signing.placeholder-not-there");

    public async Task<Outcome<WaiverView>> RunAsync(Actor actor, WaivePlaceholderRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Waive, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (subjects.Find(request.Kind) is not { } subject || !await subject.MayReadAsync(actor, request.SubjectId, ct) || await subject.LoadAsync(request.SubjectId, ct) is not { } content)
            return Refusal.NotFound;
        if ((await check.OfAsync(request.Kind, request.SubjectId, content, ct)).All(p => p.Found != request.Found))
            return NotThere;
        var waiver = new PlaceholderWaiver
        {
            Kind = request.Kind, SubjectId = request.SubjectId, Found = request.Found, Reason = request.Reason.Trim(),
            WaivedById = actor.PersonId, WaivedByName = actor.Name, WaivedAt = time.Instant(),
        };
        db.Add(waiver);
        await db.SaveAsync(actor, "signing.waive-placeholder", ct);
        await writing.CommitAsync(ct);
        return new WaiverView(waiver.Id, waiver.Found, waiver.Reason, waiver.WaivedByName, waiver.WaivedAt);
    }
}
