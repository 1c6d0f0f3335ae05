using System.Globalization;

namespace Isms.Cli.Assessing;

/// <summary>The folder the drafts are written to: all of them appear, or none; what stood there under the same names is kept.</summary>
internal sealed class DraftFolder : IDisposable
{
    private readonly string folder;
    private readonly string unfinished;
    private readonly DateTimeOffset now;

    public DraftFolder(string folder, DateTimeOffset now)
    {
        (this.folder, this.now) = (folder, now);
        Directory.CreateDirectory(folder);
        unfinished = Directory.CreateDirectory(Path.Combine(folder, ".unfinished-" + Path.GetRandomFileName())).FullName;
    }

    public FileStream Create(string fileName) => File.Create(Path.Combine(unfinished, fileName));

    /// <summary>Puts the drafts in place; answers the folder to which earlier ones were moved, or null when there were none.</summary>
    public string? Publish()
    {
        var files = Directory.GetFiles(unfinished).Select(file => Path.GetFileName(file)).ToList();
        var earlier = files.Where(file => File.Exists(Path.Combine(folder, file))).ToList();
        string? kept = null;
        if (earlier.Count > 0)
        {
            kept = Kept();
            Directory.CreateDirectory(kept);
            foreach (var file in earlier)
                File.Move(Path.Combine(folder, file), Path.Combine(kept, file));
        }
        foreach (var file in files)
            File.Move(Path.Combine(unfinished, file), Path.Combine(folder, file));
        return kept;
    }

    public void Dispose() => Directory.Delete(unfinished, recursive: true);

    private string Kept()
    {
        var name = Path.Combine(folder, "earlier-" + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        var free = name;
        for (var n = 2; Directory.Exists(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        return free;
    }
}
