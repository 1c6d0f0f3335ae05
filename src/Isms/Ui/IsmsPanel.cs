using Isms.Kernel.Access;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Components;

namespace Isms.Ui;

/// <summary>
/// A part of a page that reads for itself. It takes its operations from <see cref="OwningComponentBase.ScopedServices"/>, a scope of its own:
/// the parts of a page load side by side, and one database context serves one reader at a time.
/// </summary>
public abstract class IsmsPanel : OwningComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    protected Actor Actor => Actor.Of(Http);

    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A phrase in the person's language.</summary>
    protected static string T(string key, params object?[] args) => Phrase.Of(key, args);

    protected TService Service<TService>() where TService : notnull => ScopedServices.GetRequiredService<TService>();
}
