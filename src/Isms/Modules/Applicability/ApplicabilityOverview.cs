using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability;

/// <summary>How far the chosen controls are put in place, of the statement in force or else the one being drawn up.</summary>
internal sealed class ApplicabilityOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(SoaPermissions.Read))
            return [];
        var soa = await SoaViews.Versions(db).Where(s => s.State != SoaState.Superseded)
            .OrderByDescending(s => s.State == SoaState.Approved).Select(s => new { s.Id, s.VersionLabel, s.State }).FirstOrDefaultAsync(ct);
        if (soa is null)
            return [new OverviewTile(Phase.Plan, Phrase.Of("applicability.menu"), "—", "/applicability") { Tone = Tone.Bad, Note = Phrase.Of("applicability.overview-none") }];
        var counts = await SoaViews.Decisions(db).Where(d => d.SoaId == soa.Id).GroupBy(d => new { d.Standing, d.Status })
            .Select(g => new { g.Key.Standing, g.Key.Status, Count = g.Count() }).ToListAsync(ct);
        var (address, controls) = ($"/applicability/{soa.Id}", $"/applicability/{soa.Id}/controls");
        int In(ImplementationStatus status) => counts.Where(c => c.Standing == ControlStanding.Applicable && c.Status == status).Sum(c => c.Count);
        int Standing(ControlStanding standing) => counts.Where(c => c.Standing == standing).Sum(c => c.Count);
        var undecided = Standing(ControlStanding.Undecided);
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("applicability.menu"), soa.VersionLabel, address)
            {
                Tone = soa.State == SoaState.Approved ? Tone.Good : Tone.Warn,
                Note = undecided > 0 ? Phrase.Of("applicability.overview-undecided", undecided) : Phrase.Of("applicability.state." + soa.State),
            },
            new OverviewTile(Phase.Do, Phrase.Of("applicability.overview-controls"), Display.Count(In(ImplementationStatus.Implemented)), controls)
            {
                Unit = "/ " + Display.Count(Standing(ControlStanding.Applicable)),
                Parts =
                [
                    new OverviewPart(Phrase.Of("applicability.status.Implemented"), In(ImplementationStatus.Implemented), controls + "?filter.status=Implemented") { Tone = Tone.Good },
                    new OverviewPart(Phrase.Of("applicability.status.InProgress"), In(ImplementationStatus.InProgress), controls + "?filter.status=InProgress") { Tone = Tone.Info },
                    new OverviewPart(Phrase.Of("applicability.status.Planned"), In(ImplementationStatus.Planned), controls + "?filter.status=Planned"),
                ],
            },
        ];
    }
}
