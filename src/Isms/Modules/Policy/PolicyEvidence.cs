using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Policy.Texts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy;

/// <summary>The policy in its versions.</summary>
internal sealed class PolicyEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(PolicyPermissions.Read))
            return [];
        var versions = await db.Set<PolicyVersion>().AsNoTracking().OrderByDescending(p => p.CreatedAt).Take(question.Most)
            .Select(p => new { p.Id, p.Number, p.VersionLabel, p.State, p.EffectiveOn, p.ReviewOn }).ToListAsync(ct);
        return [.. versions.Select(p => new EvidenceItem("policy", p.Number, Phrase.In(actor.Culture, "policy.menu"), p.State switch
        {
            PolicyState.Approved => EvidenceState.Live,
            PolicyState.Superseded => EvidenceState.Superseded,
            _ => EvidenceState.InPreparation,
        }, PolicyViews.Link)
        {
            Version = p.VersionLabel, Date = p.EffectiveOn, GoodUntil = p.State == PolicyState.Approved ? p.ReviewOn : null,
            Open = (services, reader, token) => services.GetRequiredService<ExportPolicy>().RunAsync(reader, p.Id, token),
        })];
    }
}

/// <summary>The principles in force, to which objectives link (manual 4.2.1.7).</summary>
internal sealed class PrinciplesOfPolicy(IsmsDbContext db) : IContribute<PrinciplesInForce, PolicyPrinciple>
{
    public async Task<IReadOnlyList<PolicyPrinciple>> AnswerAsync(Actor actor, PrinciplesInForce question, CancellationToken ct)
    {
        var principles = await (
            from p in PolicyViews.Policies(db)
            join l in PolicyViews.Principles(db) on p.Id equals l.PolicyId
            where p.State == PolicyState.Approved
            orderby l.Place
            select new { l.Place, l.Text }).ToListAsync(ct);
        return [.. principles.Select(p => new PolicyPrinciple("principle-" + Ui.Display.Number(p.Place), p.Text, PolicyViews.Link))];
    }
}
