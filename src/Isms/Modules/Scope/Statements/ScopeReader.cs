using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Isms.Modules.Scope.Drawings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>Something missing or conspicuous.</summary>
/// <param name="Text">In the reader's language.</param>
/// <param name="Link">Where it is put right.</param>
/// <param name="Blocks">The version cannot be submitted with it.</param>
public sealed record ScopeGap(string Text, string Link, bool Blocks);

/// <summary>Reads a version whole and looks it through.</summary>
internal sealed class ScopeReader(
    IsmsDbContext db, DepartmentDirectory departments, OldDrawings old, SettingsReader settings, IEnumerable<IContribute<PlacesToMark, PlaceToMark>> places)
{
    public async Task<ScopeView> ViewAsync(Actor actor, ScopeStatement statement, CancellationToken ct)
    {
        var issues = await db.Set<ScopeIssue>().AsNoTracking().Where(i => i.StatementId == statement.Id).OrderBy(i => i.External).ThenBy(i => i.Id)
            .Select(i => new IssueView(i.Id, i.Version, i.External, i.Topic, i.Effect, i.Climate)).ToListAsync(ct);
        var parties = await db.Set<InterestedParty>().AsNoTracking().Where(p => p.StatementId == statement.Id).OrderBy(p => p.Id)
            .Select(p => new PartyView(p.Id, p.Version, p.Name, p.Requirement, p.Response)).ToListAsync(ct);
        var drawings = await db.Set<ScopeDrawing>().AsNoTracking().Where(d => d.StatementId == statement.Id).ToListAsync(ct);
        var ids = drawings.ConvertAll(d => d.Id);
        var areas = (await db.Set<DrawingArea>().AsNoTracking().Where(a => ids.Contains(a.DrawingId)).OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.DrawingId);
        var known = await PlacesAsync(actor, ct);
        var olderThan = (await old.FindAsync(actor, ct)).GetValueOrDefault(statement.Id);
        List<DrawingView> shown = [.. drawings.OrderBy(d => d.Kind).Select(d => new DrawingView(
            d.Id, d.Version, d.Kind, d.Revision, d.FileName, d.MediaType, d.Width, d.Height, d.DrawnOn, d.UploadedBy, d.UploadedAt, ScopePaths.Image(d.Id),
            [.. areas[d.Id].Select(a => new AreaView(a.Id, a.Version, a.Name, a.Points, a.Note, a.SubjectKind, a.SubjectId, known.FirstOrDefault(p => p.Id == a.SubjectId)?.Name ?? "", known.FirstOrDefault(p => p.Id == a.SubjectId)?.Link))],
            d.Kind == DrawingKind.Network ? olderThan : null))];
        var view = new ScopeView(
            statement.Id, statement.Version, statement.Number, statement.VersionLabel, statement.State, statement.ChangeNote, statement.Facts, statement.CreatedAt, statement.ApprovedAt,
            statement.EffectiveOn, statement.ReviewOn, issues, parties, shown, [], statement.IsDraft && actor.May(ScopePermissions.Edit));
        return view with { Gaps = await GapsAsync(view, known, ct) };
    }

    /// <summary>What can be marked on the drawings.</summary>
    public async Task<IReadOnlyList<PlaceToMark>> PlacesAsync(Actor actor, CancellationToken ct)
    {
        var all = new List<PlaceToMark>();
        foreach (var contributor in places)
            all.AddRange(await contributor.AnswerAsync(actor, new PlacesToMark(), ct));
        return all;
    }

    private async Task<IReadOnlyList<ScopeGap>> GapsAsync(ScopeView view, IReadOnlyList<PlaceToMark> known, CancellationToken ct)
    {
        var gaps = new List<ScopeGap>();
        var facts = view.Facts;
        foreach (var (field, text) in new[]
        {
            ("business", facts.Business), ("organization", facts.Organization), ("location", facts.Location), ("assets", facts.Assets), ("technology", facts.Technology),
            ("scopeText", facts.ScopeText), ("boundaryText", facts.BoundaryText),
        })
        {
            if (string.IsNullOrWhiteSpace(text))
                gaps.Add(new ScopeGap(Phrase.Of("scope.gap.empty", Phrase.Of("scope.field." + field)), ScopePaths.Scope(view.Id), true));
        }
        gaps.AddRange(Enum.GetValues<DrawingKind>().Where(k => view.Of(k) is null)
            .Select(k => new ScopeGap(Phrase.Of("scope.gap.drawing", Phrase.Of("scope.drawing." + k)), ScopePaths.Drawings(view.Id) + "#" + k, true)));
        if (view.Of(DrawingKind.Network)?.OlderThan is { } change)
        {
            gaps.Add(new ScopeGap(Phrase.Of("scope.gap.old-network", change.Number, change.ApprovedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                $"{ScopePaths.Drawings(view.Id)}#{DrawingKind.Network}", await settings.TextAsync(ScopeModule.OldNetworkDrawing, ct) == ScopeModule.Refuse));
        }
        if (view.Of(DrawingKind.Premises) is { Areas.Count: 0 } premises)
            gaps.Add(new ScopeGap(Phrase.Of("scope.gap.no-areas"), ScopePaths.Drawing(view.Id, premises.Id), false));
        var marked = view.Drawings.SelectMany(d => d.Areas).Select(a => a.SubjectId).ToHashSet();
        gaps.AddRange(known.Where(p => p.Required && !marked.Contains(p.Id)).Select(p => new ScopeGap(Phrase.Of("scope.gap.not-marked", p.Name),
            view.Of(DrawingKind.Premises) is { } plan ? ScopePaths.Drawing(view.Id, plan.Id) : ScopePaths.Drawings(view.Id), false)));
        if (view.Issues.Count == 0)
            gaps.Add(new ScopeGap(Phrase.Of("scope.gap.no-issues"), ScopePaths.Context(view.Id), false));
        else if (!view.Issues.Any(i => i.Climate))
            gaps.Add(new ScopeGap(Phrase.Of("scope.gap.climate"), ScopePaths.Context(view.Id), false));
        if (view.Parties.Count == 0)
            gaps.Add(new ScopeGap(Phrase.Of("scope.gap.no-parties"), ScopePaths.Context(view.Id), false));
        var names = (await departments.AllAsync(ct)).Select(d => d.Name).ToList();
        gaps.AddRange(ScopeActivities.Compare(facts.ScopeText ?? "", names).Select(text => new ScopeGap(text, ScopePaths.Scope(view.Id), false)));
        return gaps;
    }
}
