using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Accounts;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli;

/// <summary><c>isms user</c>: accounts and offices from the console, by the operations of the pages. For the first hour and for locked doors.</summary>
internal static class UserVerb
{
    public static Command Make(Terminal terminal) => new("user", Phrase.In(terminal.Culture, "cli.user"))
    {
        List(terminal),
        Create(terminal),
        CreateAll(terminal),
        Password(terminal),
        Administer(terminal, "lock", AccountAction.Disable),
        Administer(terminal, "unlock", AccountAction.Enable, AccountAction.Unlock),
        Offices(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };
        var command = new Command("list", Phrase.In(terminal.Culture, "cli.user-list")) { json };
        return Running(terminal, command, async (opened, parsed, ct) =>
        {
            var rows = await AccountRegister.Rows(opened.Db).OrderBy(r => r.UserName).ToListAsync(ct);
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(rows.Select(r => new { r.UserName, r.EmployeeNumber, r.PersonName, r.DepartmentName, r.State, r.SecondFactor, r.LastSeenAt }), EntityJson.Options));
                return CommandLine.Succeeded;
            }
            foreach (var row in rows)
                await terminal.Out.WriteLineAsync(string.Join('\t', row.UserName, row.EmployeeNumber, row.PersonName, row.DepartmentName, Phrase.In(terminal.Culture, "kernel.account.state-" + row.State)));
            return CommandLine.Succeeded;
        });
    }

    /// <summary>Prints the initial password, once.</summary>
    private static Command Create(Terminal terminal)
    {
        var person = new Option<string>("--person") { Description = Phrase.In(terminal.Culture, "cli.user-person"), Required = true, HelpName = "NUMBER" };
        var user = User(terminal);
        var command = new Command("create", Phrase.In(terminal.Culture, "cli.user-create")) { person, user };
        return Running(terminal, command, async (opened, parsed, ct) =>
        {
            var found = await opened.Get<PersonFinder>().FindAsync("person", parsed.GetValue(person)!, ct);
            if (found.Refusal is { } unknown)
                return MaintenanceVerbs.Refused(terminal, unknown);
            var made = await opened.Get<CreateAccount>().RunAsync(await opened.ConsoleAsync(ct), new CreateAccountRequest(found.Value!.Id, parsed.GetValue(user)!), ct);
            return await SayPasswordAsync(terminal, made);
        });
    }

    /// <summary>For all who work here and have none; the first passwords go into a file, once.</summary>
    private static Command CreateAll(Terminal terminal)
    {
        var output = new Option<FileInfo>("--out") { Description = Phrase.In(terminal.Culture, "cli.accounts-out"), Required = true, HelpName = "FILE" };
        var command = new Command("create-all", Phrase.In(terminal.Culture, "cli.user-create-all")) { output };
        return Running(terminal, command, (opened, parsed, ct) => ConsoleAccounts.OpenAsync(terminal, opened, null, parsed.GetRequiredValue(output), ct));
    }

    private static Command Password(Terminal terminal)
    {
        var user = User(terminal);
        var command = new Command("reset-password", Phrase.In(terminal.Culture, "cli.user-reset")) { user };
        return Running(terminal, command, async (opened, parsed, ct) => await UserIdAsync(opened, terminal, parsed.GetValue(user)!, ct) is { } id
            ? await SayPasswordAsync(terminal, await opened.Get<ResetPassword>().RunAsync(await opened.ConsoleAsync(ct), id, ct))
            : CommandLine.Failed);
    }

    private static Command Administer(Terminal terminal, string name, params AccountAction[] actions)
    {
        var user = User(terminal);
        var command = new Command(name, Phrase.In(terminal.Culture, "cli.user-" + name)) { user };
        return Running(terminal, command, async (opened, parsed, ct) =>
        {
            if (await UserIdAsync(opened, terminal, parsed.GetValue(user)!, ct) is not { } id)
                return CommandLine.Failed;
            foreach (var action in actions)
            {
                var done = await opened.Get<AdministerAccount>().RunAsync(await opened.ConsoleAsync(ct), id, action, ct);
                if (done.Refusal is { } no)
                    return MaintenanceVerbs.Refused(terminal, no);
            }
            terminal.Say("cli.user-" + name + "-done", parsed.GetValue(user)!);
            return CommandLine.Succeeded;
        });
    }

    /// <summary>Lists the offices of a person; with <c>--appoint</c> or <c>--end</c> gives or ends one first.</summary>
    private static Command Offices(Terminal terminal)
    {
        string[] names = [.. Enum.GetValues<Office>().Where(o => o != Office.Employee).Select(o => o.ToString())];
        var user = User(terminal);
        var appoint = new Option<string?>("--appoint") { Description = Phrase.In(terminal.Culture, "cli.user-appoint", string.Join(", ", names)), HelpName = "OFFICE" };
        var end = new Option<string?>("--end") { Description = Phrase.In(terminal.Culture, "cli.user-end"), HelpName = "OFFICE" };
        foreach (var option in new[] { appoint, end })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !names.Contains(token.Value, StringComparer.Ordinal))
                    result.AddError(Phrase.In(terminal.Culture, "cli.not-among", option.Name, token.Value, string.Join(", ", names)));
            });
        }
        var department = new Option<string?>("--department") { Description = Phrase.In(terminal.Culture, "cli.user-department"), HelpName = "CODE" };
        var from = Day(terminal, "--from", "cli.user-from");
        var to = Day(terminal, "--to", "cli.user-to");
        var command = new Command("offices", Phrase.In(terminal.Culture, "cli.user-offices")) { user, appoint, end, department, from, to };
        return Running(terminal, command, async (opened, parsed, ct) =>
        {
            var name = parsed.GetValue(user)!.ToUpperInvariant();
            if (await opened.Db.Users.Where(u => u.NormalizedUserName == name).Select(u => (Guid?)u.PersonId).FirstOrDefaultAsync(ct) is not { } personId)
            {
                terminal.Say("cli.no-user", parsed.GetValue(user)!);
                return CommandLine.Failed;
            }
            var actor = await opened.ConsoleAsync(ct);
            if (parsed.GetValue(appoint) is { } office)
            {
                var code = parsed.GetValue(department);
                var departmentId = code is null ? null : await opened.Db.Departments.Where(d => d.Code == code).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
                if (code is not null && departmentId is null)
                {
                    terminal.Say("cli.user-no-department", code);
                    return CommandLine.Failed;
                }
                var made = await opened.Get<Appoint>().RunAsync(actor, new AppointRequest(personId, Enum.Parse<Office>(office), departmentId, DayOf(parsed, from) ?? actor.Today, DayOf(parsed, to)), ct);
                if (made.Refusal is { } no)
                    return MaintenanceVerbs.Refused(terminal, no);
            }
            if (parsed.GetValue(end) is { } ending && await EndAsync(opened, terminal, actor, personId, Enum.Parse<Office>(ending), DayOf(parsed, to) ?? actor.Today, ct) is { } refused)
                return refused;
            var held = await AppointmentsAsOf.Views(opened.Db).Where(a => a.PersonId == personId).OrderBy(a => a.StartsOn).ToListAsync(ct);
            foreach (var term in held)
                await terminal.Out.WriteLineAsync(string.Join('\t', term.Office, Phrase.In(terminal.Culture, "kernel.office." + term.Office), term.DepartmentName ?? "", Iso(term.StartsOn), term.EndsOn is { } last ? Iso(last) : ""));
            return CommandLine.Succeeded;
        });
    }

    private static async Task<int?> EndAsync(OpenInstance opened, Terminal terminal, Actor actor, Guid personId, Office office, DateOnly day, CancellationToken ct)
    {
        var open = await opened.Db.Appointments.AsNoTracking().Where(a => a.PersonId == personId && a.Office == office && (a.EndsOn == null || a.EndsOn >= day)).ToListAsync(ct);
        if (open.Count == 0)
        {
            terminal.Say("cli.user-holds-not", Phrase.In(terminal.Culture, "kernel.office." + office));
            return CommandLine.Failed;
        }
        foreach (var term in open)
        {
            var ended = await opened.Get<EndAppointment>().RunAsync(actor, new EndAppointmentRequest(term.Id, day, term.Version), ct);
            if (ended.Refusal is { } no)
                return MaintenanceVerbs.Refused(terminal, no);
        }
        return null;
    }

    private static Command Running(Terminal terminal, Command command, Func<OpenInstance, ParseResult, CancellationToken, Task<int>> run)
    {
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            return opened is null ? CommandLine.Failed : await run(opened, parsed, ct);
        });
        return command;
    }

    private static async Task<int> SayPasswordAsync(Terminal terminal, Outcome<InitialPassword> made)
    {
        if (made.Refusal is { } no)
            return MaintenanceVerbs.Refused(terminal, no);
        terminal.Say("cli.user-password", made.Value!.UserName);
        await terminal.Out.WriteLineAsync(made.Value.Password);
        return CommandLine.Succeeded;
    }

    private static async Task<Guid?> UserIdAsync(OpenInstance opened, Terminal terminal, string userName, CancellationToken ct)
    {
        var name = userName.ToUpperInvariant();
        var id = await opened.Db.Users.Where(u => u.NormalizedUserName == name).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
        if (id is null)
            terminal.Say("cli.no-user", userName);
        return id;
    }

    private static Option<string> User(Terminal terminal) => new("--user") { Description = Phrase.In(terminal.Culture, "cli.token-user"), Required = true, HelpName = "NAME" };

    private static Option<string?> Day(Terminal terminal, string name, string text)
    {
        var option = new Option<string?>(name) { Description = Phrase.In(terminal.Culture, text), HelpName = "yyyy-MM-dd" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryDay(token.Value, out _))
                result.AddError(Phrase.In(terminal.Culture, "cli.no-day", name, token.Value));
        });
        return option;
    }

    private static DateOnly? DayOf(ParseResult parsed, Option<string?> option) => TryDay(parsed.GetValue(option), out var day) ? day : null;

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
