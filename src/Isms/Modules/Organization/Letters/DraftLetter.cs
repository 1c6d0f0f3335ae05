using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Letters;

/// <summary>The letter as saved.</summary>
public sealed record LetterSaved(Guid Id, string Number, int Version) : IVersioned;

/// <summary>Prepares a letter with the next number.</summary>
internal sealed class DraftLetter(IsmsDbContext db, LetterDesk desk, Numbers numbers, TimeProvider time)
{
    public async Task<Outcome<LetterSaved>> RunAsync(Actor actor, LetterFacts facts, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.PrepareLetters, facts) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var letter = new AppointmentLetter
        {
            Number = await numbers.TakeAsync(OrganizationModule.LetterNumber, ct), Title = "", Preamble = "", CreatedById = actor.PersonId, CreatedAt = time.Instant(),
        };
        if (await desk.TakeAsync(actor, letter, facts, ct) is { } refusal)
            return refusal;
        db.Add(letter);
        await db.SaveAsync(actor, "organization.draft-letter", ct);
        await writing.CommitAsync(ct);
        return new LetterSaved(letter.Id, letter.Number, letter.Version);
    }
}

/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeLetterRequest(Guid Id, int Version, LetterFacts Facts);

/// <summary>Changes a letter that is not on its way yet.</summary>
internal sealed class ChangeLetter(IsmsDbContext db, LetterDesk desk)
{
    public async Task<Outcome<LetterSaved>> RunAsync(Actor actor, ChangeLetterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.PrepareLetters, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<AppointmentLetter>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } letter)
            return Refusal.NotFound;
        if (letter.Version != request.Version)
            return Refusal.Stale([]);
        if (letter.State != LetterState.Draft)
            return LetterDesk.NotDraft;
        if (await desk.TakeAsync(actor, letter, request.Facts, ct) is { } refusal)
            return refusal;
        // Its lines are part of it: whoever saved before must be seen by whoever saves next.
        db.Entry(letter).State = EntityState.Modified;
        await db.SaveAsync(actor, "organization.change-letter", ct);
        await writing.CommitAsync(ct);
        return new LetterSaved(letter.Id, letter.Number, letter.Version);
    }
}

/// <param name="Version">The version this change is based on.</param>
public sealed record DropLetterRequest(Guid Id, int Version);

/// <summary>Gives a draft up. It keeps its number, so that none is missing from the series.</summary>
internal sealed class DropLetter(IsmsDbContext db)
{
    public async Task<Outcome<LetterSaved>> RunAsync(Actor actor, DropLetterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.PrepareLetters, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<AppointmentLetter>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } letter)
            return Refusal.NotFound;
        if (letter.Version != request.Version)
            return Refusal.Stale([]);
        if (letter.State != LetterState.Draft)
            return LetterDesk.NotDraft;
        letter.Drop();
        await db.SaveAsync(actor, "organization.drop-letter", ct);
        await writing.CommitAsync(ct);
        return new LetterSaved(letter.Id, letter.Number, letter.Version);
    }
}
