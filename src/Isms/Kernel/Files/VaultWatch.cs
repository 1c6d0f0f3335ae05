using Isms.Kernel.Text;

namespace Isms.Kernel.Files;

/// <summary>Whether the vault takes and gives. What was seen counts for a while: anybody may ask for the state of the product, and each trial costs the vault three requests.</summary>
internal sealed class VaultWatch(IFileVault vault, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Counts = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (DateTime At, string? Failure)? _seen;

    public string Place => vault.Place;

    /// <summary>What is wrong; null when nothing is.</summary>
    public async Task<string?> FailureAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_seen is { } seen && time.Instant() - seen.At < Counts)
                return seen.Failure;
            string? failure = null;
            try
            {
                await vault.ProbeAsync(ct);
            }
            catch (VaultUnavailableException e)
            {
                failure = e.Message;
            }
            _seen = (time.Instant(), failure);
            return failure;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
