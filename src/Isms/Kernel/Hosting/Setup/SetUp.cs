using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.Accounts;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>Somebody who gets an account at the set-up.</summary>
internal sealed record FirstPerson(
    [property: Required, StringLength(Person.NameLength)] string Name,
    [property: Required, StringLength(40, MinimumLength = 2), RegularExpression(CreateAccount.UserNames)] string UserName);

/// <param name="Token">As printed on the console.</param>
/// <param name="NumberPrefix">What document numbers begin with; letters and digits.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="DepartmentName">The department these people belong to; others are added later.</param>
/// <param name="Administrator">Who sets up: the system administrator, with a password of their own.</param>
/// <param name="GeneralManager">Decides and signs; appoints.</param>
/// <param name="ManagementRepresentative">Runs the management system.</param>
/// <param name="SecurityAdministrator">Gives offices, and with them rights; must not be the system administrator.</param>
/// <param name="AuditAdministrator">Reads the audit trail; may be appointed later. Must be neither of the other two administrators.</param>
internal sealed record SetUpRequest(
    [property: Required] string Token,
    [property: Required, StringLength(100)] string OrganizationName,
    [property: Required, StringLength(10), RegularExpression("^[A-Za-z0-9]+$")] string NumberPrefix,
    string Language,
    string TimeZone,
    [property: Required, StringLength(Department.NameLength)] string DepartmentName,
    FirstPerson Administrator,
    [property: Required] string Password,
    [property: Required] string Repeated,
    FirstPerson GeneralManager,
    FirstPerson ManagementRepresentative,
    FirstPerson SecurityAdministrator,
    FirstPerson? AuditAdministrator = null);

/// <summary>An account made at the set-up.</summary>
/// <param name="Password">To hand over; null for the one who set up and chose it.</param>
public sealed record FirstAccount(string Name, string UserName, IReadOnlyList<Office> Offices, string? Password);

/// <summary>Makes the product usable: settings, first department, and the people without whom nothing can go on. Once only. Open to who holds the token.</summary>
internal sealed class SetUp(IsmsDbContext db, SetupToken token, SetupState state, SettingsReader settings, FirstPeople people, IEnumerable<IStarterContent> starters)
{
    public static readonly Refusal DoneAlready = new("kernel.setup.done-already");

    public async Task<Outcome<FirstAccount[]>> RunAsync(Actor actor, SetUpRequest request, CancellationToken ct)
    {
        if (await state.IsDoneAsync(db, ct))
            return DoneAlready;
        if (!await token.IsRightAsync(request.Token, ct))
            return Refusal.Invalid("token", "kernel.setup.token-wrong");
        if (Problems(request) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var planned = people.Plan(request, actor.Today);
        if (planned.Refusal is { } clash)
            return clash;
        var accounts = await people.GivePasswordsAsync(planned.Value!, request.Password, ct);
        if (accounts.Refusal is { } refused)
            return refused;

        var system = Actor.System(request.Administrator.Name.Trim(), actor.Today);
        if (!await SaveAsync(system, request, planned.Value!, ct))
            return DoneAlready;
        settings.Forget();
        foreach (var starter in starters)
            await starter.AddAsync(system, ct);
        return accounts.Value!;
    }

    // False when somebody else was faster.
    private async Task<bool> SaveAsync(Actor system, SetUpRequest request, PlannedPerson[] planned, CancellationToken ct)
    {
        await using var writing = await db.BeginAsync(ct);
        if (await db.Users.AnyAsync(ct))
            return false;
        AddSetting(KernelSettings.OrganizationName, request.OrganizationName);
        AddSetting(KernelSettings.NumberPrefix, request.NumberPrefix);
        AddSetting(KernelSettings.Language, request.Language);
        AddSetting(KernelSettings.TimeZone, request.TimeZone);
        var department = new Department { Code = "01", Name = request.DepartmentName.Trim() };
        department.Place(null);
        db.Add(department);
        people.Add(planned, department.Id, system.Today);
        await token.EndAllAsync(ct);
        await db.SaveAsync(system, "kernel.set-up", ct);
        await writing.CommitAsync(ct);
        return true;
    }

    private static List<FieldProblem> Problems(SetUpRequest request)
    {
        var problems = RequestShape.Check(request);
        if (!KernelSettings.Language.Accepts(request.Language))
            problems.Add(new("language", "kernel.field-choice", request.Language));
        if (!TimeZones.IsKnown(request.TimeZone))
            problems.Add(new("timeZone", "kernel.setting.time-zone-unknown", request.TimeZone));
        if (request.Password != request.Repeated)
            problems.Add(new("repeated", "kernel.password-repeat-differs"));
        return problems;
    }

    private void AddSetting(Setting setting, string value)
    {
        if (value.Trim() != setting.Default)
            db.Add(new SettingValue { Key = setting.Key, Value = value.Trim() });
    }
}
