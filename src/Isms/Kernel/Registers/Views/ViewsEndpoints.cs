using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Isms.Kernel.Registers.Views;

/// <summary><c>/api/v1/views</c>, and what the column menu of a list posts to.</summary>
internal static class ViewsEndpoints
{
    public const string ColumnsAction = "/views/columns";

    public static void Map(RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views").Needs(ViewPermissions.Own);
        views.MapGet("", (string register, Actor actor, FindViews find, CancellationToken ct) => find.RunAsync(actor, register, ct));
        views.MapPost("", async (SaveViewRequest request, Actor actor, SaveView save, CancellationToken ct) =>
            (await save.RunAsync(actor, request, ct)).At(v => "/api/v1/views?register=" + v.Register));
        views.MapPut("/{id:guid}", (Guid id, ChangedView changed, IfMatch match, Actor actor, ChangeView change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeViewRequest(id, changed.Name, changed.Shared, changed.Question, match.Version), ct));
        views.MapDelete("/{id:guid}", (Guid id, Actor actor, RemoveView remove, CancellationToken ct) => remove.RunAsync(actor, id, ct));
        views.MapPut("/columns/{register}", (string register, NewColumns chosen, Actor actor, ChooseColumns choose, CancellationToken ct) =>
            choose.RunAsync(actor, new ChooseColumnsRequest(register, chosen.Columns), ct));
    }

    /// <summary>The form of a list's column menu; answered by the list again.</summary>
    public static void MapForm(IEndpointRouteBuilder app) => app.MapPost(ColumnsAction, ChooseAsync).SignedIn().ExcludeFromDescription();

    private static async Task<IResult> ChooseAsync(HttpContext http, Actor actor, ChooseColumns choose, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Results.Redirect("/");
        var form = await http.Request.ReadFormAsync(ct);
        await choose.RunAsync(actor, new ChooseColumnsRequest(form["register"].ToString(), [.. form["columns"].Select(c => c ?? "")]), ct);
        return Results.LocalRedirect(WithoutColumns(LocalAddress.Of(form["return"])));
    }

    private static string WithoutColumns(string address)
    {
        var parts = address.Split('?', 2);
        if (parts.Length == 1)
            return address;
        var kept = QueryHelpers.ParseQuery(parts[1]).Where(p => p.Key != "columns").SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value));
        return parts[0] + QueryString.Create(kept);
    }

    public sealed record ChangedView(string Name, bool Shared, string? Question = null);

    /// <param name="Columns">Keys of the columns to show; none for the standard ones.</param>
    public sealed record NewColumns(IReadOnlyList<string> Columns);
}
