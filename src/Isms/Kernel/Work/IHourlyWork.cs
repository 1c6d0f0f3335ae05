using Isms.Kernel.Access;

namespace Isms.Kernel.Work;

/// <summary>
/// What a process does by itself as days go by (asking for results, reminding): run after the start and then every hour. It must be
/// harmless to run again on the same day. Modules register it with <c>services.AddScoped&lt;IHourlyWork, …&gt;()</c>.
/// </summary>
internal interface IHourlyWork
{
    /// <param name="system">The schedule, acting today in the organization's time zone.</param>
    Task DoAsync(Actor system, CancellationToken ct);
}
