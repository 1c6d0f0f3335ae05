using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy.Openings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy;

/// <summary>The scheme's versions and the log of openings.</summary>
internal sealed class SecrecyEvidence(IsmsDbContext db, Concealment concealment, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(SecrecyPermissions.See))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var schemes = await db.Set<ClassificationScheme>().AsNoTracking().Where(s => s.InForceAt != null).OrderByDescending(s => s.Serial).Take(question.Most).ToListAsync(ct);
        var found = schemes.ConvertAll(s => new EvidenceItem("classification", "", Phrase.In(actor.Culture, "secrecy.scheme"), s.State == SchemeState.InForce ? EvidenceState.Live : EvidenceState.Superseded, SecrecyPaths.Scheme(s.Id))
        {
            Version = s.Label, Date = s.InForceAt!.Value.DayIn(zone), Data = s.Classes,
        });
        if (!actor.ReachOf(SecrecyPermissions.ReadLog).All)
            return found;
        var openings = OpeningRegister.Rows(db, concealment, actor);
        if (await openings.OrderByDescending(o => o.At).Select(o => (DateTime?)o.At).FirstOrDefaultAsync(ct) is { } last)
        {
            found.Add(new EvidenceItem("classified-openings", "", Phrase.In(actor.Culture, "secrecy.openings"), EvidenceState.Live, SecrecyPaths.Openings)
            {
                Date = last.DayIn(zone), Count = await openings.Take(1000).CountAsync(ct),
                Open = (services, reader, token) => services.GetRequiredService<ExportOpenings>().RunAsync(reader, new RegisterQuery(), token),
            });
        }
        return found;
    }
}
