using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>A version after it was saved.</summary>
public sealed record PolicySaved(Guid Id, string VersionLabel, PolicyState State, int Version) : IVersioned
{
    internal static PolicySaved Of(PolicyVersion policy) => new(policy.Id, policy.VersionLabel, policy.State, policy.Version);
}

/// <summary>Begins a version.</summary>
/// <param name="ChangeNote">Why; required unless it is the first.</param>
public sealed record CreatePolicyRequest([StringLength(PolicyVersion.NoteLength)] string? ChangeNote = null);

/// <summary>Draws up a draft: a copy of the version in force, or for the first the manual's commitments to begin with.</summary>
internal sealed class CreatePolicy(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal AnotherOpen = new("policy.another-open");

    public async Task<Outcome<PolicySaved>> RunAsync(Actor actor, CreatePolicyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var versions = await db.Set<PolicyVersion>().ToListAsync(ct);
        if (versions.Find(v => v.IsOpen) is { } open)
            return AnotherOpen.With(open.VersionLabel) with { Obstacles = [new Obstacle($"{open.Number} {open.VersionLabel}", PolicyPaths.Policy(open.Id))] };
        var inForce = versions.Find(v => v.State == PolicyState.Approved);
        if (inForce is not null && string.IsNullOrWhiteSpace(request.ChangeNote))
            return Refusal.Invalid("changeNote", "policy.change-note-required");
        var number = DocumentList.All.Single(d => d.Kind == ListedKind.TopPolicy).Number(await settings.TextAsync(KernelSettings.NumberPrefix, ct)).TrimStart('-');
        var policy = new PolicyVersion
        {
            Number = number, Minor = versions.Count == 0 ? 0 : versions.Max(v => v.Minor) + 1, ChangeNote = request.ChangeNote?.Trim() ?? "", Text = inForce?.Text ?? "", CreatedAt = time.Instant(),
        }.Labelled();
        db.Add(policy);
        if (inForce is not null)
        {
            foreach (var line in await db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == inForce.Id).ToListAsync(ct))
                db.Add(new PolicyLine { PolicyId = policy.Id, Place = line.Place, Text = line.Text, Topic = line.Topic });
        }
        else
        {
            var culture = System.Globalization.CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct));
            foreach (var (place, topic) in Enum.GetValues<CommitmentTopic>().Index())
                db.Add(new PolicyLine { PolicyId = policy.Id, Place = place + 1, Text = Phrase.In(culture, "policy.commitment." + topic), Topic = topic });
            for (var place = 1; place <= 3; place++)
                db.Add(new PolicyLine { PolicyId = policy.Id, Place = place, Text = Phrase.In(culture, "policy.principle." + Display(place)) });
        }
        await db.SaveAsync(actor, "policy.create", ct);
        await writing.CommitAsync(ct);
        return PolicySaved.Of(policy);
    }

    private static string Display(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A commitment as it shall be.</summary>
public sealed record CommitmentInput(CommitmentTopic Topic, [Required, StringLength(PolicyLine.TextLength)] string Text);

/// <summary>Says what the policy is.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="Text">Short enough for everybody to know it; the longest length is a setting.</param>
/// <param name="Principles">In their order; blank ones are left out.</param>
/// <param name="Commitments">In their order.</param>
public sealed record ChangePolicyRequest(
    Guid Id, int Version, [StringLength(PolicyVersion.TextLength)] string? Text, [Required, MaxLength(20)] IReadOnlyList<string> Principles, [Required, MaxLength(20)] IReadOnlyList<CommitmentInput> Commitments);

/// <inheritdoc cref="ChangePolicyRequest"/>
internal sealed class ChangePolicy(IsmsDbContext db, SettingsReader settings)
{
    public static readonly Refusal Frozen = new("policy.frozen");

    public async Task<Outcome<PolicySaved>> RunAsync(Actor actor, ChangePolicyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var most = await settings.NumberAsync(PolicyModule.TextLength, ct);
        if (request.Text?.Trim().Length > most)
            return Refusal.Invalid("text", "policy.text-too-long", most);
        if (request.Principles.Any(p => p is null || p.Length > PolicyLine.TextLength))
            return Refusal.Invalid("principles", "kernel.field-too-long", PolicyLine.TextLength);
        if (request.Commitments.Any(c => !Enum.IsDefined(c.Topic)))
            return Refusal.Invalid("commitments", "kernel.field-choice", "");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PolicyVersion>().SingleOrDefaultAsync(p => p.Id == request.Id, ct) is not { } policy)
            return Refusal.NotFound;
        if (!policy.IsDraft)
            return Frozen.With(policy.VersionLabel);
        if (policy.Version != request.Version)
            return Refusal.Stale([new FieldDifference("text", request.Text, policy.Text)]);
        policy.Text = request.Text?.Trim() ?? "";
        // Even when only a line changed, whoever based a change on the old lines has to be told.
        db.Entry(policy).State = EntityState.Modified;
        db.RemoveRange(await db.Set<PolicyLine>().Where(l => l.PolicyId == policy.Id).ToListAsync(ct));
        db.AddRange(request.Principles.Select(p => p.Trim()).Where(p => p.Length > 0).Select((p, i) => new PolicyLine { PolicyId = policy.Id, Place = i + 1, Text = p }));
        db.AddRange(request.Commitments.Select((c, i) => new PolicyLine { PolicyId = policy.Id, Place = i + 1, Text = c.Text.Trim(), Topic = c.Topic }));
        await db.SaveAsync(actor, "policy.change", ct);
        await writing.CommitAsync(ct);
        return PolicySaved.Of(policy);
    }
}
