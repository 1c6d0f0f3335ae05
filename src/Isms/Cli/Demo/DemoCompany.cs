using System.Globalization;
using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;

namespace Isms.Cli.Demo;

/// <summary>
/// A small software company, its people named by their posts. Departments, people and offices are written down; what the management system
/// yields (criteria, assets, assessment …) is made by the same operations that people use, with the same signatures.
/// </summary>
internal static class DemoCompany
{
    /// <summary>Who can sign in, and as what.</summary>
    public static IReadOnlyList<(string UserName, string Post)> SignIns { get; } =
    [
        ("gm", "general-manager"), ("mr", "management-representative"), ("leader", "team-leader"), ("team", "team-member"),
        ("office", "head-office"), ("sales", "head-sales"), ("finance", "head-finance"), ("engineer", "head-engineering"),
        ("auditor", "internal-auditor"), ("staff", "employee"), ("documents", "document-controller"),
        ("sysadmin", "system-administrator"), ("secadmin", "security-administrator"), ("audadmin", "audit-administrator"), ("external", "external-auditor"),
    ];

    /// <summary>Makes the company; answers the password all its people share.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services, CultureInfo culture, CancellationToken ct)
    {
        var password = NewPassword();
        var people = await MakePeopleAsync(services, culture, password, ct);
        await DemoOrganization.MakeAsync(services, culture, people, password, ct);
        await DemoDocuments.MakeAsync(services, culture, people, password, ct);
        await DemoCycle.MakeAsync(services, culture, people, password, ct);
        return password;
    }

    private static async Task<DemoPeople> MakePeopleAsync(IServiceProvider services, CultureInfo culture, string password, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct);
        var started = today.AddMonths(-6);
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(new User(), password);
        var made = new DemoPeople();

        foreach (var (setting, value) in new[] { (KernelSettings.OrganizationName, Phrase.In(culture, "demo.company")), (KernelSettings.NumberPrefix, "DEMO"), (KernelSettings.Language, culture.Name) })
            db.Add(new SettingValue { Key = setting.Key, Value = value });
        foreach (var (code, key) in new[] { ("01", "office"), ("02", "sales"), ("03", "finance"), ("04", "engineering") })
        {
            var department = new Department { Code = code, Name = Phrase.In(culture, "demo.department." + key) };
            department.Place(null);
            db.Add(department);
            made.Departments[key] = department.Id;
        }
        var number = 0;
        foreach (var (userName, post) in SignIns)
        {
            var home = post.StartsWith("head-", StringComparison.Ordinal) ? post["head-".Length..] : post is "employee" or "team-member" or "system-administrator" ? "engineering" : "office";
            var person = new Person { EmployeeNumber = $"{++number:000}", Name = "", DepartmentId = made.Departments[home], JoinedOn = started.AddYears(-2), Post = Phrase.In(culture, "demo.post." + post) };
            person.Rename(person.Post);
            db.Add(person);
            db.Add(new User { PersonId = person.Id, UserName = userName, NormalizedUserName = userName.ToUpperInvariant(), PasswordHash = hash, SecurityStamp = Guid.CreateVersion7().ToString("N"), LockoutEnabled = true });
            made.People[userName] = person.Id;
            if (OfficeOf(post) is { } office)
            {
                db.Add(new Appointment
                {
                    PersonId = person.Id, Office = office, StartsOn = started, DepartmentId = office == Office.DepartmentHead ? made.Departments[home] : null,
                    EndsOn = office == Office.ExternalAuditor ? today.AddMonths(3) : null,
                });
            }
        }
        await db.SaveAsync(Actor.System("demo", today), "kernel.set-up", ct);
        scope.ServiceProvider.GetRequiredService<SettingsReader>().Forget();
        return made;
    }

    private static Office? OfficeOf(string post) => post switch
    {
        "general-manager" => Office.GeneralManager,
        "management-representative" => Office.ManagementRepresentative,
        "team-leader" => Office.IsmsTeamLeader,
        "team-member" => Office.IsmsTeam,
        "internal-auditor" => Office.InternalAuditor,
        "document-controller" => Office.DocumentController,
        "system-administrator" => Office.SystemAdministrator,
        "security-administrator" => Office.SecurityAdministrator,
        "audit-administrator" => Office.AuditAdministrator,
        "external-auditor" => Office.ExternalAuditor,
        "employee" => null,
        _ => Office.DepartmentHead,
    };

    // Easy to read out, and above every password rule: three groups of letters and digits.
    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 3) + RandomNumberGenerator.GetString("23456789", 2)));
}

/// <summary>The demo company's people and departments by their keys.</summary>
internal sealed class DemoPeople
{
    public Dictionary<string, Guid> Departments { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Guid> People { get; } = new(StringComparer.Ordinal);
}
