using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Applicability.Implementing;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>A control of a version.</summary>
/// <param name="Key">Edition and code.</param>
public sealed record ReadControlRequest(Guid SoaId, string Key);

/// <summary>A control of this or another edition with its title.</summary>
/// <param name="Relation">How it corresponds; null where that is not the question.</param>
/// <param name="Standing">What a statement says of it; null where none does.</param>
public sealed record NamedControl(string Key, string Title, MapRelation? Relation = null, ControlStanding? Standing = null, string? Link = null);

/// <summary>Something that stands behind a control.</summary>
public sealed record LinkedThing(Guid Id, string Text, string Link);

/// <summary>A document that carries a control.</summary>
/// <param name="Title">Empty when the manual's list does not have it.</param>
public sealed record CarryingDocument(string Number, string Title);

/// <summary>How far a control is put in place today.</summary>
public sealed record ImplementationView(
    Guid Id, ImplementationStatus Status, Guid? DepartmentId, string Department, string EvidenceLink, string Note, DateTime? ReportedAt, int Version);

/// <summary>A control of a version with everything that belongs to it.</summary>
/// <param name="About">What it is about, in our own words.</param>
/// <param name="RemoteAssets">Assets that speak against leaving it out; empty unless leaving it out raises the question.</param>
/// <param name="Risks">Those the reader may see.</param>
/// <param name="HiddenRisks">How many more there are.</param>
public sealed record ControlView(
    Guid Id, Guid SoaId, string VersionLabel, SoaState SoaState, string Key, Edition Edition, string Code, string Title, string About, string Chapter, bool Additional,
    ControlStanding Standing, IReadOnlyList<ReasonKind> Reasons, string Reason, IReadOnlyList<CarryingDocument> Documents, string ChallengeAnswer,
    MoveProposal Proposal, bool ToConfirm, IReadOnlyList<NamedControl> ProposedFrom, ImplementationStatus? SignedStatus, ImplementationView Implementation,
    IReadOnlyList<NamedControl> Counterparts, IReadOnlyList<LinkedThing> Risks, int HiddenRisks, IReadOnlyList<LinkedThing> Items, int HiddenItems,
    IReadOnlyList<LinkedThing> RemoteAssets, int Version) : IVersioned;

/// <summary>Reads a control: whoever reads the statement any, everybody else those of the own department.</summary>
internal sealed class ReadControl(IsmsDbContext db, DecisionDesk desk, ControlLinks links, OwnDepartments own, SettingsReader settings)
{
    /// <summary>More are counted, not named.</summary>
    private const int MostNamed = 50;

    public async Task<Outcome<ControlView>> RunAsync(Actor actor, ReadControlRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.See) is { } no)
            return no;
        var found = await desk.FindAsync(request.SoaId, request.Key, ct);
        if (found.Refusal is { } missing)
            return actor.May(SoaPermissions.Read) ? missing : Refusal.NotFound;
        var (soa, d, i) = found.Value!;
        if (!await own.SeesAsync(actor, i.DepartmentId, ct))
            return Refusal.NotFound;

        var culture = CultureInfo.CurrentUICulture;
        var entry = d.Additional ? null : ControlCatalogue.Find(d.Key);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var department = await db.Departments.Where(x => x.Id == i.DepartmentId).Select(x => x.Name).FirstOrDefaultAsync(ct) ?? "";
        var (risks, hiddenRisks) = await RisksAsync(actor, d.Key, ct);
        var (items, hiddenItems) = await ItemsAsync(actor, d.Key, ct);
        var remote = RemoteWork.Asks(d.Key) ? await desk.RemoteAssetsAsync(actor, ct) : [];
        return new ControlView(
            d.Id, soa.Id, soa.VersionLabel, soa.State, d.Key.ToString(), d.Edition, d.Code, culture.TwoLetterISOLanguageName == "en" ? d.TitleEn : d.TitleZh,
            entry?.Description(culture) ?? d.About, entry is null ? "" : ChapterOf(d.Key, culture), d.Additional, d.Standing, d.Reasons, d.Reason,
            [.. d.Documents.Split(DocumentNumbers.Separator, StringSplitOptions.RemoveEmptyEntries).Select(n => new CarryingDocument(n, DocumentNumbers.Listed(n, prefix)?.Title(culture) ?? ""))],
            d.ChallengeAnswer, d.Proposal, d.ToConfirm, await SourcesAsync(soa, d, ct), d.SignedStatus,
            new ImplementationView(i.Id, i.Status, i.DepartmentId, department, i.EvidenceLink, i.Note, i.ReportedAt, i.Version),
            d.Additional ? [] : Counterparts(d.Key, culture), risks, hiddenRisks, items, hiddenItems,
            [.. remote.Select(a => new LinkedThing(a.Id, $"{a.Number} {a.Name}", "/assets/" + a.Id))], d.Version);
    }

    /// <summary>What it corresponds to in the other editions.</summary>
    public static IReadOnlyList<NamedControl> Counterparts(ControlKey key, CultureInfo culture) =>
        [.. Enum.GetValues<Edition>().Where(e => e != key.Edition).SelectMany(e => ControlMap.To(key, e)).Select(m => new NamedControl(m.Key.ToString(), ControlCatalogue.Find(m.Key)!.Title(culture), m.Relation))];

    private static string ChapterOf(ControlKey key, CultureInfo culture)
    {
        var chapter = ControlCatalogue.Find(new ControlKey(key.Edition, SoaChapters.Of(ControlCatalogue.Find(key)!)))!;
        return $"{chapter.Key.Code} {chapter.Title(culture)}";
    }

    private async Task<IReadOnlyList<NamedControl>> SourcesAsync(SoaVersion soa, ControlDecision decision, CancellationToken ct)
    {
        var keys = decision.ProposedFrom.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => ControlKey.TryParse(t, out var key) ? key : default).ToList();
        var codes = keys.ConvertAll(k => k.Code);
        var standings = await db.Set<ControlDecision>().Where(d => d.SoaId == soa.BasedOnId && codes.Contains(d.Code)).ToDictionaryAsync(d => d.Code, d => d.Standing, ct);
        return keys.ConvertAll(k => new NamedControl(k.ToString(), ControlCatalogue.Find(k)!.Title(CultureInfo.CurrentUICulture), null,
            standings.TryGetValue(k.Code, out var standing) ? standing : null, SoaPages.Control(soa.BasedOnId!.Value, k)));
    }

    private async Task<(IReadOnlyList<LinkedThing> Seen, int Hidden)> RisksAsync(Actor actor, ControlKey key, CancellationToken ct)
    {
        var reach = actor.ReachOf(RiskPermissions.Read);
        var all = (await links.RisksAsync(key.Edition, actor, ct))[key].ToList();
        var seen = all.Where(r => reach.Covers(r.DepartmentId) || r.OwnerId == actor.PersonId).Take(MostNamed).ToList();
        return ([.. seen.Select(r => new LinkedThing(r.Id, r.Text(actor.Culture), r.Link))], all.Count - seen.Count);
    }

    private async Task<(IReadOnlyList<LinkedThing> Seen, int Hidden)> ItemsAsync(Actor actor, ControlKey key, CancellationToken ct)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Read);
        var all = (await links.ItemsAsync(key.Edition, whole: false, actor, ct))[key].ToList();
        var seen = all.Where(i => reach.Covers(i.DepartmentId) || i.ResponsibleId == actor.PersonId).Take(MostNamed).ToList();
        return ([.. seen.Select(i => new LinkedThing(i.Id, i.Text, i.Link))], all.Count - seen.Count);
    }
}
