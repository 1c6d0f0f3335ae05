namespace Isms.Kernel.Hosting;

/// <summary>
/// Gives memory back to the machine when nothing has happened for a moment: what a start, an import or a large export needed is not kept until the
/// next one. The runtime by itself only does so under pressure.
/// </summary>
internal sealed class IdleMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    // Bytes allocated: below the first nobody is at work; below the second there is nothing worth the pause.
    private const long Quiet = 1 << 20;
    private const long Worthwhile = 16 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Glance, time);
        var (seen, collected) = (0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - seen < Quiet && allocated - collected > Worthwhile)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                collected = allocated;
            }
            seen = allocated;
        }
    }
}
