using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>Lets the demo's people act: each act in a scope of its own, by the operation a page would call, with the rights of the person.</summary>
internal sealed class DemoActors(IServiceProvider services, DemoPeople people, CultureInfo culture, string password, CancellationToken ct)
{
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);

    /// <summary>Runs an operation as this person; the demo stops with the refusal when it is refused.</summary>
    public async Task<T> AsAsync<TOperation, T>(string userName, Func<TOperation, Actor, Task<Outcome<T>>> run) where TOperation : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return (await run(scope.ServiceProvider.GetRequiredService<TOperation>(), await ActorAsync(userName))).Require();
    }

    /// <summary>What everybody in the demo signs with.</summary>
    public string Password => password;

    /// <summary>Runs an operation as the system would by its schedule.</summary>
    public async Task<T> AsSystemAsync<TOperation, T>(Func<TOperation, Actor, Task<Outcome<T>>> run) where TOperation : notnull
    {
        await using var scope = services.CreateAsyncScope();
        var today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct);
        return (await run(scope.ServiceProvider.GetRequiredService<TOperation>(), Actor.System("demo", today))).Require();
    }

    public async Task<T> ReadAsync<T>(Func<IsmsDbContext, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
    }

    /// <summary>Submits, and lets everybody on the route sign until the step of <paramref name="leaveTo"/>, which stays open for the visitor.</summary>
    public async Task SignAsync(string submitter, string kind, Guid subjectId, Office? leaveTo = null)
    {
        var started = await AsAsync<SubmitForApproval, ApprovalStarted>(submitter, (o, a) => o.RunAsync(a, new SubmitForApprovalRequest(kind, subjectId, password), ct));
        while (await NextAsync(started.Id) is { } step)
        {
            if (leaveTo is not null && step.Office == leaveTo)
                return;
            var signer = step.PersonId is { } person ? people.People.Single(p => p.Value == person).Key : await HolderAsync(step.Office!.Value, step.DepartmentId, people.People[submitter]);
            await AsAsync<SignStep, ApprovalProgress>(signer, (o, a) => o.RunAsync(a, new SignStepRequest(started.Id, step.Id, password), ct));
        }
    }

    private Task<ApprovalStep?> NextAsync(Guid approvalId) => ReadAsync(db => db.Set<ApprovalStep>().AsNoTracking()
        .Where(s => s.ApprovalId == approvalId && s.State == StepState.Open).OrderBy(s => s.Order).ThenBy(s => s.Id).FirstOrDefaultAsync(ct));

    // Whoever submitted does not sign.
    private async Task<string> HolderAsync(Office office, Guid? departmentId, Guid submitter)
    {
        var today = (await ActorAsync(people.People.First().Key)).Today;
        var holder = await ReadAsync(db => db.Appointments.Where(a => a.Office == office && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today) && a.PersonId != submitter
            && (office != Office.DepartmentHead || a.DepartmentId == departmentId)).OrderBy(a => a.Id).Select(a => a.PersonId).FirstAsync(ct));
        return people.People.Single(p => p.Value == holder).Key;
    }

    private async Task<Actor> ActorAsync(string userName)
    {
        if (_actors.TryGetValue(userName, out var known))
            return known;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var id = people.People[userName];
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == id, ct);
        var offices = await db.Appointments.AsNoTracking().Where(a => a.PersonId == id).ToListAsync(ct);
        return _actors[userName] = new Actor
        {
            PersonId = id,
            UserId = await db.Users.Where(u => u.PersonId == id).Select(u => u.Id).SingleAsync(ct),
            Name = person.Name,
            DepartmentId = person.DepartmentId,
            Culture = culture,
            Today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct),
            Offices = [.. offices.Select(a => new HeldOffice(a.Office, a.DepartmentId is { } d ? new HashSet<Guid> { d } : []))],
        };
    }
}
