namespace Isms.Kernel.Access.Tokens;

/// <summary><c>/api/v1/me/tokens</c>.</summary>
internal static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/me/tokens").WithTags("Me").SignedIn();
        tokens.MapGet("", (Actor actor, OwnAccessTokens own, CancellationToken ct) => own.RunAsync(actor, ct));
        tokens.MapPost("", async (CreateAccessTokenRequest request, Actor actor, CreateAccessToken create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(t => "/api/v1/me/tokens/" + t.Id));
        tokens.MapDelete("/{id:guid}", (Guid id, Actor actor, RevokeAccessToken revoke, CancellationToken ct) => revoke.RunAsync(actor, id, ct));
    }
}
