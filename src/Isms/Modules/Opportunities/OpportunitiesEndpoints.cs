using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Opportunities.Effect;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;

namespace Isms.Modules.Opportunities;

internal static class OpportunitiesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var matters = api.MapGroup("/risks-and-opportunities").WithTags("Opportunities");
        matters.MapGet("/", (Actor actor, RegisterQuery query, FindMatters find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(OpportunityPermissions.See);
        matters.MapGet("/export", async (Actor actor, RegisterQuery query, ExportMatters export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(OpportunityPermissions.Read);
        matters.MapGet("/sources", (Actor actor, FindSources find, CancellationToken ct) => find.RunAsync(actor, ct)).Needs(OpportunityPermissions.Read);
        matters.MapPost("/", async (Actor actor, MatterFacts facts, SaveMatter save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveMatterRequest(null, 0, facts), ct)).At(m => "/api/v1/risks-and-opportunities/" + m.Id)).Needs(OpportunityPermissions.Edit);
        matters.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMatter read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OpportunityPermissions.See);
        matters.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, MatterFacts facts, SaveMatter save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveMatterRequest(id, match.Version, facts), ct)).Needs(OpportunityPermissions.Edit);
        matters.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, RemoveMatter remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveMatterRequest(id, match.Version), ct)).Needs(OpportunityPermissions.Edit);
        matters.MapPost("/{id:guid}/replan", (Actor actor, Guid id, IfMatch match, ReplanMatterRequest request, ReplanMatter replan, CancellationToken ct) =>
            replan.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OpportunityPermissions.Edit);
        matters.MapPost("/{id:guid}/finish", (Actor actor, Guid id, IfMatch match, FinishMatterRequest request, FinishMatter finish, CancellationToken ct) =>
            finish.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OpportunityPermissions.Report);
        matters.MapPost("/{id:guid}/judge", (Actor actor, Guid id, IfMatch match, JudgeEffectRequest request, JudgeEffect judge, CancellationToken ct) =>
            judge.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OpportunityPermissions.Report);
    }
}
