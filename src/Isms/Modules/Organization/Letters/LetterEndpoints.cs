using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Modules.Organization.Letters;

/// <summary><c>/api/v1/appointment-letters</c>; submitting and signing go through <c>/api/v1/approvals</c>.</summary>
internal static class LetterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/appointment-letters").WithTags("Organization");
        letters.MapGet("/", (RegisterQuery query, Actor actor, FindLetters find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(OrganizationPermissions.Read);
        letters.MapPost("/", async (LetterFacts facts, Actor actor, DraftLetter draft, CancellationToken ct) =>
            (await draft.RunAsync(actor, facts, ct)).At(l => "/api/v1/appointment-letters/" + l.Id)).Needs(OrganizationPermissions.PrepareLetters);
        letters.MapGet("/{id:guid}", (Guid id, Actor actor, ReadLetter read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Read);
        letters.MapPut("/{id:guid}", (Guid id, LetterFacts facts, IfMatch match, Actor actor, ChangeLetter change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeLetterRequest(id, match.Version, facts), ct)).Needs(OrganizationPermissions.PrepareLetters);
        letters.MapPost("/{id:guid}/drop", (Guid id, IfMatch match, Actor actor, DropLetter drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropLetterRequest(id, match.Version), ct)).Needs(OrganizationPermissions.PrepareLetters);
        letters.MapGet("/{id:guid}/document", async (Guid id, Actor actor, ExportLetter export, CancellationToken ct) =>
            (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(OrganizationPermissions.Read);
    }
}
