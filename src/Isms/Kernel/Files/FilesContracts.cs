using Isms.Kernel.Access;

namespace Isms.Kernel.Files;

/// <summary>
/// A kind of thing that files can be attached to. Modules register it with <c>services.AddScoped&lt;IAttachmentSubject, …&gt;()</c>.
/// </summary>
internal interface IAttachmentSubject
{
    /// <summary>Stable, <c>module.thing</c>.</summary>
    string Kind { get; }

    /// <summary>True when this person may see the thing and with it its files; false also when there is no such thing.</summary>
    Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>True when this person may add and remove files in the thing's present state.</summary>
    Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>Which of these the person may see. Kinds with many things answer it in one statement.</summary>
    async Task<IReadOnlySet<Guid>> ReadableAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var readable = new HashSet<Guid>();
        foreach (var id in ids)
        {
            if (await MayReadAsync(actor, id, ct))
                readable.Add(id);
        }
        return readable;
    }

    /// <summary>The page of the thing; null when a found file is best opened itself.</summary>
    string? PageOf(Guid id) => null;

    /// <summary>Told after one of its files was handed out.</summary>
    /// <param name="name">The file's name.</param>
    Task OpenedAsync(Actor actor, Guid id, string name, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>A file attached to something.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal.</param>
/// <param name="UploadedAt">UTC.</param>
/// <param name="Href">Downloads it.</param>
public sealed record AttachmentView(
    Guid Id, int Version, string Name, string MediaType, long Size, string Sha256, string UploadedBy, DateTime UploadedAt, string Href) : Http.IVersioned;
