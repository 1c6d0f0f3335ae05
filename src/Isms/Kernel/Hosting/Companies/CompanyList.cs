using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Npgsql;

namespace Isms.Kernel.Hosting.Companies;

/// <summary>One company of an installation.</summary>
/// <param name="Name">Short and stable: its folder and database are called by it.</param>
/// <param name="Hosts">Host names it answers to, without port, in lower case.</param>
internal sealed record Company(string Name, IReadOnlyList<string> Hosts)
{
    /// <summary>The company whose data lie in the installation's own folder; the only one unless others were added.</summary>
    public const string Main = "main";
}

/// <summary>
/// The companies of an installation, kept as <c>companies.json</c> in its folder: from name to host names. Without the file there is one company, and it
/// answers to every host name. Every other company has a folder of its own below <c>companies</c>, and on PostgreSQL a database of its own beside that of
/// the installation.
/// </summary>
internal sealed partial class CompanyList
{
    public const string FileName = "companies.json";
    public const string FolderName = "companies";

    public static readonly Refusal NoSuch = new("kernel.company.none-such", RefusalKind.NotFound);
    public static readonly Refusal Which = new("kernel.company.which");
    public static readonly Refusal NameTaken = new("kernel.company.name-taken");
    public static readonly Refusal HostTaken = new("kernel.company.host-taken");
    public static readonly Refusal Damaged = new("kernel.company.list-damaged");

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private static readonly IdnMapping Idn = new();

    private readonly InstanceOptions _installation;
    private readonly SortedDictionary<string, string[]> _hosts;

    private CompanyList(InstanceOptions installation, SortedDictionary<string, string[]> hosts) => (_installation, _hosts) = (installation, hosts);

    public IReadOnlyList<Company> All => [.. _hosts.Select(c => new Company(c.Key, c.Value))];

    /// <summary>There is but one company, which answers to every host name.</summary>
    public bool IsAlone => _hosts.Count == 0;

    /// <param name="installation">Where the installation keeps its data, which is where the main company does.</param>
    public static Outcome<CompanyList> Read(InstanceOptions installation)
    {
        var file = Path.Combine(installation.DataFolder, FileName);
        if (!File.Exists(file))
            return new CompanyList(installation, new(StringComparer.Ordinal));
        try
        {
            var kept = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file)) ?? [];
            var list = new CompanyList(installation, new(StringComparer.Ordinal));
            foreach (var (name, hosts) in kept)
            {
                // Written by hand as well as by the console: the same rules hold.
                if (list.Put(name, hosts).Refusal is { } wrong)
                    return Damaged.With(file, wrong.Fields is [var field, ..] ? field.Message : wrong.Message);
            }
            return list;
        }
        catch (JsonException e)
        {
            return Damaged.With(file, e.Message);
        }
    }

    /// <summary>Where a company keeps its data; with no name given, that of the only one.</summary>
    public Outcome<InstanceOptions> OptionsOf(string? name)
    {
        if (name is null && !IsAlone)
            return Which.With(Names());
        if (name is not null && !(IsAlone ? name == Company.Main : _hosts.ContainsKey(name)))
            return NoSuch.With(name, IsAlone ? Company.Main : Names());
        return Place(name ?? Company.Main);
    }

    /// <summary>Adds a company; the caller saves.</summary>
    public Outcome<Company> Add(string name, IReadOnlyList<string> hosts) => _hosts.ContainsKey(name) ? NameTaken.With(name) : Put(name, hosts);

    /// <summary>Gives a company other host names; the caller saves.</summary>
    public Outcome<Company> Change(string name, IReadOnlyList<string> hosts) => _hosts.ContainsKey(name) ? Put(name, hosts) : NoSuch.With(name, Names());

    /// <summary>Takes a company off the list and leaves its data where they are; the caller saves. With the last one gone the list is, too.</summary>
    public Outcome<Company> Remove(string name) => _hosts.Remove(name, out var hosts) ? new Company(name, hosts) : NoSuch.With(name, Names());

    public void Save()
    {
        var file = Path.Combine(_installation.DataFolder, FileName);
        if (IsAlone)
        {
            File.Delete(file);
            return;
        }
        Directory.CreateDirectory(_installation.DataFolder);
        File.WriteAllText(file + ".part", JsonSerializer.Serialize(_hosts, Json));
        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>A host name as it is compared: lower case, in ASCII, without the dot at its end.</summary>
    public static string Plain(string host)
    {
        try
        {
            return Idn.GetAscii(host.Trim().TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    private Outcome<Company> Put(string name, IReadOnlyList<string> hosts)
    {
        if (!NameRule().IsMatch(name))
            return Refusal.Invalid("name", "kernel.company.name-shape", name);
        if (hosts.Count == 0)
            return Refusal.Invalid("host", "kernel.company.host-missing", name);
        string[] plain = [.. hosts.Select(Plain).Distinct(StringComparer.Ordinal)];
        if (plain.FirstOrDefault(h => Uri.CheckHostName(h) == UriHostNameType.Unknown) is { } wrong)
            return Refusal.Invalid("host", "kernel.company.host-shape", wrong);
        if (_hosts.FirstOrDefault(other => other.Key != name && other.Value.Intersect(plain, StringComparer.Ordinal).Any()) is { Key: { } holder })
            return HostTaken.With(holder, string.Join(", ", plain));
        _hosts[name] = plain;
        return new Company(name, plain);
    }

    private InstanceOptions Place(string name)
    {
        if (name == Company.Main)
            return _installation;
        var folder = Path.Combine(_installation.DataFolder, FolderName, name);
        var bucket = _installation.Bucket is { } shared ? shared with { Prefix = $"{FolderName}/{name}/" } : null;
        if (!DatabaseSetup.IsPostgres(_installation.Database))
            return new InstanceOptions(Path.Combine(folder, "isms.db"), folder, name, bucket);
        var connection = new NpgsqlConnectionStringBuilder(_installation.Database);
        connection.Database = $"{connection.Database ?? connection.Username}_{name.Replace('-', '_')}";
        return new InstanceOptions(connection.ConnectionString, folder, name, bucket);
    }

    private string Names() => string.Join(", ", _hosts.Keys);

    // A folder and part of a database's name on every system.
    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$(?<=^.{1,30})")]
    private static partial Regex NameRule();
}
