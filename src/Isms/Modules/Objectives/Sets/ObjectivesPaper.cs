using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Modules.Objectives.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>信息安全目标 XX-A-03: what its paper says, the same for its own print and as a controlled document.</summary>
internal sealed class ObjectivesPaper(IsmsDbContext db, MeasureReader measures, ApprovalReader approvals, SettingsReader settings) : IProcessDocument
{
    public const string DocumentPattern = "XX-A-03";

    public string Pattern => DocumentPattern;

    public string ApprovalKind => SetApproval.KindName;

    public string Link => ObjectivesPaths.Sets;

    public bool ReviewedThere => false;

    public async Task<ProcessVersion?> InForceAsync(CancellationToken ct) =>
        await db.Set<ObjectiveSet>().AsNoTracking().FirstOrDefaultAsync(s => s.State == SetState.Approved, ct) is { } set ? SignedOf(set, await settings.TimeZoneAsync(ct)) : null;

    public async Task<IReadOnlyList<WordBlock>> BlocksAsync(Guid versionId, CultureInfo culture, CancellationToken ct)
    {
        var set = await db.Set<ObjectiveSet>().AsNoTracking().SingleAsync(s => s.Id == versionId, ct);
        var view = new ObjectiveSetView(
            set.Id, set.Version, set.Number, set.Label, set.Year, set.StartsOn, set.ChangeNote, set.State, set.CreatedAt, set.ApprovedAt, await measures.OfSetAsync(set.Id, ct), MayEdit: false, MayRemove: false);
        return ObjectivesDocument.Blocks(culture, view, await HistoryAsync(set.Id, ct));
    }

    public static ProcessVersion SignedOf(ObjectiveSet set, TimeZoneInfo zone) => new(set.Id, set.Label, set.ApprovedAt!.Value, set.ApprovedAt.Value.DayIn(zone), set.ChangeNote);

    public async Task<IReadOnlyList<WordRevision>> HistoryAsync(Guid id, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var set = await db.Set<ObjectiveSet>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        var versions = await db.Set<ObjectiveSet>().AsNoTracking().Where(s => s.Id == set.Id || (s.ApprovedAt != null && s.CreatedAt <= set.CreatedAt)).OrderBy(s => s.Serial).ToListAsync(ct);
        var signatures = await approvals.SignaturesOfAsync(SetApproval.KindName, versions.ConvertAll(v => v.Id), ct);
        return versions.ConvertAll(v => new WordRevision(
            v.Label, v.ApprovedAt is { } at ? DateOnly.FromDateTime(at.In(zone).DateTime) : null,
            signatures.TryGetValue(v.Id, out var given) ? given.FirstOrDefault(s => s.Meaning == SignatureMeaning.Prepare)?.Name ?? "" : "", v.ChangeNote));
    }
}
