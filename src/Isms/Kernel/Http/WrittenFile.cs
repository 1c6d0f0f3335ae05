namespace Isms.Kernel.Http;

/// <summary>A file made for one reader. It lives in the temporary folder and is gone once it was sent.</summary>
/// <param name="Name">As the browser saves it.</param>
/// <param name="Content">At its beginning; whoever takes the file disposes it.</param>
internal sealed record WrittenFile(string Name, string MediaType, Stream Content)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Lets the writer fill a temporary file, so that memory does not grow with its length.</summary>
    public static WrittenFile By(string name, string mediaType, Action<Stream> write)
    {
        var content = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            write(content);
            content.Position = 0;
            return new WrittenFile(name, mediaType, content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }
}

internal static class WrittenFiles
{
    /// <summary>The file as a download, or the refusal as problem details.</summary>
    public static IResult AsDownload(this Outcome<WrittenFile> outcome) =>
        outcome.Refusal is { } refusal ? Problems.From(refusal) : TypedResults.Stream(outcome.Value!.Content, outcome.Value.MediaType, outcome.Value.Name);
}
