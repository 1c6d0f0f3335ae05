using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Isms.Kernel.Files;

internal static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<IFileVault>(s =>
        {
            var vault = new FolderVault(Path.Combine(s.GetRequiredService<InstanceOptions>().DataFolder, "files"));
            vault.Sweep();
            return vault;
        });
        services.AddScoped<ImportDesk>();
        services.AddScoped<AttachmentSubjects>();
        services.AddScoped<AttachmentShredder>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, AttachmentsFound>();
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = FilesSettings.RequestCeiling);
        return services;
    }

    public static void MapFilesEndpoints(this RouteGroupBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags("Files");
        attachments.MapGet("/", (Actor actor, string kind, Guid subjectId, FindAttachments find, CancellationToken ct) => find.RunAsync(actor, kind, subjectId, ct))
            .Needs(FilesPermissions.Read);
        // Callers of the API are known by session or token and come with SameSite cookies at most; a form's antiforgery token is for pages.
        attachments.MapPost("/", AddAsync).Needs(FilesPermissions.Write).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(FilesSettings.RequestCeiling));
        attachments.MapGet("/{id:guid}/content", DownloadAsync).Needs(FilesPermissions.Read);
        attachments.MapDelete("/{id:guid}", (Actor actor, Guid id, RemoveAttachment remove, CancellationToken ct) => remove.RunAsync(actor, id, ct))
            .Needs(FilesPermissions.Write);
    }

    private static async Task<Outcome<AttachmentView>> AddAsync(Actor actor, [FromForm] string kind, [FromForm] Guid subjectId, IFormFile file, AddAttachment add, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return (await add.RunAsync(actor, new AddAttachmentRequest(kind, subjectId, file.FileName, content), ct)).At(a => a.Href);
    }

    private static async Task<IResult> DownloadAsync(Actor actor, Guid id, OpenAttachment open, HttpContext http, CancellationToken ct)
    {
        var outcome = await open.RunAsync(actor, id, ct);
        if (outcome.Refusal is { } refusal)
            return Problems.From(refusal);
        var file = outcome.Value!;
        http.Response.Headers.CacheControl = "private, no-store";
        // Should a browser show it after all, it runs nothing.
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(file.Content, file.MediaType, file.Name, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
