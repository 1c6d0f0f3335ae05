namespace Isms.Kernel.Access.Account;

/// <summary><c>/api/v1/me</c>: who is signed in, and where.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me").SignedIn();
        me.MapGet("", (Actor actor, OwnAccount own, CancellationToken ct) => own.RunAsync(actor, ct));
        me.MapGet("/sessions", (Actor actor, OwnSessions sessions, CancellationToken ct) => sessions.RunAsync(actor, ct));
        me.MapDelete("/sessions/{id:guid}", (Guid id, Actor actor, EndSessions end, CancellationToken ct) => end.RunAsync(actor, id, ct));
        me.MapDelete("/sessions", (Actor actor, EndSessions end, CancellationToken ct) => end.RunAsync(actor, null, ct));
        me.MapPost("/password", (ChangePasswordRequest request, HttpContext http, Actor actor, ChangePassword change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Address = SignIn.SessionCookie.AddressOf(http) }, ct));
    }
}
