using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Components;

namespace Isms.Ui;

/// <summary>
/// What every page starts from: who is asking, the words, and what to show when an operation refuses.
/// Pages are rendered on the server only; a form is posted back to its page and answered with a redirect when it succeeded.
/// </summary>
public abstract class IsmsPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor => Actor.Of(Http);

    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Why the page or the last form was refused; null when it was not.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>The posted form, with the person's own text; empty before a post.</summary>
    protected FormInput Form => _form ??= FormInput.Of(Http);

    private FormInput? _form;

    /// <summary>A phrase in the person's language.</summary>
    protected static string T(string key, params object?[] args) => Phrase.Of(key, args);

    /// <summary>The value of an answer, or null with <see cref="Refused"/> and the status set.</summary>
    protected TValue? Take<TValue>(Outcome<TValue> outcome) where TValue : class
    {
        if (outcome.Refusal is { } refusal)
            Refuse(refusal);
        return outcome.Value;
    }

    /// <summary>Shows the refusal on this page, with its HTTP status.</summary>
    protected void Refuse(Refusal refusal)
    {
        Refused = refusal;
        Answer(Problems.StatusOf(refusal.Kind));
    }

    /// <summary>The status to answer this page with. Set last of all: a page that says 404 while it is rendered would be sent without its content.</summary>
    protected void Answer(int status)
    {
        if (!Http.Response.HasStarted)
        {
            Http.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = status;
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>After a successful form: go there; otherwise stay, with the refusal and the person's own text. True when it went.</summary>
    protected bool GoWhenDone<TValue>(Outcome<TValue> outcome, string address)
    {
        if (outcome.Refusal is { } refusal)
        {
            Refuse(refusal);
            return false;
        }
        Navigation.NavigateTo(address);
        return true;
    }

    /// <summary>The message at a field of the posted form, or null.</summary>
    protected string? ErrorOf(string field) =>
        Refused?.Fields.FirstOrDefault(f => string.Equals(f.Field, field, StringComparison.OrdinalIgnoreCase))?.Message;
}
