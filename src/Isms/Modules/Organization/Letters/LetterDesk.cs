using Isms.Kernel.Access;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Letters;

/// <summary>What the operations on a letter share. The caller holds the write transaction.</summary>
internal sealed class LetterDesk(IsmsDbContext db, LetterCheck check)
{
    public static readonly Refusal NotDraft = new("organization.letter-not-draft");
    public static readonly Refusal SaysNothing = new("organization.letter-says-nothing");

    /// <summary>Replaces what the draft says; its lines are written anew.</summary>
    public async Task<Refusal?> TakeAsync(Actor actor, AppointmentLetter letter, LetterFacts facts, CancellationToken ct)
    {
        var names = await NamesAsync(facts, ct);
        var grants = (facts.Grants ?? []).Select((g, i) => new LetterGrant
        {
            LetterId = letter.Id, Position = i + 1, Office = g.Office, PersonId = g.PersonId, PersonName = names.GetValueOrDefault(g.PersonId, ""),
            DepartmentId = g.DepartmentId, StartsOn = g.StartsOn, EndsOn = g.EndsOn, Handover = g.Handover,
            Duties = g.Duties?.Trim() is { Length: > 0 } duties ? duties : StandardDuties(g.Office), Reason = g.Reason?.Trim() ?? "",
        }).ToList();
        var ends = (facts.Ends ?? []).Select((e, i) => new LetterEnd { LetterId = letter.Id, Position = i + 1, AppointmentId = e.AppointmentId, EndsOn = e.EndsOn }).ToList();
        if (grants.Count + ends.Count == 0 && !facts.AuthorizesOperation)
            return SaysNothing;
        if ((await check.RunAsync(grants, ends, actor.Today, ct)).Refusal is { } refusal)
            return refusal;
        db.RemoveRange(await db.Set<LetterGrant>().Where(g => g.LetterId == letter.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<LetterEnd>().Where(e => e.LetterId == letter.Id).ToListAsync(ct));
        db.AddRange(grants);
        db.AddRange(ends);
        letter.AuthorizesOperation = facts.AuthorizesOperation;
        letter.Title = facts.Title?.Trim() is { Length: > 0 } title ? title : Phrase.Of("organization.letter-title");
        letter.Preamble = facts.Preamble?.Trim() is { Length: > 0 } preamble ? preamble : Phrase.Of("organization.letter-preamble");
        return null;
    }

    public async Task<(List<LetterGrant> Grants, List<LetterEnd> Ends)> LinesAsync(Guid letterId, CancellationToken ct) => (
        await db.Set<LetterGrant>().Where(g => g.LetterId == letterId).OrderBy(g => g.Position).ToListAsync(ct),
        await db.Set<LetterEnd>().Where(e => e.LetterId == letterId).OrderBy(e => e.Position).ToListAsync(ct));

    /// <summary>Duties and rights as the manual words them (授权书 1–3, 4.2.2.2, Appendix 2), one to a line.</summary>
    public static string StandardDuties(Office office) =>
        AppointmentRules.IsByLetter(office) ? Phrase.Of("organization.duties." + office) : "";

    private async Task<Dictionary<Guid, string>> NamesAsync(LetterFacts facts, CancellationToken ct)
    {
        var ids = (facts.Grants ?? []).Select(g => g.PersonId).ToList();
        return await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }
}
