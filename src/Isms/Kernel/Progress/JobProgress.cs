namespace Isms.Kernel.Progress;

/// <summary>
/// How far a piece of work is, told by the work and read by whoever waits. Kept in memory: a work that holds the write transaction could
/// not write its own progress beside it.
/// </summary>
internal sealed class JobProgress
{
    private long _done;
    private long _total = -1;

    /// <summary>Pieces done so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Pieces in all; null while unknown.</summary>
    public long? Total => Interlocked.Read(ref _total) is >= 0 and var total ? total : null;

    /// <summary>Says how far it is; cheap enough for every row.</summary>
    public void Report(long done, long? total = null)
    {
        Interlocked.Exchange(ref _done, done);
        if (total is { } all)
            Interlocked.Exchange(ref _total, all);
    }
}
