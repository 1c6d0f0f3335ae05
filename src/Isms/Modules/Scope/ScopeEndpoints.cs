using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Scope.Context;
using Isms.Modules.Scope.Drawings;
using Isms.Modules.Scope.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Isms.Modules.Scope;

internal static class ScopeEndpoints
{
    /// <summary>No drawing is longer, whatever the setting says; above it the server would not even read why.</summary>
    public const long RequestCeiling = (ScopeModule.MostMegabytes + 60L) * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        var scopes = api.MapGroup("/scopes").WithTags("Scope");
        scopes.MapGet("/", (Actor actor, ListScopes list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(ScopePermissions.Read);
        scopes.MapPost("/", async (Actor actor, CreateScopeRequest request, CreateScope create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(s => "/api/v1/scopes/" + s.Id)).Needs(ScopePermissions.Edit);
        scopes.MapGet("/{id:guid}", (Actor actor, Guid id, ReadScope read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ScopePermissions.Read);
        scopes.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ScopeFacts facts, ChangeScope change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeScopeRequest(id, match.Version, facts), ct)).Needs(ScopePermissions.Edit);
        scopes.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, DropScope drop, CancellationToken ct) => drop.RunAsync(actor, new DropScopeRequest(id, match.Version), ct)).Needs(ScopePermissions.Edit);
        scopes.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportScope export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(ScopePermissions.Read);
        scopes.MapPost("/{id:guid}/issues", (Actor actor, Guid id, SaveIssueRequest request, SaveIssue save, CancellationToken ct) =>
            save.RunAsync(actor, request with { StatementId = id, Id = null }, ct)).Needs(ScopePermissions.Edit);
        scopes.MapPut("/{id:guid}/issues/{issueId:guid}", (Actor actor, Guid id, Guid issueId, IfMatch match, SaveIssueRequest request, SaveIssue save, CancellationToken ct) =>
            save.RunAsync(actor, request with { StatementId = id, Id = issueId, Version = match.Version }, ct)).Needs(ScopePermissions.Edit);
        scopes.MapPost("/{id:guid}/parties", (Actor actor, Guid id, SavePartyRequest request, SaveParty save, CancellationToken ct) =>
            save.RunAsync(actor, request with { StatementId = id, Id = null }, ct)).Needs(ScopePermissions.Edit);
        scopes.MapPut("/{id:guid}/parties/{partyId:guid}", (Actor actor, Guid id, Guid partyId, IfMatch match, SavePartyRequest request, SaveParty save, CancellationToken ct) =>
            save.RunAsync(actor, request with { StatementId = id, Id = partyId, Version = match.Version }, ct)).Needs(ScopePermissions.Edit);
        scopes.MapDelete("/{id:guid}/context/{contextId:guid}", (Actor actor, Guid id, Guid contextId, IfMatch match, RemoveContext remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveContextRequest(id, contextId, match.Version), ct)).Needs(ScopePermissions.Edit);
        // The file comes as a form; the caller is known by session or token, and a form's antiforgery token is for pages.
        scopes.MapPost("/{id:guid}/drawings", PutAsync).Needs(ScopePermissions.Edit).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(RequestCeiling));
        MapDrawings(api.MapGroup("/scope-drawings").WithTags("Scope"));
    }

    private static void MapDrawings(RouteGroupBuilder drawings)
    {
        drawings.MapGet("/{id:guid}/image", ImageAsync).Needs(ScopePermissions.Read);
        drawings.MapPost("/{id:guid}/areas", (Actor actor, Guid id, SaveAreaRequest request, SaveArea save, CancellationToken ct) =>
            save.RunAsync(actor, request with { DrawingId = id, Id = null }, ct)).Needs(ScopePermissions.Edit);
        drawings.MapPut("/{id:guid}/areas/{areaId:guid}", (Actor actor, Guid id, Guid areaId, IfMatch match, SaveAreaRequest request, SaveArea save, CancellationToken ct) =>
            save.RunAsync(actor, request with { DrawingId = id, Id = areaId, Version = match.Version }, ct)).Needs(ScopePermissions.Edit);
        drawings.MapDelete("/{id:guid}/areas/{areaId:guid}", (Actor actor, Guid id, Guid areaId, IfMatch match, RemoveArea remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveAreaRequest(id, areaId, match.Version), ct)).Needs(ScopePermissions.Edit);
    }

    private static async Task<Outcome<ScopeSaved>> PutAsync(Actor actor, Guid id, [FromForm] string kind, [FromForm] string? drawnOn, IFormFile file, PutDrawing put, CancellationToken ct)
    {
        if (!Enum.TryParse<DrawingKind>(kind, ignoreCase: true, out var place) || !Enum.IsDefined(place))
            return Refusal.Invalid("kind", "kernel.field-choice", kind);
        if (DateOnly.TryParseExact(drawnOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) is false && !string.IsNullOrEmpty(drawnOn))
            return Refusal.Invalid("drawnOn", "kernel.field-date", drawnOn);
        await using var content = file.OpenReadStream();
        return await put.RunAsync(actor, new PutDrawingRequest(id, place, file.FileName, content, day == default ? null : day), ct);
    }

    private static async Task<IResult> ImageAsync(Actor actor, Guid id, OpenDrawing open, HttpContext http, CancellationToken ct)
    {
        var outcome = await open.RunAsync(actor, id, ct);
        if (outcome.Refusal is { } refusal)
            return Problems.From(refusal);
        http.Response.Headers.CacheControl = "private, max-age=3600";
        // Opened by itself, an SVG is a page: it may draw and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        return TypedResults.Stream(outcome.Value!.Content, outcome.Value.MediaType, entityTag: new EntityTagHeaderValue($"\"{outcome.Value.Sha256}\""));
    }
}
