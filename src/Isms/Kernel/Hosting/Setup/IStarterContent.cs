using Isms.Kernel.Access;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>
/// What a process has to have from the first day on. Added after the set-up and after every update; adding it again changes nothing.
/// </summary>
internal interface IStarterContent
{
    /// <param name="system">The system itself, which may do everything but sign.</param>
    Task AddAsync(Actor system, CancellationToken ct);
}
