using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Library;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reading;

/// <summary>Opens a section of a text one has to read; that it was shown is noted.</summary>
/// <param name="Id">Of the duty to read.</param>
/// <param name="Section">From 1; null for the first that was not shown yet.</param>
public sealed record ReadSectionRequest(Guid Id, [Range(1, TextSections.Most)] int? Section = null);

/// <summary>A section of a text.</summary>
/// <param name="Html">Safe to show; empty when the text is a file, which is read by opening it.</param>
/// <param name="Sections">How many there are.</param>
/// <param name="Shown">Those that were shown to the reader so far, with this one.</param>
/// <param name="FileName">Null for a text.</param>
public sealed record SectionView(Guid VersionId, VersionState State, string Html, int Section, int Sections, IReadOnlyList<int> Shown, string? FileName)
{
    public bool ToTheEnd => Shown.Count == Sections;
}

/// <inheritdoc cref="ReadSectionRequest"/>
internal sealed class ReadSection(IsmsDbContext db, ReadVersion text, TimeProvider time)
{
    public async Task<Outcome<SectionView>> RunAsync(Actor actor, ReadSectionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm, request) is { } no)
            return no;
        if (await db.Set<ReadingConfirmation>().SingleOrDefaultAsync(c => c.Id == request.Id && c.PersonId == actor.PersonId, ct) is not { } duty)
            return Refusal.NotFound;
        var found = await text.RunAsync(actor, duty.VersionId, ct);
        if (found.Value is not { } version)
            return found.Refusal!;
        if (version.FileName is { } file)
            return new SectionView(version.Id, version.State, "", 1, 1, duty.WasShown(1) ? [1] : [], file);
        var sections = TextSections.Of(version.Html);
        var next = Enumerable.Range(1, sections.Count).FirstOrDefault(n => duty.Sections != sections.Count || !duty.WasShown(n), sections.Count);
        var section = request.Section ?? (duty.ConfirmedAt is null ? next : 1);
        if (section > sections.Count)
            return Refusal.Invalid("section", "documents.no-such-section", section, sections.Count);
        if (duty is { ConfirmedAt: null, DroppedAt: null } && duty.Show(section, sections.Count, time.Instant()))
            await db.SaveAsync(actor, "documents.read-section", ct);
        return new SectionView(version.Id, version.State, sections[section - 1], section, sections.Count, [.. Enumerable.Range(1, sections.Count).Where(duty.WasShown)], null);
    }
}
