using System.IO.Compression;
using System.Text;
using System.Xml;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.Files;

/// <summary>What an uploaded file says, for searching: Word and Excel files and plain text. Other files are found by their names.</summary>
internal static class FileWords
{
    /// <summary>Characters kept of one file.</summary>
    public const int Most = 200_000;

    private const long LargestText = 20L * 1024 * 1024;
    private const long LargestOffice = 50L * 1024 * 1024;
    private const long LongestPart = 50_000_000;

    /// <summary>The words; empty for other kinds of files, and for one that cannot be read.</summary>
    /// <param name="content">Can be sought; accepted by <see cref="FileType"/> before.</param>
    public static string Of(string name, Stream content)
    {
        var words = new StringBuilder();
        content.Position = 0;
        try
        {
            switch (Path.GetExtension(name).ToLowerInvariant())
            {
                case ".docx" when content.Length <= LargestOffice:
                    OfDocument(content, words);
                    break;
                case ".xlsx" when content.Length <= LargestOffice:
                    OfWorkbook(name, content, words);
                    break;
                case ".txt" or ".md" or ".csv" or ".log" when content.Length <= LargestText:
                    OfText(content, words);
                    break;
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or XmlException or ReadingRefusedException)
        {
            // It is kept all the same, and found by its name.
        }
        return words.Length <= Most ? words.ToString() : words.ToString(0, Most);
    }

    private static void OfDocument(Stream content, StringBuilder words)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.GetEntry("word/document.xml") is not { } entry)
            return;
        using var part = entry.Open();
        using var reader = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestPart });
        var inText = false;
        while (words.Length < Most && reader.Read())
        {
            if (reader.LocalName == "t")
                inText = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (inText && reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
                words.Append(reader.Value);
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "p" })
                words.Append('\n');
        }
    }

    private static void OfWorkbook(string name, Stream content, StringBuilder words)
    {
        using var book = SpreadsheetReader.Open(content, name).Spreadsheet;
        foreach (var sheet in book?.Sheets ?? [])
        {
            words.Append(sheet.Name).Append('\n');
            foreach (var row in sheet.Rows(repeatMerged: false))
            {
                if (words.Length >= Most)
                    return;
                words.AppendJoin(' ', row.Cells.Select(c => c.Text).Where(t => t.Length > 0)).Append('\n');
            }
        }
    }

    private static void OfText(Stream content, StringBuilder words)
    {
        var encoding = CsvEncoding.Of(content);
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[8192];
        int read;
        while (words.Length < Most && (read = reader.Read(buffer)) > 0)
            words.Append(buffer, 0, read);
    }
}
