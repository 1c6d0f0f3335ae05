using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts;

/// <summary>How an account can be used.</summary>
public enum AccountState { Active, InitialPassword, Disabled }

/// <summary>An account as its administrator sees it.</summary>
public sealed record AccountRow
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public string UserName { get; init; } = "";
    public string PersonName { get; init; } = "";
    public string PersonSort { get; init; } = "";
    public string EmployeeNumber { get; init; } = "";
    public string DepartmentName { get; init; } = "";
    public bool SecondFactor { get; init; }
    public AccountState State { get; init; }
    /// <summary>Last request of any of its sessions, UTC.</summary>
    public DateTime? LastSeenAt { get; init; }
}

/// <summary>The list of accounts.</summary>
internal static class AccountRegister
{
    public static readonly Register<AccountRow> Definition = new Register<AccountRow>("kernel.accounts", r => r.Id, "person")
        .Column("userName", "kernel.user-name", ColumnKind.Text, r => r.UserName, c => c with { Searchable = true, Link = r => "/accounts/" + r.Id })
        .Column("person", "kernel.person", ColumnKind.Text, r => r.PersonName, c => c with { Searchable = true, SortBy = (System.Linq.Expressions.Expression<Func<AccountRow, string>>)(r => r.PersonSort) })
        .Column("number", "kernel.employee-number", ColumnKind.Text, r => r.EmployeeNumber, c => c with { Searchable = true })
        .Column("department", "kernel.department", ColumnKind.Text, r => r.DepartmentName)
        .Column("state", "kernel.account.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true,
            Choices = [.. Enum.GetNames<AccountState>().Select(s => (s, "kernel.account.state-" + s))],
        })
        .Column("secondFactor", "kernel.second-factor.title", ColumnKind.Choice, r => r.SecondFactor, c => c with
        {
            Sortable = false, Filterable = true, Choices = [("true", "kernel.yes"), ("false", "kernel.no")],
        })
        .Column("seen", "kernel.sessions.seen", ColumnKind.Date, r => r.LastSeenAt, c => c with { Sortable = false });

    public static IQueryable<AccountRow> Rows(IsmsDbContext db) =>
        from u in db.Users.AsNoTracking()
        join p in db.People on u.PersonId equals p.Id
        join d in db.Departments on p.DepartmentId equals d.Id into departments
        from d in departments.DefaultIfEmpty()
        select new AccountRow
        {
            Id = u.Id, PersonId = p.Id, UserName = u.UserName!, PersonName = p.Name, PersonSort = p.NameSort, EmployeeNumber = p.EmployeeNumber,
            DepartmentName = d == null ? "" : d.Name, SecondFactor = u.TwoFactorEnabled,
            State = u.DisabledAt != null ? AccountState.Disabled : u.MustChangePassword ? AccountState.InitialPassword : AccountState.Active,
            LastSeenAt = db.Set<Session>().Where(s => s.UserId == u.Id && s.Complete).Max(s => (DateTime?)s.SeenAt),
        };
}
