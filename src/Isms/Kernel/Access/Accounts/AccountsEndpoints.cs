using Isms.Kernel.Access.Accounts.FirstPasswords;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Kernel.Access.Accounts;

/// <summary><c>/api/v1/accounts</c>.</summary>
internal static class AccountsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").Needs(KernelPermissions.Accounts);
        accounts.MapGet("", (RegisterQuery query, Actor actor, ListAccounts list, CancellationToken ct) => list.RunAsync(actor, query, ct));
        accounts.MapPost("", async (CreateAccountRequest request, Actor actor, CreateAccount create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(a => "/api/v1/accounts/" + a.Id));
        accounts.MapGet("/proposals", (Guid? departmentId, string? q, Actor actor, ProposeAccounts propose, CancellationToken ct) => propose.RunAsync(actor, new ProposeAccountsRequest(departmentId, q), ct));
        accounts.MapPost("/open", async (OpenAccountsRequest request, Actor actor, OpenAccounts open, CancellationToken ct) =>
            (await open.RunAsync(actor, request, ct)).At(o => "/api/v1/jobs/" + o.JobId));
        accounts.MapPost("/administer", (AdministerAccountsRequest request, Actor actor, AdministerAccounts administer, CancellationToken ct) => administer.RunAsync(actor, request, ct));
        accounts.MapGet("/lists", (Actor actor, ShowAccountLists show, CancellationToken ct) => show.RunAsync(actor, null, ct));
        // A reading that can be done once only changes something, so it is no GET.
        accounts.MapPost("/lists/{id:guid}/file", async (Guid id, string? format, Actor actor, TakeAccountList take, CancellationToken ct) =>
            (await take.RunAsync(actor, new TakeAccountListRequest(id, format ?? "docx"), ct)).AsDownload());
        accounts.MapGet("/{id:guid}", (Guid id, Actor actor, ShowAccount show, CancellationToken ct) => show.RunAsync(actor, id, ct));
        accounts.MapPost("/{id:guid}/disable", (Guid id, Actor actor, AdministerAccount administer, CancellationToken ct) => administer.RunAsync(actor, id, AccountAction.Disable, ct));
        accounts.MapPost("/{id:guid}/enable", (Guid id, Actor actor, AdministerAccount administer, CancellationToken ct) => administer.RunAsync(actor, id, AccountAction.Enable, ct));
        accounts.MapPost("/{id:guid}/unlock", (Guid id, Actor actor, AdministerAccount administer, CancellationToken ct) => administer.RunAsync(actor, id, AccountAction.Unlock, ct));
        accounts.MapPost("/{id:guid}/reset-second-factor", (Guid id, Actor actor, AdministerAccount administer, CancellationToken ct) =>
            administer.RunAsync(actor, id, AccountAction.ResetSecondFactor, ct));
        accounts.MapPost("/{id:guid}/reset-password", (Guid id, Actor actor, ResetPassword reset, CancellationToken ct) => reset.RunAsync(actor, id, ct));
    }
}
