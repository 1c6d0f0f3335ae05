using System.Reflection;
using System.Runtime.CompilerServices;
using Isms.Kernel.Hosting;

namespace Isms.Tests.Architecture;

/// <summary>Several companies are served by one process, each by services of its own. What a static field remembers would be common to all.</summary>
public sealed class CompanyDataTests
{
    // Each with what keeps companies apart in it: the database is part of the key, or it holds nothing of a company.
    private static readonly string[] Known =
    [
        "SettingsReader.Cache", "ViewsReader.Cache", "DepartmentDirectory.Cache", // by database
        "WriteGate.Gates", // by database
        "EntityJson.Properties", "RequestShape.Members", // of types
        "PasswordCheck._nobodysHash", // of no password at all
        "ElementCodes.Known", // of the catalogues the product ships with
    ];

    [Fact]
    public void No_static_field_remembers_what_a_company_owns()
    {
        var remembering = typeof(IModule).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsLiteral && (!f.IsInitOnly || Grows(f.FieldType)) && f.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}").Order(StringComparer.Ordinal).ToList();
        remembering.ShouldBe(Known.Order(StringComparer.Ordinal));
    }

    private static bool Grows(Type type) => type.Namespace == "System.Collections.Concurrent"
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>));
}
