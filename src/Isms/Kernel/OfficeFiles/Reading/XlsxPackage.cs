using System.IO.Compression;
using System.Xml;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>The parts of an Office Open XML package, found by their relationships and opened only through the guards.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream file, ReadingLimits limits)
    {
        Limits = limits;
        ZipDirectory.Check(file, limits);
        file.Position = 0;
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        long inflated = 0;
        foreach (var entry in zip.Entries)
        {
            inflated += entry.Length;
            if (inflated > limits.InflatedBytes || entry.Length < 0)
                throw ZipDirectory.Bomb(limits);
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    public ReadingLimits Limits { get; }

    public bool Has(string path) => parts.ContainsKey(path);

    /// <summary>Opens a part for reading; null when the package has none of that name.</summary>
    public PartReader? Open(string path) => parts.TryGetValue(path, out var entry)
        ? new PartReader(new InflationGuard(entry.Open(), entry.Length, entry.CompressedLength, Limits), Limits)
        : null;

    /// <summary>Runs a reading step and turns what a broken file throws into the problem it shows.</summary>
    public static void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new ReadingRefusedException("office.file-dtd");
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new ReadingRefusedException("office.file-damaged");
        }
    }

    /// <summary>Targets inside the package that a part relates to, by relationship id; external ones are left out.</summary>
    public Dictionary<string, (string Type, string Path)> Related(string path)
    {
        var slash = path.LastIndexOf('/');
        var folder = slash < 0 ? "" : path[..(slash + 1)];
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var part = Open($"{folder}_rels/{path[(slash + 1)..]}.rels");
        while (part?.Read() == true)
        {
            if (part.Element != "Relationship" || part.Attribute("TargetMode") == "External")
                continue;
            if (part.Attribute("Id") is { } id && part.Attribute("Target") is { } target)
                found[id] = (part.Attribute("Type") ?? "", Resolve(folder, target));
            if (found.Count > Limits.Entries)
                throw new ReadingRefusedException("office.file-damaged");
        }
        return found;
    }

    public void Dispose() => zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        var steps = new List<string>();
        var path = target.StartsWith('/') ? target : folder + target;
        foreach (var step in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step != "..")
                steps.Add(step);
            else if (steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
        }
        return string.Join('/', steps);
    }
}
