using Isms.Kernel.Access;
using Isms.Kernel.Settings;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Isms.Ui;

/// <summary>What the frame of every page shows: whose system it is, and how much waits for the person.</summary>
internal sealed record ShellFacts(string Organization, int InboxCount)
{
    /// <summary>The facts read for this request; empty on pages that have no frame.</summary>
    public static ShellFacts Of(HttpContext http) => http.Items.TryGetValue(typeof(ShellFacts), out var facts) ? (ShellFacts)facts! : new("", 0);
}

/// <summary>
/// Reads the frame's facts before a page is rendered: components load side by side, and one database context serves one reader at a time.
/// </summary>
internal sealed class ShellMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, SettingsReader settings, IInboxCount inbox)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var actor = Actor.Of(http);
            http.Items[typeof(ShellFacts)] = new ShellFacts(
                await settings.TextAsync(KernelSettings.OrganizationName, http.RequestAborted),
                actor.IsAnonymous ? 0 : await inbox.CountAsync(actor, http.RequestAborted));
        }
        await next(http);
    }
}

/// <summary>How many duties wait for a person: one statement.</summary>
internal interface IInboxCount
{
    Task<int> CountAsync(Actor actor, CancellationToken ct);
}
