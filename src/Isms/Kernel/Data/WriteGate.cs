using System.Collections.Concurrent;

namespace Isms.Kernel.Data;

/// <summary>
/// One writer at a time within this process. SQLite allows one anyway; queueing here instead of in its busy loop keeps the
/// wait short and fair. PostgreSQL writers queue on an advisory lock instead, which also holds across nodes.
/// </summary>
internal sealed class WriteGate
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    public static SemaphoreSlim For(string database) => Gates.GetOrAdd(database, _ => new SemaphoreSlim(1, 1));
}
