using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Scope.Statements;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Drawings;

/// <summary>Puts a drawing in its place; one that is there already is replaced, and areas with corners stay where they are.</summary>
/// <param name="DrawnOn">The day that the drawing shows; today when null.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record PutDrawingRequest(Guid StatementId, DrawingKind Kind, [Required] string Name, Stream Content, DateOnly? DrawnOn = null);

/// <inheritdoc cref="PutDrawingRequest"/>
internal sealed class PutDrawing(IsmsDbContext db, ScopeDesk desk, IFileVault vault, SettingsReader settings, DrawingDuties duties, NetworkChanges network, TimeProvider time)
{
    public async Task<Outcome<ScopeSaved>> RunAsync(Actor actor, PutDrawingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (!Enum.IsDefined(request.Kind))
            return Refusal.Invalid("kind", "kernel.field-choice", (int)request.Kind);
        if (request.DrawnOn > actor.Today)
            return Refusal.Invalid("drawnOn", "scope.drawn-later");
        var megabytes = await settings.NumberAsync(ScopeModule.DrawingMegabytes, ct);
        var name = AddAttachment.NameOf(request.Name);
        if (request.Content.Length > megabytes * 1024L * 1024L)
            return Refusal.Invalid("file", "files.too-large", name, megabytes);
        using var bytes = new MemoryStream();
        await request.Content.CopyToAsync(bytes, ct);
        var (inspected, refused) = DrawingFile.Inspect(name, bytes.ToArray());
        if (inspected is null)
            return Refusal.Invalid("file", refused!, name);
        using var content = new MemoryStream(inspected.Content);
        // The content first: a row without its content would be a lie, a content without a row is only unused.
        var kept = (await vault.PutAsync(content, inspected.Content.Length, ct))!;

        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.StatementId, ct);
        if (draft.Value is not { } statement)
            return draft.Refusal!;
        var before = await db.Set<ScopeDrawing>().SingleOrDefaultAsync(d => d.StatementId == statement.Id && d.Kind == request.Kind, ct);
        var revision = await db.Set<ScopeDrawing>().Where(d => d.Kind == request.Kind).Select(d => (int?)d.Revision).MaxAsync(ct) ?? 0;
        var drawing = new ScopeDrawing
        {
            StatementId = statement.Id, Kind = request.Kind, Revision = revision + 1, FileName = name, FileHash = kept.Sha256, MediaType = inspected.MediaType,
            Width = inspected.Width, Height = inspected.Height, DrawnOn = request.DrawnOn ?? actor.Today, UploadedBy = actor.Name, UploadedAt = time.Instant(),
        };
        if (before is not null)
            await ReplaceAsync(actor, before, drawing, ct);
        db.Add(drawing);
        await duties.DoneAsync(actor, statement.Id, request.Kind, ct);
        if (request.Kind == DrawingKind.Network)
            await network.LookAsync(actor, actor.Today, ct);
        await db.SaveAsync(actor, "scope.put-drawing", ct);
        await writing.CommitAsync(ct);
        return ScopeSaved.Of(statement);
    }

    private async Task ReplaceAsync(Actor actor, ScopeDrawing before, ScopeDrawing drawing, CancellationToken ct)
    {
        var areas = await db.Set<DrawingArea>().Where(a => a.DrawingId == before.Id).OrderBy(a => a.Id).ToListAsync(ct);
        db.RemoveRange(areas);
        await db.SaveAsync(actor, "scope.put-drawing", ct);
        db.Remove(before);
        await db.SaveAsync(actor, "scope.put-drawing", ct);
        db.AddRange(areas.Select(a => new DrawingArea { DrawingId = drawing.Id, Name = a.Name, Points = a.Points, Note = a.Note, SubjectKind = a.SubjectKind, SubjectId = a.SubjectId }));
    }
}

/// <summary>The picture of a drawing, for who may read its statement.</summary>
internal sealed class OpenDrawing(IsmsDbContext db, IFileVault vault)
{
    public static readonly Refusal Lost = new("files.lost");

    public async Task<Outcome<OpenedFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Read) is { } no)
            return no;
        if (await db.Set<ScopeDrawing>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } drawing
            || !await db.Set<ScopeStatement>().VisibleTo(actor).AnyAsync(s => s.Id == drawing.StatementId, ct))
            return Refusal.NotFound;
        return await vault.OpenAsync(drawing.FileHash, ct) is { } content ? new OpenedFile(drawing.FileName, drawing.MediaType, drawing.FileHash, content) : Lost.With(drawing.FileName);
    }
}

/// <summary>Marks an area, or changes one.</summary>
/// <param name="Id">Null adds.</param>
/// <param name="Version">The version a change is based on.</param>
/// <param name="Points">Corners as percentages of width and height, <c>10,20 40,20 40,60</c>; two are opposite corners of a rectangle.</param>
/// <param name="SubjectId">What it is, of those that <c>places</c> names; null for none.</param>
public sealed record SaveAreaRequest(
    Guid DrawingId, Guid? Id, int Version, [Required, StringLength(DrawingArea.NameLength)] string Name, [Required, StringLength(DrawingArea.PointsLength)] string Points,
    [StringLength(500)] string? Note = null, Guid? SubjectId = null);

/// <summary>An area after it was saved.</summary>
public sealed record AreaSaved(Guid Id, int Version, string Points) : IVersioned;

/// <inheritdoc cref="SaveAreaRequest"/>
internal sealed class SaveArea(IsmsDbContext db, ScopeDesk desk, ScopeReader reader)
{
    public async Task<Outcome<AreaSaved>> RunAsync(Actor actor, SaveAreaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (DrawingPoints.Read(request.Points) is not { } points)
            return Refusal.Invalid("points", "scope.points-format");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ScopeDrawing>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DrawingId, ct) is not { } drawing)
            return Refusal.NotFound;
        if (await desk.DraftAsync(drawing.StatementId, ct) is { Refusal: { } refusal })
            return refusal;
        var place = request.SubjectId is { } subject ? (await reader.PlacesAsync(actor, ct)).FirstOrDefault(p => p.Id == subject) : null;
        if (request.SubjectId is not null && place is null)
            return Refusal.Invalid("subjectId", "scope.no-such-place");
        var area = request.Id is { } id ? await db.Set<DrawingArea>().SingleOrDefaultAsync(a => a.Id == id && a.DrawingId == drawing.Id, ct) : new DrawingArea { DrawingId = drawing.Id };
        if (area is null)
            return Refusal.NotFound;
        if (request.Id is null)
            db.Add(area);
        else if (request.Version == 0)
            return Refusal.VersionRequired;
        else if (area.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Name, area.Name), new FieldDifference("points", request.Points, area.Points)]);
        (area.Name, area.Points, area.Note) = (request.Name.Trim(), DrawingPoints.Write(points), request.Note?.Trim() ?? "");
        (area.SubjectKind, area.SubjectId) = (place?.Kind ?? "", place?.Id);
        await db.SaveAsync(actor, "scope.save-area", ct);
        await writing.CommitAsync(ct);
        return new AreaSaved(area.Id, area.Version, area.Points);
    }
}

/// <summary>Takes an area off a drawing.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveAreaRequest(Guid DrawingId, Guid Id, int Version);

/// <inheritdoc cref="RemoveAreaRequest"/>
internal sealed class RemoveArea(IsmsDbContext db, ScopeDesk desk)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveAreaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DrawingArea>().SingleOrDefaultAsync(a => a.Id == request.Id && a.DrawingId == request.DrawingId, ct) is not { } area)
            return Refusal.NotFound;
        var statement = await db.Set<ScopeDrawing>().Where(d => d.Id == area.DrawingId).Select(d => d.StatementId).SingleAsync(ct);
        if (await desk.DraftAsync(statement, ct) is { Refusal: { } refusal })
            return refusal;
        if (area.Version != request.Version)
            return Refusal.Stale([]);
        db.Remove(area);
        await db.SaveAsync(actor, "scope.remove-area", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
