using Isms.Kernel.Access;
using Isms.Kernel.Signals;

namespace Isms.Kernel.Search;

internal static class SearchSetup
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddScoped<IContribute<SearchQuestion, SearchHit>, ApprovalsFound>();

    /// <summary><c>/api/v1/search?q=</c>.</summary>
    public static void MapSearchEndpoints(this RouteGroupBuilder api) =>
        api.MapGet("/search", (string? q, Actor actor, SearchEverything search, CancellationToken ct) => search.RunAsync(actor, new SearchRequest(q ?? ""), ct))
            .WithTags("Search").Needs(SearchEverything.Permission);
}
