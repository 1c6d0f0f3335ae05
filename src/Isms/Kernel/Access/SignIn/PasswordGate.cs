namespace Isms.Kernel.Access.SignIn;

/// <summary>
/// Lets as many password hashes run at once as there are cores, and few wait: a hash is a tenth of a second of pure work, and a whole
/// company signing in at nine o'clock must not make everything else stand still.
/// </summary>
internal sealed class PasswordGate
{
    private readonly SemaphoreSlim _running;
    private readonly int _mostWaiting;
    private int _waiting;

    public PasswordGate() : this(Environment.ProcessorCount, 16 * Environment.ProcessorCount) { }

    /// <param name="atOnce">Hashes that run side by side.</param>
    /// <param name="mostWaiting">Who may wait for one; whoever comes beyond is turned away.</param>
    public PasswordGate(int atOnce, int mostWaiting)
    {
        _running = new SemaphoreSlim(atOnce, atOnce);
        _mostWaiting = mostWaiting;
    }

    /// <summary>Runs the work when its turn comes. False, with nothing done, when too many wait already.</summary>
    public async Task<bool> RunAsync(Action work, CancellationToken ct)
    {
        if (!await _running.WaitAsync(TimeSpan.Zero, ct) && !await WaitAsync(ct))
            return false;
        try
        {
            work();
            return true;
        }
        finally
        {
            _running.Release();
        }
    }

    /// <summary>Runs the work when its turn comes, however long that takes: for long work, which nobody waits for at the door.</summary>
    public async Task RunInTurnAsync(Action work, CancellationToken ct)
    {
        await _running.WaitAsync(ct);
        try
        {
            work();
        }
        finally
        {
            _running.Release();
        }
    }

    private async Task<bool> WaitAsync(CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _mostWaiting)
                return false;
            await _running.WaitAsync(ct);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
