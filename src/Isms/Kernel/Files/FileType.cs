using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Isms.Kernel.Files;

/// <summary>
/// Whether a file may be kept: its extension is one of those allowed, and its content is what the extension says. Programs, scripts, pages that a browser
/// would run, and Office files with macros, active content or content fetched from elsewhere are refused whatever they are called.
/// </summary>
internal static class FileType
{
    private const int HeadLength = 4096;
    private const int MostParts = 20_000;
    private const long LongestRelations = 5_000_000;

    private static readonly Dictionary<string, (string MediaType, Content Content)> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", Content.Pdf),
        [".png"] = ("image/png", Content.Png),
        [".jpg"] = ("image/jpeg", Content.Jpeg),
        [".jpeg"] = ("image/jpeg", Content.Jpeg),
        [".gif"] = ("image/gif", Content.Gif),
        [".bmp"] = ("image/bmp", Content.Bmp),
        [".webp"] = ("image/webp", Content.Webp),
        [".tif"] = ("image/tiff", Content.Tiff),
        [".tiff"] = ("image/tiff", Content.Tiff),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Content.OpenXml),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Content.OpenXml),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", Content.OpenXml),
        [".doc"] = ("application/msword", Content.Compound),
        [".xls"] = ("application/vnd.ms-excel", Content.Compound),
        [".ppt"] = ("application/vnd.ms-powerpoint", Content.Compound),
        [".wps"] = ("application/vnd.ms-works", Content.Compound),
        [".et"] = ("application/octet-stream", Content.Compound),
        [".msg"] = ("application/vnd.ms-outlook", Content.Compound),
        [".odt"] = ("application/vnd.oasis.opendocument.text", Content.Zip),
        [".ods"] = ("application/vnd.oasis.opendocument.spreadsheet", Content.Zip),
        [".ofd"] = ("application/ofd", Content.Zip),
        [".zip"] = ("application/zip", Content.Zip),
        [".7z"] = ("application/x-7z-compressed", Content.SevenZip),
        [".rar"] = ("application/vnd.rar", Content.Rar),
        [".txt"] = ("text/plain", Content.Text),
        [".csv"] = ("text/csv", Content.Text),
        [".log"] = ("text/plain", Content.Text),
        [".md"] = ("text/plain", Content.Text),
        [".json"] = ("application/json", Content.Text),
        [".eml"] = ("message/rfc822", Content.Text),
        [".mp4"] = ("video/mp4", Content.Mp4),
    };

    private enum Content { Pdf, Png, Jpeg, Gif, Bmp, Webp, Tiff, OpenXml, Compound, Zip, SevenZip, Rar, Text, Mp4 }

    /// <summary>Extensions allowed, for the form: <c>.pdf,.png,…</c>.</summary>
    public static string Accept { get; } = string.Join(',', Allowed.Keys);

    /// <summary>The media type, or the code of why the file is not kept, <c>files.type-…</c>, with the part of it that is the reason where one can be named.</summary>
    /// <param name="content">Can be sought; read from its beginning.</param>
    public static (string? MediaType, string? Refused, string Offender) Of(string name, Stream content)
    {
        if (!Allowed.TryGetValue(Path.GetExtension(name), out var expected))
            return (null, "files.type-not-allowed", "");
        content.Position = 0;
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        if (head.IsEmpty)
            return (null, "files.empty", "");
        if (IsProgram(head))
            return (null, "files.type-program", "");
        if (IsPage(head))
            return (null, "files.type-page", "");
        if (!Matches(expected.Content, head))
            return (null, "files.type-differs", "");
        return expected.Content switch
        {
            Content.OpenXml => OpenXml(expected.MediaType, Path.GetExtension(name), content),
            Content.Compound when Holds(content, "_VBA_PROJECT"u8) => (null, "files.type-macros", "_VBA_PROJECT"),
            _ => (expected.MediaType, null, ""),
        };
    }

    private static bool Matches(Content expected, ReadOnlySpan<byte> head) => expected switch
    {
        Content.Pdf => head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0,
        Content.Png => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]),
        Content.Jpeg => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        Content.Gif => head.StartsWith("GIF8"u8),
        Content.Bmp => head.StartsWith("BM"u8),
        Content.Webp => head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8),
        Content.Tiff => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8),
        Content.OpenXml or Content.Zip => head.StartsWith("PK\u0003\u0004"u8),
        Content.Compound => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        Content.SevenZip => head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        Content.Rar => head.StartsWith("Rar!"u8),
        // UTF-16 has zero bytes, but begins with its mark.
        Content.Text => head.IndexOf((byte)0) < 0 || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]),
        Content.Mp4 => head.Length > 12 && head[4..].StartsWith("ftyp"u8),
        _ => throw new ArgumentOutOfRangeException(nameof(expected)),
    };

    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        head.StartsWith("MZ"u8) || head.StartsWith("\u007FELF"u8) || head.StartsWith("#!"u8)
        || head.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xCE, 0xFA, 0xED, 0xFE])
        || head.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]);

    private static bool IsPage(ReadOnlySpan<byte> head)
    {
        var text = (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : Encoding.UTF8)
            .GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<!--", StringComparison.Ordinal)
            || new[] { "<html", "<head", "<body", "<script", "<svg", "<iframe", "<meta", "<mht" }.Any(t => text.StartsWith(t, StringComparison.OrdinalIgnoreCase))
            || text.Contains("<script", StringComparison.OrdinalIgnoreCase);
    }

    private static (string?, string?, string) OpenXml(string mediaType, string extension, Stream content)
    {
        content.Position = 0;
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts)
                return (null, "files.type-damaged", "");
            var names = zip.Entries.Select(e => e.FullName).ToList();
            if (names.Find(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || n.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase)) is { } macros)
                return (null, "files.type-macros", macros);
            if (names.Find(n => n.Contains("/activeX/", StringComparison.OrdinalIgnoreCase) || (n.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase) && n.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))) is { } active)
                return (null, "files.type-active", active);
            if (zip.Entries.Where(e => e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).Select(FetchedFrom).FirstOrDefault(f => f is not null) is { } outside)
                return (null, "files.type-external", outside);
            var part = extension.ToLowerInvariant() switch { ".docx" => "word/", ".xlsx" => "xl/", _ => "ppt/" };
            return names.Contains("[Content_Types].xml") && names.Exists(n => n.StartsWith(part, StringComparison.Ordinal)) ? (mediaType, null, "") : (null, "files.type-differs", "");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or XmlException)
        {
            return (null, "files.type-damaged", "");
        }
    }

    // What a program that opens the file would fetch by itself; a link is followed only when a person clicks on it.
    private static string? FetchedFrom(ZipArchiveEntry relations)
    {
        using var content = relations.Open();
        using var reader = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestRelations });
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && reader.GetAttribute("TargetMode") == "External"
                && reader.GetAttribute("Type")?.EndsWith("/hyperlink", StringComparison.Ordinal) != true)
            {
                return reader.GetAttribute("Target") ?? relations.FullName;
            }
        }
        return null;
    }

    // Names of streams in a compound file are UTF-16.
    private static bool Holds(Stream content, ReadOnlySpan<byte> asciiName)
    {
        var name = Encoding.Unicode.GetBytes(Encoding.ASCII.GetString(asciiName));
        var buffer = new byte[64 * 1024];
        var kept = 0;
        content.Position = 0;
        int read;
        while ((read = content.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(name) >= 0)
                return true;
            kept = Math.Min(filled, name.Length - 1);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }
        return false;
    }
}
