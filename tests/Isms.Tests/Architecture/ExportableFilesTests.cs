using System.Reflection;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;

namespace Isms.Tests.Architecture;

public sealed class ExportableFilesTests
{
    // These show what somebody chose on the page: two things to compare, a period, one record of thousands, what an import did. First passwords are read once, by one person.
    private static readonly string[] ByChoice =
        ["ArchiveRecords", "ExportComparison", "ExportComparison", "ExportImportReport", "ExportPeopleImportReport", "PrintRecord", "TakeAccountList"];

    [Fact] // A list or paper that a page can export and the console forgets.
    public void Every_file_a_page_can_export_is_contributed_to_the_console()
    {
        var product = typeof(IModule).Assembly;
        var contributed = product.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IContribute<FilesAsked, ExportableFile>)))
            .SelectMany(t => t.GetConstructors().Single().GetParameters().Select(p => p.ParameterType)).ToHashSet();
        var operations = Operations.All(product).Where(t => t.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Instance)!.ReturnType == typeof(Task<Outcome<WrittenFile>>)).ToList();
        operations.Count.ShouldBeGreaterThan(30);
        operations.Where(t => !contributed.Contains(t)).Select(t => t.Name).Order(StringComparer.Ordinal).ShouldBe(ByChoice);
    }
}
