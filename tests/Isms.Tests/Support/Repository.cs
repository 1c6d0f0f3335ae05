namespace Isms.Tests.Support;

/// <summary>The files of this checkout, for tests that hold its conventions.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>Our own source files, without what tools generate.</summary>
    public static IEnumerable<string> Sources(string under = "src/Isms") =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor")
            .Where(f => !Relative(f).Split('/').Intersect(["obj", "bin", "Migrations"]).Any());

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>What stands beside the checkout for tests: the manual's requirements and a real register.</summary>
    public static string Shared(string path) => Path.Combine(Root, "..", "shared", path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Isms.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from within the checkout.");
    }
}
