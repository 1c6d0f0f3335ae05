using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Comparison;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Editing;
using Isms.Modules.Criteria.Trial;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria;

/// <summary>The API of the criteria. Where an address takes <c>{id}</c> as text, the name of a preset answers, too.</summary>
internal static class CriteriaEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var read = api.MapGroup("/risk-criteria").WithTags("Risk criteria").Needs(CriteriaPermissions.Read);
        read.MapGet("/", (Actor actor, ListCriteria list, CancellationToken ct) => list.RunAsync(actor, ct));
        read.MapGet("/{id}", (string id, Actor actor, GetCriteria get, CancellationToken ct) => get.RunAsync(actor, id, ct));
        read.MapGet("/{id}/definition", DefinitionAsync);
        read.MapGet("/{id}/grid", (string id, Actor actor, GetGrid grid, CancellationToken ct) => grid.RunAsync(actor, id, ct));
        read.MapGet("/{id}/compare", (string id, string with, Actor actor, CompareCriteria compare, CancellationToken ct) => compare.RunAsync(actor, id, with, ct));
        read.MapPost("/{id}/evaluate", (string id, EvaluateRequest request, Actor actor, EvaluateCriteria evaluate, CancellationToken ct) => evaluate.RunAsync(actor, id, request, ct));
        read.MapPost("/{id}/asset-value", (string id, ValueAssetRequest request, Actor actor, ValueAsset value, CancellationToken ct) => value.RunAsync(actor, id, request, ct));

        var edit = api.MapGroup("/risk-criteria").WithTags("Risk criteria").Needs(CriteriaPermissions.Edit);
        edit.MapPost("/", async (CreateCriteriaRequest request, Actor actor, CreateCriteria create, CancellationToken ct) => Created(await create.RunAsync(actor, request, ct)));
        edit.MapPost("/{id}/copy", async (string id, Actor actor, CreateCriteria create, CancellationToken ct) => Created(await create.RunAsync(actor, new CreateCriteriaRequest(id), ct)));
        edit.MapPut("/{id:guid}", (Guid id, ChangeCriteriaRequest request, IfMatch match, Actor actor, ChangeCriteria change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct));
        edit.MapPut("/{id:guid}/resolution", (Guid id, RecordResolutionRequest request, IfMatch match, Actor actor, RecordResolution record, CancellationToken ct) =>
            record.RunAsync(actor, request with { Id = id, Version = match.Version }, ct));
        edit.MapDelete("/{id:guid}", (Guid id, IfMatch match, Actor actor, DiscardCriteria discard, CancellationToken ct) =>
            discard.RunAsync(actor, new DiscardCriteriaRequest(id, match.Version), ct));
    }

    private static Outcome<CriteriaSaved> Created(Outcome<CriteriaSaved> outcome) => outcome.At(saved => $"/api/v1/risk-criteria/{saved.Id}");

    // The stored form as a file: what is hashed and signed, and what can be brought into another draft.
    private static async Task<IResult> DefinitionAsync(string id, Actor actor, GetCriteria get, CancellationToken ct)
    {
        var found = await get.RunAsync(actor, id, ct);
        return found.Value is { } criteria
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(CriteriaJson.Write(criteria.Definition)), "application/json", $"{criteria.Definition.Code}-{criteria.VersionLabel}.json")
            : found;
    }
}
