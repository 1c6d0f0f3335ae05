using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>One person of the set-up with all offices given to that user name.</summary>
internal sealed record PlannedPerson(string Field, string Name, User User, IReadOnlyList<Office> Offices);

/// <summary>The people of the set-up. The same user name in two places is one person in two offices, as in small companies.</summary>
internal sealed class FirstPeople(IsmsDbContext db, Passwords passwords, ILookupNormalizer normalizer)
{
    /// <summary>Who there will be; refused where names contradict each other or offices exclude each other. The first is who sets up.</summary>
    public Outcome<PlannedPerson[]> Plan(SetUpRequest request, DateOnly today)
    {
        var planned = new List<PlannedPerson>();
        foreach (var (field, person, office) in Given(request))
        {
            var name = person.Name.Trim();
            var userName = person.UserName.Trim();
            var same = planned.Find(p => p.User.NormalizedUserName == normalizer.NormalizeName(userName));
            if (same is null)
            {
                planned.Add(new PlannedPerson(field, name, NewUser(userName), [office]));
                continue;
            }
            if (same.Name != name)
                return Refusal.Invalid(field + ".userName", "kernel.setup.same-user-name", userName, same.Name);
            var term = TermOf(same, office, today);
            if (AppointmentRules.Against(term, same.Offices.Select(o => TermOf(same, o, today))) is { } against)
                return Refusal.Invalid(field + ".userName", against.Code, against.Args);
            planned[planned.IndexOf(same)] = same with { Offices = [.. same.Offices, office] };
        }
        return planned.ToArray();
    }

    /// <summary>The chosen password for who sets up, initial ones for all others.</summary>
    public async Task<Outcome<FirstAccount[]>> GivePasswordsAsync(PlannedPerson[] planned, string password, CancellationToken ct)
    {
        if (await passwords.ChooseAsync(planned[0].User, password, "password", ct) is { } no)
            return no;
        var accounts = new List<FirstAccount> { new(planned[0].Name, planned[0].User.UserName!, planned[0].Offices, null) };
        foreach (var person in planned.Skip(1))
        {
            var initial = await passwords.InitialAsync(person.User, ct);
            if (initial.Refusal is { } busy)
                return busy;
            accounts.Add(new(person.Name, person.User.UserName!, person.Offices, initial.Value));
        }
        return accounts.ToArray();
    }

    /// <summary>Adds people, accounts and appointments; the caller saves.</summary>
    public void Add(PlannedPerson[] planned, Guid departmentId, DateOnly today)
    {
        foreach (var given in planned)
        {
            // Until the personnel list is brought in, the user name stands in for the employee number.
            var person = new Person { Id = given.User.PersonId, EmployeeNumber = given.User.UserName!, Name = given.Name, DepartmentId = departmentId, JoinedOn = null };
            person.Rename(given.Name);
            db.Add(person);
            db.Add(given.User);
            db.Note("kernel_users", given.User.Id, new { given.User.UserName, person = given.Name });
            foreach (var office in given.Offices)
                db.Add(new Appointment { PersonId = person.Id, Office = office, StartsOn = today, Reason = IsBoth(given) ? Phrase.Of("kernel.setup.same-person") : "" });
        }
    }

    private static IEnumerable<(string Field, FirstPerson Person, Office Office)> Given(SetUpRequest request)
    {
        yield return ("administrator", request.Administrator, Office.SystemAdministrator);
        yield return ("generalManager", request.GeneralManager, Office.GeneralManager);
        yield return ("managementRepresentative", request.ManagementRepresentative, Office.ManagementRepresentative);
        yield return ("securityAdministrator", request.SecurityAdministrator, Office.SecurityAdministrator);
        if (request.AuditAdministrator is { } audit)
            yield return ("auditAdministrator", audit, Office.AuditAdministrator);
    }

    private User NewUser(string userName) =>
        new() { PersonId = Guid.CreateVersion7(), UserName = userName, NormalizedUserName = normalizer.NormalizeName(userName) };

    private static bool IsBoth(PlannedPerson person) => person.Offices.Contains(Office.GeneralManager) && person.Offices.Contains(Office.ManagementRepresentative);

    // Who sets up may name one person twice; the appointment then says so.
    private static Term TermOf(PlannedPerson person, Office office, DateOnly today) => new(person.User.PersonId, person.Name, office, null, today, null, Excused: true);
}
