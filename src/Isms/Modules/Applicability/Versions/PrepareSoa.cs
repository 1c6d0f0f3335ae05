using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Applicability.Implementing;
using Isms.Modules.Organization;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>Begins a version: the first, a further one of the same edition, or a move to another.</summary>
/// <param name="Scope">Null takes the scope of the ISMS in force; before there is one, that of the version in force, or for the first the organization's setting.</param>
/// <param name="ChangeNote">Why; required unless it is the first.</param>
public sealed record PrepareSoaRequest(
    Edition Edition, [StringLength(SoaVersion.ScopeLength)] string? Scope = null, [StringLength(SoaVersion.NoteLength)] string? ChangeNote = null);

/// <summary>A version after it was saved.</summary>
public sealed record SoaSaved(Guid Id, string VersionLabel, Edition Edition, SoaState State, int Version) : IVersioned
{
    internal static SoaSaved Of(SoaVersion soa) => new(soa.Id, soa.VersionLabel, soa.Edition, soa.State, soa.Version);
}

/// <summary>Draws up a draft in which every control of the edition has its row, filled from what is known.</summary>
internal sealed class PrepareSoa(IsmsDbContext db, ControlLinks links, StatementReader statements, LeadUnits leads, ScopeInForce scopes, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal AnotherOpen = new("applicability.another-open");

    public async Task<Outcome<SoaSaved>> RunAsync(Actor actor, PrepareSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        if (!Enum.IsDefined(request.Edition))
            return Refusal.Invalid("edition", "kernel.field-choice", (int)request.Edition);
        await using var writing = await db.BeginAsync(ct);
        var versions = await db.Set<SoaVersion>().ToListAsync(ct);
        if (versions.Find(v => v.IsOpen) is { } open)
            return AnotherOpen.With(open.VersionLabel) with { Obstacles = [new Obstacle($"{open.Number} {open.VersionLabel}", SoaPages.Soa(open.Id))] };
        var inForce = versions.Find(v => v.State == SoaState.Approved);
        if (inForce is not null && string.IsNullOrWhiteSpace(request.ChangeNote))
            return Refusal.Invalid("changeNote", "applicability.change-note-required");

        var soa = await NewAsync(request, inForce, versions, ct);
        db.Add(soa);
        await FillAsync(soa, inForce, await leads.AsOfAsync(actor.Today, ct), ct);
        await db.SaveAsync(actor, "applicability.prepare", ct);
        await writing.CommitAsync(ct);
        return SoaSaved.Of(soa);
    }

    private async Task<SoaVersion> NewAsync(PrepareSoaRequest request, SoaVersion? inForce, List<SoaVersion> versions, CancellationToken ct)
    {
        var last = versions.MaxBy(v => (v.Major, v.Minor));
        var (major, minor) = last is null ? (1, 0) : request.Edition == inForce!.Edition ? (last.Major, last.Minor + 1) : (last.Major + 1, 0);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        return new SoaVersion
        {
            Number = DocumentList.All.Single(d => d.Kind == ListedKind.Soa).Number(prefix).TrimStart('-'),
            Major = major, Minor = minor, Edition = request.Edition, BasedOnId = inForce?.Id, CreatedAt = time.Instant(),
            Scope = (request.Scope ?? (await scopes.CurrentAsync(ct))?.ScopeText ?? inForce?.Scope ?? await settings.TextAsync(ApplicabilityModule.Scope, ct)).Trim(),
            ChangeNote = request.ChangeNote?.Trim() ?? "",
        }.Labelled();
    }

    private async Task FillAsync(SoaVersion soa, SoaVersion? inForce, ResponsibilitySnapshot? matrix, CancellationToken ct)
    {
        var before = inForce is null ? [] : await statements.RowsAsync(inForce, ct);
        var present = await db.Set<ControlImplementation>().Where(i => i.Edition == soa.Edition).ToDictionaryAsync(i => i.Code, StringComparer.Ordinal, ct);
        var moved = inForce is not null && inForce.Edition != soa.Edition;
        var decisions = new List<ControlDecision>();
        foreach (var control in ControlCatalogue.Of(soa.Edition).Controls)
            decisions.Add(moved ? Moved(soa, inForce!, control, before, present) : Copied(soa, control, before, present));
        decisions.AddRange(before.Where(r => r.Decision.Additional).Select(r => Additional(soa, r, present)));
        var items = await links.ItemsAsync(soa.Edition, whole: false, ControlLinks.Nobody, ct);
        var risks = await links.RisksAsync(soa.Edition, ControlLinks.Nobody, ct);
        foreach (var decision in decisions.Where(d => d.Standing == ControlStanding.Undecided && (items.Contains(d.Key) || risks.Contains(d.Key))))
            decision.ReliedOn();
        // 4.2.2.4: what nobody answers for yet goes to the department that leads it.
        if (matrix is not null)
            LeadOwners.Fill(present.Values, matrix);
        db.AddRange(decisions);
    }

    private ControlDecision Copied(SoaVersion soa, AnnexEntry control, IReadOnlyList<StatementRow> before, Dictionary<string, ControlImplementation> present)
    {
        var decision = New(soa, control, Implementation(soa.Edition, control.Key.Code, present).Id, MoveProposal.None, "");
        if (before.FirstOrDefault(r => r.Key == control.Key) is { } old)
            decision.Decide(old.Decision.Facts);
        return decision;
    }

    private ControlDecision Moved(SoaVersion soa, SoaVersion inForce, AnnexEntry control, IReadOnlyList<StatementRow> before, Dictionary<string, ControlImplementation> present)
    {
        var old = before.Where(r => !r.Decision.Additional).ToDictionary(r => r.Key, r => new OldDecision(r.Decision.Facts, r.Implementation.Status));
        var proposal = EditionMove.Propose(control.Key, inForce.Edition, old);
        var known = present.ContainsKey(control.Key.Code);
        var implementation = Implementation(soa.Edition, control.Key.Code, present);
        if (!known && proposal.Sources.Count > 0 && proposal.Facts.Standing == ControlStanding.Applicable)
        {
            // The evidence stays with the control it was given for; the new one points there.
            var sources = before.Where(r => proposal.Sources.Contains(r.Key)).ToList();
            var departments = sources.Select(r => r.Implementation.DepartmentId).Distinct().ToList();
            implementation.DepartmentId = departments.Count == 1 ? departments[0] : null;
            if (proposal.Status != ImplementationStatus.Planned)
                implementation.Report(proposal.Status, SoaPages.Control(inForce.Id, proposal.Sources[0]), "", time.Instant());
        }
        var decision = New(soa, control, implementation.Id, proposal.Proposal, string.Join(' ', proposal.Sources));
        decision.Propose(proposal.Facts);
        return decision;
    }

    private ControlDecision Additional(SoaVersion soa, StatementRow old, Dictionary<string, ControlImplementation> present)
    {
        var known = present.ContainsKey(old.Key.Code);
        var implementation = Implementation(soa.Edition, old.Key.Code, present);
        if (!known)
        {
            implementation.DepartmentId = old.Implementation.DepartmentId;
            var link = old.HasEvidence ? SoaPages.Control(old.Decision.SoaId, old.Key) : "";
            implementation.Report(old.Implementation.Status, link, old.Implementation.Note, time.Instant());
        }
        var decision = new ControlDecision
        {
            SoaId = soa.Id, ImplementationId = implementation.Id, Edition = soa.Edition, Code = old.Key.Code, Position = old.Decision.Position, Additional = true,
            TitleZh = old.Decision.TitleZh, TitleEn = old.Decision.TitleEn, About = old.Decision.About,
        };
        decision.Decide(old.Decision.Facts);
        return decision;
    }

    private static ControlDecision New(SoaVersion soa, AnnexEntry control, Guid implementationId, MoveProposal proposal, string from) => new()
    {
        SoaId = soa.Id, ImplementationId = implementationId, Edition = soa.Edition, Code = control.Key.Code, Position = ControlCatalogue.Position(control.Key),
        DomainCode = SoaChapters.Of(control), TitleZh = control.Titles.Zh, TitleEn = control.Titles.En, Proposal = proposal, ProposedFrom = from,
    };

    private ControlImplementation Implementation(Edition edition, string code, Dictionary<string, ControlImplementation> present)
    {
        if (present.TryGetValue(code, out var known))
            return known;
        var created = new ControlImplementation { Edition = edition, Code = code };
        db.Add(created);
        present.Add(code, created);
        return created;
    }
}
