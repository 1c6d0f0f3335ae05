using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts.FirstPasswords;

/// <summary>Whose accounts are meant: people who work here and have none.</summary>
/// <param name="DepartmentId">Only this department and those below it; null for all.</param>
/// <param name="Words">Only people with these words in number, name, post or mail address.</param>
internal sealed record ProposeAccountsRequest(Guid? DepartmentId = null, [property: StringLength(100)] string? Words = null);

/// <summary>An account as it would be opened.</summary>
/// <param name="UserName">By the rule of the settings; empty when there is nothing to make it from.</param>
/// <param name="Problem">Why it cannot be opened so, in the reader's language; null when it can.</param>
public sealed record AccountProposal(Guid PersonId, string EmployeeNumber, string PersonName, string Department, string Email, string UserName, string? Problem);

/// <summary>What opening accounts would do.</summary>
/// <param name="Ready">How many can be opened.</param>
/// <param name="People">Those with a problem first, then by name.</param>
public sealed record AccountProposals(int Ready, IReadOnlyList<AccountProposal> People);

/// <summary>Shows the people without an account, the sign-in name each would get, and what is in the way.</summary>
internal sealed class ProposeAccounts(AccountNames names)
{
    public async Task<Outcome<AccountProposals>> RunAsync(Actor actor, ProposeAccountsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts, request) is { } no)
            return no;
        var people = await names.ProposeAsync(actor.Today, request, ct);
        return new AccountProposals(people.Count(p => p.Problem is null), [.. people.OrderBy(p => p.Problem is null)]);
    }
}

/// <summary>Makes sign-in names by the rule that the organization set.</summary>
internal sealed class AccountNames(IsmsDbContext db, SettingsReader settings, ILookupNormalizer normalizer)
{
    public const string ByMail = "email";

    /// <summary>What a sign-in name is made of when many accounts are opened.</summary>
    public static readonly Setting Rule = Setting.Choice("kernel.account-name-rule", "number", "number", ByMail);

    /// <summary>In the order of names. A leaver, and whoever has an account, is not among them.</summary>
    public async Task<IReadOnlyList<AccountProposal>> ProposeAsync(DateOnly today, ProposeAccountsRequest request, CancellationToken ct)
    {
        var path = request.DepartmentId is { } id ? await db.Departments.Where(d => d.Id == id).Select(d => d.Path).SingleOrDefaultAsync(ct) ?? "?" : null;
        // Names are compared among all who have no account: who is left out of this choice may still want the same one.
        var people = await (
            from p in db.People
            where (p.LeftOn == null || p.LeftOn >= today) && !db.Users.Any(u => u.PersonId == p.Id)
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            orderby p.NameSort, p.EmployeeNumber
            select new { p.Id, p.EmployeeNumber, p.Name, p.Post, p.Email, Department = d == null ? "" : d.Name, Path = d == null ? "" : d.Path }).ToListAsync(ct);
        var byMail = await settings.TextAsync(Rule, ct) == ByMail;
        var named = people.ConvertAll(p => (Person: p, Name: byMail ? p.Email.Split('@')[0].Trim() : p.EmployeeNumber.Trim()));
        var taken = (await db.Users.Select(u => u.NormalizedUserName!).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var twice = named.Where(n => n.Name.Length > 0).GroupBy(n => normalizer.NormalizeName(n.Name), StringComparer.Ordinal).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var words = (request.Words ?? "").Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. named.Where(n => (path is null || n.Person.Path.StartsWith(path, StringComparison.Ordinal))
                    && words.All(w => $"{n.Person.EmployeeNumber} {n.Person.Name} {n.Person.Post} {n.Person.Email}".Contains(w, StringComparison.OrdinalIgnoreCase)))
                .Select(n => new AccountProposal(n.Person.Id, n.Person.EmployeeNumber, n.Person.Name, n.Person.Department, n.Person.Email, n.Name, ProblemOf(n.Name, byMail, taken, twice))),
        ];
    }

    private string? ProblemOf(string name, bool byMail, HashSet<string> taken, Dictionary<string, int> twice)
    {
        if (name.Length == 0)
            return Phrase.Of(byMail ? "kernel.account.no-mail" : "kernel.account.no-number");
        if (name.Length is < 2 or > 60 || !Regex.IsMatch(name, CreateAccount.UserNames, RegexOptions.None, TimeSpan.FromSeconds(1)))
            return Phrase.Of("kernel.account.name-unfit", name);
        var normalized = normalizer.NormalizeName(name);
        if (taken.Contains(normalized))
            return Phrase.Of("kernel.account.name-taken-already", name);
        return twice.TryGetValue(normalized, out var count) ? Phrase.Of("kernel.account.name-of-several", name, count) : null;
    }
}
