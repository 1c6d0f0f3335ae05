using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>The asset register, its confirmation by departments, and the lists of important assets.</summary>
internal sealed class AssetEvidence(IsmsDbContext db, ListLists lists, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(AssetPermissions.See))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var found = new List<EvidenceItem>();
        var assets = await InventoryRegister.Rows(db, actor).CountAsync(ct);
        if (assets > 0)
        {
            found.Add(new EvidenceItem("asset-register", "", Phrase.In(actor.Culture, "assets.register"), EvidenceState.Live, "/assets")
            {
                Count = assets, Open = (services, reader, token) => services.GetRequiredService<ExportAssets>().RunAsync(reader, new RegisterQuery(), token),
            });
        }
        if (!actor.May(AssetPermissions.Read))
            return found;
        var cycles = await db.Set<ConfirmationCycle>().AsNoTracking().OrderByDescending(c => c.OpenedAt).Take(question.Most)
            .Select(c => new { c.Id, c.Title, c.Year, c.DueOn, c.State, c.OpenedAt, c.ClosedAt, c.CloseReason, Departments = db.Set<DepartmentConfirmation>().Count(d => d.CycleId == c.Id), Confirmed = db.Set<DepartmentConfirmation>().Count(d => d.CycleId == c.Id && d.State == ConfirmationState.Confirmed) })
            .ToListAsync(ct);
        found.AddRange(cycles.Select(c => new EvidenceItem("asset-confirmation", "", c.Title, c.State == CycleState.Closed || c.Confirmed > 0 ? EvidenceState.Live : EvidenceState.InPreparation, "/assets/confirmations/" + c.Id)
        {
            Date = (c.ClosedAt ?? c.OpenedAt).DayIn(zone), Count = Math.Max(1, c.Confirmed), Data = c,
        }));
        found.AddRange(((await lists.RunAsync(actor, ct)).Value ?? []).Take(question.Most).Select(l => new EvidenceItem("important-asset-list", l.Number, l.Title, l.State switch
        {
            ListState.Approved => EvidenceState.Live,
            ListState.Superseded => EvidenceState.Superseded,
            _ => EvidenceState.InPreparation,
        }, "/assets/lists/" + l.Id)
        {
            Date = (l.ApprovedAt ?? l.TakenAt).DayIn(zone), Count = Math.Max(1, l.Rows),
            Open = (services, reader, token) => services.GetRequiredService<ExportList>().RunAsync(reader, new ReadListRequest(l.Id), token),
        }));
        return found;
    }
}
