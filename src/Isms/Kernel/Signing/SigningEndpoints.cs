using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Kernel.Signing;

internal static class SigningSetup
{
    public static IServiceCollection AddSigning(this IServiceCollection services)
    {
        services.AddScoped<OfficeHolders>();
        services.AddScoped<IReauthentication, Reauthentication>();
        services.AddScoped<ApprovalSubjects>();
        services.AddScoped<ApprovalRoutes>();
        services.AddScoped<PlaceholderCheck>();
        services.AddScoped<OfficeAbove>();
        services.AddScoped<SubmissionCheck>();
        services.AddScoped<ApprovalDesk>();
        services.AddScoped<SignerChoice>();
        services.AddScoped<SignatureCheck>();
        services.AddScoped<ApprovalReader>();
        services.AddScoped<SignedPaper>().AddScoped<Registers.RegisterFile>();
        return services;
    }

    public static void MapSigningEndpoints(this RouteGroupBuilder api)
    {
        var approvals = api.MapGroup("/approvals").WithTags("Approvals").Needs(SigningPermissions.See);
        approvals.MapGet("/", (Actor actor, RegisterQuery query, FindApprovals find, CancellationToken ct) => find.RunAsync(actor, query, ct));
        approvals.MapGet("/{id:guid}", (Actor actor, Guid id, GetApproval get, CancellationToken ct) => get.RunAsync(actor, id, ct));
        approvals.MapGet("/of/{kind}/{subjectId:guid}", (Actor actor, string kind, Guid subjectId, GetApprovalOf get, CancellationToken ct) => get.RunAsync(actor, kind, subjectId, ct));
        approvals.MapGet("/of/{kind}/{subjectId:guid}/preview", (Actor actor, string kind, Guid subjectId, PreviewSubmission preview, CancellationToken ct) => preview.RunAsync(actor, kind, subjectId, ct));
        approvals.MapGet("/of/{kind}/{subjectId:guid}/placeholders", (Actor actor, string kind, Guid subjectId, FindPlaceholders find, CancellationToken ct) => find.RunAsync(actor, kind, subjectId, ct));
        api.MapPost("/placeholder-waivers", (Actor actor, WaivePlaceholderRequest request, WaivePlaceholder waive, CancellationToken ct) => waive.RunAsync(actor, request, ct))
            .WithTags("Approvals").Needs(SigningPermissions.Waive);
        api.MapGet("/signers", (Actor actor, FindSigners find, CancellationToken ct) => find.RunAsync(actor, ct)).WithTags("Approvals").Needs(SigningPermissions.Sign);
        MapSigning(api.MapGroup("/approvals").WithTags("Approvals").Needs(SigningPermissions.Sign));

        var routes = api.MapGroup("/approval-routes").WithTags("Approvals");
        routes.MapGet("/", (Actor actor, FindRoutes find, CancellationToken ct) => find.RunAsync(actor, ct)).Needs(SigningPermissions.SeeAll);
        routes.MapPut("/{kind}", (Actor actor, string kind, ChangeRouteRequest request, ChangeRoute change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Kind = kind }, ct)).Needs(SigningPermissions.Routes);
    }

    private static void MapSigning(RouteGroupBuilder approvals)
    {
        approvals.MapPost("/", async (Actor actor, SubmitForApprovalRequest request, SubmitForApproval submit, CancellationToken ct) =>
            (await submit.RunAsync(actor, request, ct)).At(a => "/api/v1/approvals/" + a.Id));
        approvals.MapPost("/{id:guid}/steps/{stepId:guid}/sign", (Actor actor, Guid id, Guid stepId, SignStepRequest request, SignStep sign, CancellationToken ct) =>
            sign.RunAsync(actor, request with { ApprovalId = id, StepId = stepId }, ct));
        approvals.MapPost("/{id:guid}/steps/{stepId:guid}/return", (Actor actor, Guid id, Guid stepId, ReturnApprovalRequest request, ReturnApproval giveBack, CancellationToken ct) =>
            giveBack.RunAsync(actor, request with { ApprovalId = id, StepId = stepId }, ct));
        approvals.MapPost("/{id:guid}/steps/{stepId:guid}/delegate", (Actor actor, Guid id, Guid stepId, DelegateStepRequest request, DelegateStep passOn, CancellationToken ct) =>
            passOn.RunAsync(actor, request with { ApprovalId = id, StepId = stepId }, ct));
        approvals.MapPost("/{id:guid}/withdraw", (Actor actor, Guid id, WithdrawApprovalRequest request, WithdrawApproval withdraw, CancellationToken ct) =>
            withdraw.RunAsync(actor, request with { ApprovalId = id }, ct));
        approvals.MapPost("/{id:guid}/signers", (Actor actor, Guid id, AddSignerRequest request, AddSigner add, CancellationToken ct) =>
            add.RunAsync(actor, request with { ApprovalId = id }, ct));
        approvals.MapPost("/{id:guid}/reminders", (Actor actor, Guid id, RemindSigners remind, CancellationToken ct) =>
            remind.RunAsync(actor, new RemindSignersRequest(id), ct));
    }
}
