using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Competence;

/// <summary>One thing that a profile asks for.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Months">Months after which it has to be shown anew; 0 for never.</param>
public sealed record RequirementFacts(Guid? Id, CompetenceKind Kind, [Required, StringLength(CompetenceRequirement.WordsLength)] string Words, [Range(0, 120)] int Months);

/// <summary>What an office or a post asks for.</summary>
/// <param name="Office">Null for a post.</param>
/// <param name="Post">As it stands with people; null for an office.</param>
/// <param name="Requirements">In this order; those left out are no longer asked for.</param>
/// <param name="Retired">The profile is no longer used.</param>
public sealed record ProfileOfPostFacts(
    Office? Office, [StringLength(CompetenceProfile.PostLength)] string? Post, CompetenceRule Rule, [StringLength(CompetenceProfile.NoteLength)] string? Note,
    [Required, MinLength(1), MaxLength(30)] IReadOnlyList<RequirementFacts> Requirements, bool Retired = false);

/// <summary>A profile as saved.</summary>
public sealed record CompetenceProfileSaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds a profile, or changes one; whose it is does not change.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SaveCompetenceProfileRequest(Guid? Id, int Version, ProfileOfPostFacts Facts);

/// <inheritdoc cref="SaveCompetenceProfileRequest"/>
internal sealed class SaveCompetenceProfile(IsmsDbContext db)
{
    public async Task<Outcome<CompetenceProfileSaved>> RunAsync(Actor actor, SaveCompetenceProfileRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.EditCompetence, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        var facts = request.Facts;
        var post = facts.Post?.Trim() ?? "";
        if (request.Id is null && (facts.Office is null) == (post.Length == 0))
            return Refusal.Invalid("office", "resources.competence-office-or-post");
        if (facts.Office is Office.Employee or Office.ExternalAuditor)
            return Refusal.Invalid("office", "resources.competence-not-for");
        await using var writing = await db.BeginAsync(ct);
        var profile = request.Id is { } id ? await db.Set<CompetenceProfile>().SingleOrDefaultAsync(p => p.Id == id, ct) : new CompetenceProfile { Office = facts.Office, Post = post };
        if (profile is null)
            return Refusal.NotFound;
        if (request.Id is not null && profile.Version != request.Version)
            return Refusal.Stale([]);
        if (!facts.Retired && await db.Set<CompetenceProfile>().AnyAsync(p => p.Id != profile.Id && p.RetiredOn == null && p.Office == profile.Office && p.Post == profile.Post, ct))
            return Refusal.Invalid(profile.Office is null ? "post" : "office", "resources.competence-profile-exists");
        (profile.Rule, profile.Note, profile.RetiredOn) = (facts.Rule, facts.Note?.Trim() ?? "", facts.Retired ? profile.RetiredOn ?? actor.Today : null);
        var before = await db.Set<CompetenceRequirement>().Where(r => r.ProfileId == profile.Id && r.RetiredOn == null).ToListAsync(ct);
        for (var i = 0; i < facts.Requirements.Count; i++)
        {
            var asked = facts.Requirements[i];
            var requirement = asked.Id is { } known ? before.Find(r => r.Id == known) : new CompetenceRequirement { ProfileId = profile.Id };
            if (requirement is null)
                return Refusal.Invalid($"requirements[{Ui.Display.Number(i)}].id", "resources.competence-no-such-requirement");
            (requirement.Position, requirement.Kind, requirement.Words, requirement.Months) = (i, asked.Kind, asked.Words.Trim(), asked.Months);
            if (asked.Id is null)
                db.Add(requirement);
        }
        foreach (var gone in before.Where(b => facts.Requirements.All(r => r.Id != b.Id)))
            gone.RetiredOn = actor.Today;
        // What it asks for is part of it: whoever saved before must be seen by whoever saves next.
        if (request.Id is null)
            db.Add(profile);
        else
            db.Entry(profile).State = EntityState.Modified;
        await db.SaveAsync(actor, "resources.save-competence-profile", ct);
        await writing.CommitAsync(ct);
        return new CompetenceProfileSaved(profile.Id, profile.Version);
    }
}

/// <summary>How many profiles were added.</summary>
public sealed record StarterProfilesAdded(int Profiles);

/// <summary>Adds a first profile, to be worked over, for every office of the management system that has none.</summary>
internal sealed class AddStarterProfiles(IsmsDbContext db)
{
    /// <summary>Offices whose work affects the management system (manual 5.2.1, 6.3).</summary>
    public static readonly IReadOnlyList<Office> Offices =
        [Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead, Office.InternalAuditor, Office.DocumentController, Office.SystemAdministrator];

    /// <summary>An auditor's training is renewed after three years.</summary>
    private const int AuditorMonths = 36;

    public async Task<Outcome<StarterProfilesAdded>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.EditCompetence) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var known = await db.Set<CompetenceProfile>().Where(p => p.RetiredOn == null && p.Office != null).Select(p => p.Office!.Value).ToListAsync(ct);
        var missing = Offices.Where(o => !known.Contains(o)).ToList();
        foreach (var office in missing)
        {
            var profile = new CompetenceProfile { Office = office, Rule = office == Office.InternalAuditor ? CompetenceRule.Meet : CompetenceRule.MeetOrPlan };
            db.Add(profile);
            var place = 0;
            foreach (var kind in Enum.GetValues<CompetenceKind>())
            {
                var key = $"resources.competence-starter.{kind}.{office}";
                db.Add(new CompetenceRequirement
                {
                    ProfileId = profile.Id, Position = place++, Kind = kind, Months = office == Office.InternalAuditor && kind == CompetenceKind.Training ? AuditorMonths : 0,
                    Words = Phrase.In(actor.Culture, Phrase.Has(key) ? key : "resources.competence-starter." + kind),
                });
            }
        }
        if (missing.Count > 0)
            await db.SaveAsync(actor, "resources.add-starter-profiles", ct);
        await writing.CommitAsync(ct);
        return new StarterProfilesAdded(missing.Count);
    }
}

/// <summary>One profile.</summary>
internal sealed class ReadCompetenceProfile(CompetenceReader reader)
{
    public async Task<Outcome<ProfileOfPost>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeCompetence) is { } no)
            return no;
        return (await reader.ProfilesAsync(id, ct)) is [var profile] ? profile : Refusal.NotFound;
    }
}
