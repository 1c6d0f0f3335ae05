using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Accounts.FirstPasswords;

/// <summary>How first passwords reach the people.</summary>
public enum PasswordDelivery
{
    /// <summary>On one sealed list, which can be taken once.</summary>
    List,

    /// <summary>By mail; whoever has no address, or whose mail fails, stands on the list.</summary>
    Mail,
}

/// <summary>Opens accounts for many people at once.</summary>
/// <param name="PersonIds">These people; null for all that the other two choose and nothing stands in the way of.</param>
/// <param name="DepartmentId">Only this department and those below it.</param>
/// <param name="Words">Only people with these words in number, name, post or mail address.</param>
internal sealed record OpenAccountsRequest(
    [property: MinLength(1), MaxLength(20_000)] IReadOnlyList<Guid>? PersonIds = null, Guid? DepartmentId = null, [property: StringLength(100)] string? Words = null, PasswordDelivery Delivery = PasswordDelivery.List);

/// <summary>Accounts on their way.</summary>
/// <param name="ListId">Where the first passwords are handed out.</param>
/// <param name="JobId">The long work, to be watched.</param>
/// <param name="People">How many accounts will be opened.</param>
public sealed record AccountsOpening(Guid ListId, Guid JobId, int People);

/// <inheritdoc cref="OpenAccountsRequest"/>
internal sealed class OpenAccounts(AccountNames names, AccountOpening opening, IEnumerable<INoticeChannel> channels, Jobs jobs)
{
    /// <summary>Nobody chosen lacks an account that could be opened.</summary>
    public static readonly Refusal Nobody = new("kernel.accounts.nobody");

    /// <summary>Somebody chosen by name cannot get the account as proposed.</summary>
    public static readonly Refusal InTheWay = new("kernel.accounts.in-the-way");

    public async Task<Outcome<AccountsOpening>> RunAsync(Actor actor, OpenAccountsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts, request) is { } no)
            return no;
        if (!Enum.IsDefined(request.Delivery))
            return Refusal.Invalid("delivery", "kernel.field-choice", (int)request.Delivery);
        if (request.Delivery == PasswordDelivery.Mail && !await channels.First(c => c.Kind == Channel.Mail).IsSetUpAsync(ct))
            return Refusal.Invalid("delivery", "kernel.accounts.no-mail-server");
        var people = await names.ProposeAsync(actor.Today, new ProposeAccountsRequest(request.DepartmentId, request.Words), ct);
        if (request.PersonIds is { } chosen)
        {
            var wanted = chosen.ToHashSet();
            people = [.. people.Where(p => wanted.Contains(p.PersonId))];
            if (people.Count < wanted.Count)
                return Refusal.Invalid("personIds", "kernel.accounts.not-open-to", wanted.Count - people.Count);
            if (people.Where(p => p.Problem is not null).ToList() is { Count: > 0 } hindered)
                return InTheWay.With(hindered.Count) with { Obstacles = [.. hindered.Take(20).Select(p => new Obstacle($"{p.EmployeeNumber} {p.PersonName}: {p.Problem}", "/accounts/open"))] };
        }
        List<AccountToOpen> open = [.. people.Where(p => p.Problem is null).Select(p => new AccountToOpen(p.PersonId, p.UserName))];
        if (open.Count == 0)
            return Nobody;
        var list = await opening.BeginAsync(actor, ct);
        var job = await jobs.StartAsync(actor, "kernel.open-accounts", Phrase.Of("kernel.accounts.open-job", open.Count), async (services, progress, token) =>
        {
            var opened = await services.GetRequiredService<AccountOpening>().OpenAsync(actor, list, open, request.Delivery, progress, token);
            return new JobResult(AccountOpening.PageOf(list), opened);
        }, ct);
        return new AccountsOpening(list, job, open.Count);
    }
}
