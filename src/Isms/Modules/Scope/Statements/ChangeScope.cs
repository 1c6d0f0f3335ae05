using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Isms.Modules.Scope.Drawings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>Begins a version.</summary>
/// <param name="ChangeNote">Why; required unless it is the first.</param>
public sealed record CreateScopeRequest([StringLength(ScopeStatement.NoteLength)] string? ChangeNote = null);

/// <summary>Draws up a draft: a copy of the version in force with its context and drawings, or a first one that names the departments.</summary>
internal sealed class CreateScope(IsmsDbContext db, Numbers numbers, DrawingDuties duties, NetworkChanges network, DepartmentDirectory departments, TimeProvider time)
{
    public static readonly Refusal AnotherOpen = new("scope.another-open");

    public async Task<Outcome<ScopeSaved>> RunAsync(Actor actor, CreateScopeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var versions = await db.Set<ScopeStatement>().ToListAsync(ct);
        if (versions.Find(v => v.IsOpen) is { } open)
            return AnotherOpen.With(open.VersionLabel) with { Obstacles = [new Obstacle($"{open.Number} {open.VersionLabel}", ScopePaths.Scope(open.Id))] };
        var inForce = versions.Find(v => v.State == ScopeState.Approved);
        if (inForce is not null && string.IsNullOrWhiteSpace(request.ChangeNote))
            return Refusal.Invalid("changeNote", "scope.change-note-required");
        var last = versions.MaxBy(v => (v.Major, v.Minor));
        var statement = new ScopeStatement
        {
            Number = last?.Number ?? await numbers.TakeAsync(ScopeModule.Number, ct), Major = 1, Minor = last is null ? 0 : last.Minor + 1, BasedOnId = inForce?.Id,
            ChangeNote = request.ChangeNote?.Trim() ?? "", CreatedAt = time.Instant(),
        }.Labelled();
        db.Add(statement);
        if (inForce is not null)
            await CopyAsync(inForce, statement.Say(inForce.Facts), ct);
        else
            statement.Say(new ScopeFacts(null, string.Join(Phrase.Of("ui.list-comma"), (await departments.AllAsync(ct)).Select(d => d.Name)), null, null, null, null, null));
        await duties.AskAsync(statement, actor.Today, ct);
        await network.LookAsync(actor, actor.Today, ct);
        await db.SaveAsync(actor, "scope.create", ct);
        await writing.CommitAsync(ct);
        return ScopeSaved.Of(statement);
    }

    private async Task CopyAsync(ScopeStatement from, ScopeStatement to, CancellationToken ct)
    {
        foreach (var issue in await db.Set<ScopeIssue>().AsNoTracking().Where(i => i.StatementId == from.Id).OrderBy(i => i.Id).ToListAsync(ct))
            db.Add(new ScopeIssue { StatementId = to.Id, External = issue.External, Topic = issue.Topic, Effect = issue.Effect, Climate = issue.Climate });
        foreach (var party in await db.Set<InterestedParty>().AsNoTracking().Where(p => p.StatementId == from.Id).OrderBy(p => p.Id).ToListAsync(ct))
            db.Add(new InterestedParty { StatementId = to.Id, Name = party.Name, Requirement = party.Requirement, Response = party.Response });
        foreach (var drawing in await db.Set<ScopeDrawing>().AsNoTracking().Where(d => d.StatementId == from.Id).ToListAsync(ct))
        {
            var copy = new ScopeDrawing
            {
                StatementId = to.Id, Kind = drawing.Kind, Revision = drawing.Revision, FileName = drawing.FileName, FileHash = drawing.FileHash, MediaType = drawing.MediaType,
                Width = drawing.Width, Height = drawing.Height, DrawnOn = drawing.DrawnOn, UploadedBy = drawing.UploadedBy, UploadedAt = drawing.UploadedAt,
            };
            db.Add(copy);
            foreach (var area in await db.Set<DrawingArea>().AsNoTracking().Where(a => a.DrawingId == drawing.Id).OrderBy(a => a.Id).ToListAsync(ct))
                db.Add(new DrawingArea { DrawingId = copy.Id, Name = area.Name, Points = area.Points, Note = area.Note, SubjectKind = area.SubjectKind, SubjectId = area.SubjectId });
        }
    }
}

/// <summary>Says what the scope is.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeScopeRequest(Guid Id, int Version, [Required] ScopeFacts Facts);

/// <inheritdoc cref="ChangeScopeRequest"/>
internal sealed class ChangeScope(IsmsDbContext db, ScopeDesk desk)
{
    public async Task<Outcome<ScopeSaved>> RunAsync(Actor actor, ChangeScopeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.Id, ct);
        if (draft.Value is not { } statement)
            return draft.Refusal!;
        if (statement.Version != request.Version)
            return Refusal.Stale(Differences(request.Facts, statement.Facts));
        statement.Say(request.Facts);
        await db.SaveAsync(actor, "scope.change", ct);
        await writing.CommitAsync(ct);
        return ScopeSaved.Of(statement);
    }

    private static List<FieldDifference> Differences(ScopeFacts yours, ScopeFacts now) =>
    [
        .. new FieldDifference[]
        {
            new("business", yours.Business, now.Business), new("organization", yours.Organization, now.Organization), new("location", yours.Location, now.Location),
            new("assets", yours.Assets, now.Assets), new("technology", yours.Technology, now.Technology), new("scopeText", yours.ScopeText, now.ScopeText), new("boundaryText", yours.BoundaryText, now.BoundaryText),
        }.Where(d => (d.Yours ?? "") != (d.Current ?? "")),
    ];
}

/// <summary>Gives a draft up.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record DropScopeRequest(Guid Id, int Version);

/// <inheritdoc cref="DropScopeRequest"/>
internal sealed class DropScope(IsmsDbContext db, ScopeDesk desk, NetworkChanges network, Kernel.Work.WorkInbox inbox)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DropScopeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.Id, ct);
        if (draft.Value is not { } statement)
            return draft.Refusal!;
        if (statement.Version != request.Version)
            return Refusal.Stale([]);
        var drawings = await db.Set<ScopeDrawing>().Where(d => d.StatementId == statement.Id).ToListAsync(ct);
        var ids = drawings.ConvertAll(d => d.Id);
        db.RemoveRange(await db.Set<DrawingArea>().Where(a => ids.Contains(a.DrawingId)).ToListAsync(ct));
        db.RemoveRange(drawings);
        db.RemoveRange(await db.Set<ScopeIssue>().Where(i => i.StatementId == statement.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<InterestedParty>().Where(p => p.StatementId == statement.Id).ToListAsync(ct));
        db.Remove(statement);
        await inbox.CancelAsync(DrawingDuties.SubjectKind, statement.Id, null, ct);
        await network.LookAsync(actor, actor.Today, ct);
        await db.SaveAsync(actor, "scope.drop", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
