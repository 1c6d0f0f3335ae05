using Isms.Kernel.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace Isms.Kernel.Access.SignIn;

/// <summary>What browsers post to or follow outside the pages: sign-out, language.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", SignOutAsync).Open().ExcludeFromDescription();
        app.MapGet("/language/{culture}", ChooseLanguageAsync).Open().ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Actor actor, SignOut signOut, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.Redirect("/");
        await signOut.RunAsync(actor, ct);
        SessionCookie.Clear(http);
        return Results.Redirect("/sign-in");
    }

    private static async Task<IResult> ChooseLanguageAsync(string culture, string? @return, HttpContext http, Actor actor, ChooseLanguage choose, CancellationToken ct)
    {
        if (culture == Phrase.Chinese.Name || culture == Phrase.English.Name)
        {
            SessionCookie.SetLanguage(http, culture);
            await choose.RunAsync(actor, culture, ct);
        }
        return Results.LocalRedirect(LocalAddress.Of(@return));
    }
}
