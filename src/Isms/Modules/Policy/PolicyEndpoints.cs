using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Policy.Reviews;
using Isms.Modules.Policy.Texts;

namespace Isms.Modules.Policy;

internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policy");
        policies.MapGet("/", (Actor actor, ListPolicies list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(PolicyPermissions.Read);
        policies.MapPost("/", async (Actor actor, CreatePolicyRequest request, CreatePolicy create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(p => "/api/v1/policies/" + p.Id)).Needs(PolicyPermissions.Edit);
        policies.MapGet("/{id:guid}", (Actor actor, Guid id, ReadPolicy read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(PolicyPermissions.Read);
        policies.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangePolicyRequest request, ChangePolicy change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(PolicyPermissions.Edit);
        policies.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportPolicy export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(PolicyPermissions.Read);
        policies.MapGet("/{id:guid}/changes", (Actor actor, Guid id, FindReviewChanges find, CancellationToken ct) => find.RunAsync(actor, id, ct)).Needs(PolicyPermissions.Edit);
        policies.MapPost("/{id:guid}/reviews", (Actor actor, Guid id, RecordReviewRequest request, RecordReview record, CancellationToken ct) =>
            record.RunAsync(actor, request with { PolicyId = id }, ct)).Needs(PolicyPermissions.Edit);
    }
}
