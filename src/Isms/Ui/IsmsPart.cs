using Microsoft.AspNetCore.Components;

namespace Isms.Ui;

/// <summary>
/// A part of a page that loads for itself. The parts of one page load side by side, and a database context serves one of them at a time,
/// so each has services of its own.
/// </summary>
public abstract class IsmsPart : IsmsPage, IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    [Inject]
    private IServiceScopeFactory Scopes { get; set; } = null!;

    /// <summary>An operation or service of this part alone; the same one each time.</summary>
    protected TService Own<TService>() where TService : notnull =>
        (_scope ??= Scopes.CreateAsyncScope()).ServiceProvider.GetRequiredService<TService>();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_scope is { } scope)
            await scope.DisposeAsync();
    }
}
