using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Isms.Cli;

/// <summary><c>isms company</c>: which companies the installation serves, and at which host names. A running server sees a change at its next start.</summary>
internal static class CompanyVerb
{
    public static Command Make(Terminal terminal) => new("company", Phrase.In(terminal.Culture, "cli.company"))
    {
        List(terminal),
        Add(terminal),
        Hosts(terminal),
        Remove(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };
        var command = new Command("list", Phrase.In(terminal.Culture, "cli.company-list")) { json };
        var instance = new InstanceChoice(terminal);
        instance.AddInstallationTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var companies = instance.CompaniesOf(parsed);
            var rows = (companies.IsAlone ? [new Company(Company.Main, [])] : companies.All).Select(company =>
            {
                var place = companies.OptionsOf(company.Name).Value!;
                return new { company.Name, company.Hosts, place.DataFolder, Database = DatabaseSetup.IsPostgres(place.Database) ? new NpgsqlConnectionStringBuilder(place.Database).Database : place.Database };
            }).ToList();
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(rows, EntityJson.Options));
                return CommandLine.Succeeded;
            }
            foreach (var row in rows)
                await terminal.Out.WriteLineAsync(string.Join('\t', row.Name, row.Hosts.Count > 0 ? string.Join(' ', row.Hosts) : Phrase.In(terminal.Culture, "cli.company-every-host"), row.DataFolder, row.Database));
            return CommandLine.Succeeded;
        });
        return command;
    }

    private static Command Add(Terminal terminal)
    {
        var host = Host(terminal);
        return Changing(terminal, new Command("add", Phrase.In(terminal.Culture, "cli.company-add")) { Name(terminal), host }, async (companies, installation, name, parsed, ct) =>
        {
            // Until now it answered to every host name; as one of several it needs one, or nobody could reach it any more.
            if (companies.IsAlone && name != Company.Main && await IsInUseAsync(installation, terminal, ct))
                return MainFirst;
            return companies.Add(name, parsed.GetValue(host)!);
        }, "cli.company-added");
    }

    private static Command Hosts(Terminal terminal)
    {
        var host = Host(terminal);
        return Changing(terminal, new Command("hosts", Phrase.In(terminal.Culture, "cli.company-hosts")) { Name(terminal), host },
            (companies, _, name, parsed, _) => Task.FromResult(companies.Change(name, parsed.GetValue(host)!)), "cli.company-changed");
    }

    private static Command Remove(Terminal terminal) =>
        Changing(terminal, new Command("remove", Phrase.In(terminal.Culture, "cli.company-remove")) { Name(terminal) }, (companies, _, name, _, _) => Task.FromResult(companies.Remove(name)), "cli.company-removed");

    public static readonly Refusal MainFirst = new("kernel.company.main-first");

    private delegate Task<Outcome<Company>> Change(CompanyList companies, InstanceOptions installation, string name, ParseResult parsed, CancellationToken ct);

    private static Command Changing(Terminal terminal, Command command, Change change, string done)
    {
        var name = (Argument<string>)command.Arguments[0];
        var instance = new InstanceChoice(terminal);
        instance.AddInstallationTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var companies = instance.CompaniesOf(parsed);
            var folder = companies.OptionsOf(parsed.GetRequiredValue(name)).Value?.DataFolder;
            var changed = await change(companies, instance.InstallationOf(parsed), parsed.GetRequiredValue(name), parsed, ct);
            if (changed.Refusal is { } no)
                return MaintenanceVerbs.Refused(terminal, no);
            companies.Save();
            terminal.Say(done, changed.Value!.Name, string.Join(", ", changed.Value.Hosts), folder ?? companies.OptionsOf(changed.Value.Name).Value!.DataFolder);
            return CommandLine.Succeeded;
        });
        return command;
    }

    private static async Task<bool> IsInUseAsync(InstanceOptions installation, Terminal terminal, CancellationToken ct)
    {
        if (!DatabaseSetup.IsPostgres(installation.Database) && !File.Exists(installation.Database))
            return false;
        await using var opened = OpenInstance.AsItIs(installation, terminal);
        try
        {
            return await opened.Db.Users.AnyAsync(ct);
        }
        catch (DbException)
        {
            // No such database, or no tables in it.
            return false;
        }
    }

    private static Argument<string> Name(Terminal terminal) => new("NAME") { Description = Phrase.In(terminal.Culture, "cli.company-name") };

    private static Option<string[]> Host(Terminal terminal) => new("--host") { Description = Phrase.In(terminal.Culture, "cli.company-host"), HelpName = "HOST", Required = true, AllowMultipleArgumentsPerToken = true };
}
