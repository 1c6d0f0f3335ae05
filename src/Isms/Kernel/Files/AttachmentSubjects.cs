using Isms.Kernel.Access;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Files;

/// <summary>Every kind of thing that files can be attached to.</summary>
internal sealed class AttachmentSubjects(IEnumerable<IAttachmentSubject> subjects)
{
    private readonly Dictionary<string, IAttachmentSubject> _byKind = subjects.ToDictionary(s => s.Kind, StringComparer.Ordinal);

    public async Task<bool> MayReadAsync(Actor actor, string kind, Guid id, CancellationToken ct) =>
        _byKind.TryGetValue(kind, out var subject) && await subject.MayReadAsync(actor, id, ct);

    public IAttachmentSubject? Find(string kind) => _byKind.GetValueOrDefault(kind);

    public Task OpenedAsync(Actor actor, string kind, Guid id, string name, CancellationToken ct) =>
        _byKind.TryGetValue(kind, out var subject) ? subject.OpenedAsync(actor, id, name, ct) : Task.CompletedTask;

    public async Task<bool> MayWriteAsync(Actor actor, string kind, Guid id, CancellationToken ct) =>
        _byKind.TryGetValue(kind, out var subject) && await subject.MayReadAsync(actor, id, ct) && await subject.MayWriteAsync(actor, id, ct);
}

/// <summary>Rights around files; whose files a person sees follows from the thing they belong to.</summary>
internal static class FilesPermissions
{
    public static readonly Permission Read = new Permission("files.read").Everywhere(Enum.GetValues<Office>());

    public static readonly Permission Write = new Permission("files.write").Everywhere(
        Office.Employee, Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
        Office.DepartmentHead, Office.InternalAuditor, Office.DocumentController);

    public static IReadOnlyList<Permission> All { get; } = [Read, Write];
}

internal static class FilesSettings
{
    /// <summary>Largest file, in megabytes of 1,048,576 bytes.</summary>
    public static readonly Setting LargestMegabytes = Setting.Number("files.largest-megabytes", 100, 1, Ceiling);

    /// <summary>What the setting can never exceed; the server reads no longer request.</summary>
    public const int Ceiling = 500;

    /// <summary>The ceiling in bytes, with room for the form around the file.</summary>
    public const long RequestCeiling = (Ceiling + 1L) * 1024 * 1024;

    public static IReadOnlyList<Setting> All { get; } = [LargestMegabytes];
}
