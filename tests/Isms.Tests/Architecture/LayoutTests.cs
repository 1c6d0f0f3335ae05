using System.Reflection;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Text;
using Isms.Modules;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Architecture;

/// <summary>The house's rules of layout. Each test says what it makes impossible.</summary>
public sealed partial class LayoutTests
{
    private static readonly Assembly Product = typeof(IModule).Assembly;
    private static readonly string[] Order = [.. ModuleList.InOrder.Where(m => m.GetType().Namespace!.StartsWith("Isms.Modules.", StringComparison.Ordinal)).Select(m => m.GetType().Namespace!.Split('.')[2])];

    [Fact] // A module that is in a folder but not in the list would escape every other rule.
    public void The_list_names_every_module_folder()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src/Isms/Modules")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);
        Order.Order(StringComparer.Ordinal).ShouldBe(folders);
    }

    [Fact] // A circle between processes, or one process reaching into another's inside.
    public void A_module_names_only_the_contracts_of_modules_before_it()
    {
        var violations = new List<string>();
        var seen = 0;
        foreach (var file in Repository.Sources("src/Isms/Modules"))
        {
            var module = Repository.Relative(file).Split('/')[3];
            if (!Order.Contains(module))
                continue;
            foreach (Match match in ModuleName().Matches(File.ReadAllText(file)))
            {
                var (other, inside) = (match.Groups["module"].Value, match.Groups["inside"].Value);
                if (other == module || !Order.Contains(other))
                    continue;
                seen++;
                if (Array.IndexOf(Order, other) > Array.IndexOf(Order, module))
                    violations.Add($"{Repository.Relative(file)}: {other} comes after {module}");
                else if (Directory.Exists(Path.Combine(Repository.Root, "src/Isms/Modules", other, inside)) && inside.Length > 0 && !Published.Contains(other + "." + inside))
                    violations.Add($"{Repository.Relative(file)}: {match.Value} is inside {other}");
            }
        }
        seen.ShouldBeGreaterThan(3);
        violations.ShouldBeEmpty();
    }

    /// <summary>What a module publishes besides its root namespace: pure values and functions only.</summary>
    private static readonly string[] Published = ["Criteria.Domain"];

    [Fact] // The kernel leaning on a process.
    public void The_kernel_knows_no_module()
    {
        Repository.Sources("src/Isms/Kernel").Where(f => File.ReadAllText(f).Contains("Isms.Modules", StringComparison.Ordinal))
            .Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact] // A calculation that depends on a database, a request or the clock.
    public void Domains_are_pure()
    {
        var files = Repository.Sources("src/Isms/Modules").Where(f => Repository.Relative(f).Contains("/Domain/", StringComparison.Ordinal)).ToList();
        files.ShouldNotBeEmpty();
        files.Where(f => Impure().IsMatch(File.ReadAllText(f))).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact] // An operation with two ways in, or one without a person.
    public void An_operation_is_sealed_and_has_one_way_in()
    {
        var operations = Operations.All(Product).ToList();
        operations.Count.ShouldBeGreaterThan(10);
        foreach (var operation in operations)
        {
            operation.IsSealed.ShouldBeTrue(operation.FullName);
            operation.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName)
                .ShouldHaveSingleItem(operation.FullName).Name.ShouldBe("RunAsync", operation.FullName);
        }
    }

    [Fact] // A type that hides a namespace and makes the compiler guess.
    public void No_type_is_named_like_a_namespace()
    {
        var namespaces = Product.GetTypes().Select(t => t.Namespace).OfType<string>().Where(n => n.StartsWith("Isms", StringComparison.Ordinal))
            .SelectMany(n => n.Split('.')).ToHashSet(StringComparer.Ordinal);
        Product.GetTypes().Where(t => t.Namespace?.StartsWith("Isms", StringComparison.Ordinal) == true && !t.IsNested && namespaces.Contains(t.Name))
            .Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact] // A table whose owner cannot be told, and a join hidden in a navigation property.
    public async Task Every_table_carries_its_owners_prefix_and_no_navigation_crosses_modules()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        await app.ReadAsync(db =>
        {
            foreach (var type in db.Model.GetEntityTypes())
            {
                type.GetTableName().ShouldStartWith(OwnerOf(type.ClrType) + "_");
                foreach (var navigation in type.GetNavigations())
                    OwnerOf(navigation.TargetEntityType.ClrType).ShouldBe(OwnerOf(type.ClrType), $"{type.Name}.{navigation.Name}");
            }
            return Task.FromResult(0);
        });
    }

    [Theory, BothDatabases] // A change of the model without its migration.
    public async Task The_migrations_match_the_model(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        (await app.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();
    }

    [Fact] // A permission, setting, number or office without a name that people can read.
    public void Everything_declared_has_a_name()
    {
        var catalogue = new Catalogue(ModuleList.InOrder);
        var keys = catalogue.Permissions.Keys.Select(k => Phrase.KinKey("permission", k))
            .Concat(catalogue.Settings.Keys.Select(k => Phrase.KinKey("setting", k)))
            .Concat(catalogue.Numbers.Keys.Select(k => Phrase.KinKey("number", k)))
            .Concat(catalogue.Menu.SelectMany(m => new[] { m.Label, m.Process + ".menu" }))
            .Concat(Enum.GetNames<Office>().Select(o => "kernel.office." + o)).ToList();
        keys.Where(k => !Phrase.Has(k)).Distinct().ShouldBeEmpty();
    }

    [Fact] // A use case that the ledger pages show as a bare code.
    public void Every_use_case_saved_has_a_name()
    {
        var codes = Repository.Sources().SelectMany(f => UseCase().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value)).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(5);
        codes.Select(c => Phrase.KinKey("done", c)).Where(k => !Phrase.Has(k)).ShouldBeEmpty();
    }

    [Fact] // A kind of thing that the ledger pages show as the name of a table.
    public async Task Every_kind_of_thing_in_the_ledger_has_a_name()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var kept = await app.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(t => typeof(ILedgered).IsAssignableFrom(t.ClrType)).Select(t => t.GetTableName()!).ToList()));
        var noted = Repository.Sources().SelectMany(f => Noted().Matches(File.ReadAllText(f)).Select(m => m.Groups["type"].Value));
        kept.Count.ShouldBeGreaterThan(20);
        kept.Concat(noted).Distinct().Select(Isms.Kernel.Ledger.LedgerRegister.NameKey).Where(k => !Phrase.Has(k)).ShouldBeEmpty();
    }

    [Fact] // A process nobody can look up.
    public void Every_module_has_a_readme_of_at_most_fifteen_lines()
    {
        foreach (var module in Order)
        {
            var readme = Path.Combine(Repository.Root, "src/Isms/Modules", module, "README.md");
            File.Exists(readme).ShouldBeTrue(module);
            File.ReadAllLines(readme).Length.ShouldBeLessThanOrEqualTo(15, module);
        }
    }

    private static string OwnerOf(Type type) => type.Namespace!.StartsWith("Isms.Modules.", StringComparison.Ordinal)
        ? type.Namespace.Split('.')[2].ToLowerInvariant() : "kernel";

    [GeneratedRegex(@"Isms\.Modules\.(?<module>[A-Z]\w+)(\.(?<inside>[A-Z]\w+))?(?=[;.\s<>(),@""])")]
    private static partial Regex ModuleName();

    [GeneratedRegex(@"Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore|Isms\.Kernel\.(Data|Http)\b|TimeProvider|IsmsDbContext")]
    private static partial Regex Impure();

    [GeneratedRegex(@"\.Note\(""(?<type>[a-z_]+)""")]
    private static partial Regex Noted();

    [GeneratedRegex(@"SaveAsync\(\s*\w+\s*,\s*""(?<code>[a-z-]+\.[a-z0-9.-]+)""")]
    private static partial Regex UseCase();
}
