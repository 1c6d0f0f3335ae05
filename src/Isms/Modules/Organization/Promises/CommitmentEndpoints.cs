using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Organization.Posts;

namespace Isms.Modules.Organization.Promises;

internal static class CommitmentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapPosts(api.MapGroup("/posts").WithTags("Organization"));
        MapPromises(api.MapGroup("/promises").WithTags("Organization"));
        var commitments = api.MapGroup("/commitments").WithTags("Organization");
        commitments.MapGet("/", (RegisterQuery query, Actor actor, FindStandings find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(OrganizationPermissions.Standings);
        commitments.MapGet("/coverage", (Actor actor, ReadCoverage read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(OrganizationPermissions.Standings);
        commitments.MapGet("/mine", (Actor actor, ReadOwnCommitments read, CancellationToken ct) => read.RunAsync(actor, ct)).Needs(OrganizationPermissions.Commit);
        api.MapPost("/people/{id:guid}/onboarding", (Guid id, Actor actor, CompleteOnboarding complete, CancellationToken ct) => complete.RunAsync(actor, id, ct))
            .Needs(OrganizationPermissions.Edit).WithTags("Organization");
    }

    private static void MapPosts(RouteGroupBuilder posts)
    {
        posts.MapGet("/", (Actor actor, ListPosts list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(OrganizationPermissions.Read);
        posts.MapGet("/{id:guid}", (Guid id, Actor actor, ReadPost read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Read);
        posts.MapPost("/", async (CreatePostRequest request, Actor actor, CreatePost create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(p => $"/api/v1/posts/{p.Id}")).Needs(OrganizationPermissions.EditPosts);
        posts.MapPut("/{id:guid}", (Guid id, ChangePostRequest request, IfMatch match, Actor actor, ChangePost change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.EditPosts);
        posts.MapPost("/{id:guid}/confirm", (Guid id, ConfirmDutiesRequest request, Actor actor, ConfirmDuties confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { PostId = id }, ct)).Needs(OrganizationPermissions.Commit);
        posts.MapGet("/{id:guid}/document", async (Guid id, Actor actor, ExportPost export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(OrganizationPermissions.Read);
    }

    private static void MapPromises(RouteGroupBuilder promises)
    {
        promises.MapGet("/", (Actor actor, ListPromises list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(OrganizationPermissions.Commit);
        promises.MapPost("/", (WritePromiseRequest request, Actor actor, WritePromise write, CancellationToken ct) => write.RunAsync(actor, request with { Version = 0 }, ct)).Needs(OrganizationPermissions.WritePromise);
        promises.MapPut("/draft", (WritePromiseRequest request, IfMatch match, Actor actor, WritePromise write, CancellationToken ct) =>
            write.RunAsync(actor, request with { Version = match.Version }, ct)).Needs(OrganizationPermissions.WritePromise);
        promises.MapPost("/{id:guid}/sign", (Guid id, SignPromiseRequest request, Actor actor, SignPromise sign, CancellationToken ct) =>
            sign.RunAsync(actor, request with { TextId = id }, ct)).Needs(OrganizationPermissions.Commit);
        promises.MapPost("/on-paper", (RecordPaperPromiseRequest request, Actor actor, RecordPaperPromise record, CancellationToken ct) => record.RunAsync(actor, request, ct)).Needs(OrganizationPermissions.Edit);
        promises.MapGet("/of/{personId:guid}/document", async (Guid personId, Actor actor, ExportPromise export, CancellationToken ct) =>
            (await export.RunAsync(actor, personId, ct)).AsDownload()).Needs(OrganizationPermissions.Commit);
    }
}
