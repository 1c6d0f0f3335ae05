using Microsoft.AspNetCore.Components;

namespace Isms.Ui;

/// <summary>
/// A part of a page that reads for itself. It takes its operations by <see cref="Service{T}"/> from a scope of its own, never by injection:
/// the parts of a page load side by side, and one database context serves one reader at a time.
/// </summary>
public abstract class IsmsPanel : IsmsPage, IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    [Inject]
    public IServiceScopeFactory Scopes { get; set; } = null!;

    protected T Service<T>() where T : notnull => (_scope ??= Scopes.CreateAsyncScope()).ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_scope is { } scope)
            await scope.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
