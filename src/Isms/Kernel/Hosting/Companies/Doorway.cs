using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Isms.Kernel.Hosting.Companies;

/// <summary>A company's server where several share one: it listens to nobody and is handed the requests that are for its company.</summary>
internal sealed class Doorway : IServer
{
    private Func<IFeatureCollection, Task>? _enter;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        _enter = async request =>
        {
            // What the company's pipeline attaches to the request stays on its own layer: services, user and route of one company never meet another's.
            var context = application.CreateContext(new FeatureCollection(request));
            try
            {
                await application.ProcessRequestAsync(context);
                application.DisposeContext(context, null);
            }
            catch (Exception failure)
            {
                application.DisposeContext(context, failure);
                throw;
            }
        };
        return Task.CompletedTask;
    }

    /// <summary>Has the company answer a request; false while it does not stand open.</summary>
    public async Task<bool> EnterAsync(IFeatureCollection request)
    {
        if (_enter is not { } enter)
            return false;
        await enter(request);
        return true;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _enter = null;
        return Task.CompletedTask;
    }

    public void Dispose() => _enter = null;
}
