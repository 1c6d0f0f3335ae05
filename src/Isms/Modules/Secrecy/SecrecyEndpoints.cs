using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Secrecy.Changes;
using Isms.Modules.Secrecy.Holders;
using Isms.Modules.Secrecy.Openings;
using Isms.Modules.Secrecy.Scheme;

namespace Isms.Modules.Secrecy;

internal static class SecrecyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var schemes = api.MapGroup("/classification-schemes").WithTags("Secrecy");
        schemes.MapGet("/current", (Actor actor, ReadScheme read, CancellationToken ct) => read.RunAsync(actor, null, ct)).Needs(SecrecyPermissions.See);
        schemes.MapGet("/{id:guid}", (Actor actor, Guid id, ReadScheme read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(SecrecyPermissions.See);
        schemes.MapPost("/", async (Actor actor, DraftScheme draft, CancellationToken ct) => (await draft.RunAsync(actor, ct)).At(s => "/api/v1/classification-schemes/" + s.Id)).Needs(SecrecyPermissions.Edit);
        schemes.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveSchemeRequest request, SaveScheme save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(SecrecyPermissions.Edit);

        var things = api.MapGroup("/classified-things").WithTags("Secrecy");
        things.MapGet("/{kind}/{id:guid}", (Actor actor, string kind, Guid id, ReadThing read, CancellationToken ct) => read.RunAsync(actor, new ReadThingRequest(kind, id), ct)).Needs(SecrecyPermissions.See);
        things.MapPost("/{kind}/{id:guid}/class", (Actor actor, string kind, Guid id, ChangeClassRequest request, ChangeClass change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Kind = kind, Id = id }, ct)).Needs(SecrecyPermissions.See);
        things.MapPost("/{kind}/{id:guid}/holders", (Actor actor, string kind, Guid id, NameHolderRequest request, NameHolder name, CancellationToken ct) =>
            name.RunAsync(actor, request with { Kind = kind, Id = id }, ct)).Needs(SecrecyPermissions.See);
        things.MapDelete("/holders/{id:guid}", (Actor actor, Guid id, RemoveHolder remove, CancellationToken ct) => remove.RunAsync(actor, id, ct)).Needs(SecrecyPermissions.See);

        var lowerings = api.MapGroup("/class-lowerings").WithTags("Secrecy");
        lowerings.MapGet("/{id:guid}", (Actor actor, Guid id, ReadClassLowering read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(SecrecyPermissions.See);
        lowerings.MapPost("/{id:guid}/drop", (Actor actor, Guid id, IfMatch match, DropClassLowering drop, CancellationToken ct) =>
            drop.RunAsync(actor, new DropClassLoweringRequest(id, match.Version), ct)).Needs(SecrecyPermissions.See);

        var openings = api.MapGroup("/classified-openings").WithTags("Secrecy");
        openings.MapGet("/", (Actor actor, RegisterQuery query, FindOpenings find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(SecrecyPermissions.ReadLog);
        openings.MapGet("/export", async (Actor actor, RegisterQuery query, ExportOpenings export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(SecrecyPermissions.ReadLog);
    }
}
