using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Kernel.Access.Accounts;

/// <summary>The accounts, page by page.</summary>
internal sealed class ListAccounts(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<AccountRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(KernelPermissions.Accounts) is { } no ? no : await AccountRegister.Definition.PageAsync(AccountRegister.Rows(db), query, ct);
}
