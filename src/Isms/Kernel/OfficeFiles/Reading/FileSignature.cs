using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>What a file really is, by its content: names lie.</summary>
internal static class FileSignature
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly byte[][] OldWorkbook = [Encoding.Unicode.GetBytes("Workbook\0"), Encoding.Unicode.GetBytes("Book\0")];
    private static readonly byte[][] OtherSignatures = [[0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x1F, 0x8B], [0x52, 0x61, 0x72, 0x21], [0x37, 0x7A, 0xBC, 0xAF], [0x7B, 0x5C, 0x72, 0x74, 0x66]];
    private static readonly string[] TextExtensions = [".csv", ".tsv", ".txt"];

    /// <summary>True for a zip package, false for plain text; anything else is refused with its own advice.</summary>
    public static bool IsPackage(Stream file, string fileName)
    {
        var head = new byte[4096];
        file.Position = 0;
        var start = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (start.IsEmpty)
            throw new ReadingRefusedException("office.file-empty");
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return true;
        if (start.StartsWith(Ole))
            throw new ReadingRefusedException(Compound(file));
        if (start.Length > 4 && start[0] == 0x09 && start[1] is 0x00 or 0x02 or 0x04 or 0x08 && start[3] == 0x00)
            throw new ReadingRefusedException("office.file-old-excel");

        RefuseMarkup(start);
        foreach (var signature in OtherSignatures)
        {
            if (start.StartsWith(signature))
                throw new ReadingRefusedException("office.file-not-workbook", fileName);
        }
        if (!TextExtensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase))
            throw new ReadingRefusedException("office.file-not-workbook", fileName);
        return false;
    }

    private static void RefuseMarkup(ReadOnlySpan<byte> start)
    {
        // Bytes without zeros read the same in every encoding that such files come in, UTF-16 included.
        var text = new string(Encoding.Latin1.GetString(start).Where(c => c is not ('\0' or 'ÿ' or 'þ' or 'ï' or '»' or '¿')).ToArray()).TrimStart();
        bool Has(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (text.StartsWith("MIME-Version", StringComparison.OrdinalIgnoreCase))
            throw new ReadingRefusedException("office.file-html");
        if (!text.StartsWith('<'))
            return;
        if (Has("urn:schemas-microsoft-com:office:spreadsheet") && !Has("<html"))
            throw new ReadingRefusedException("office.file-xml-2003");
        if (Has("<html") || Has("<!doctype html") || Has("<table") || Has("<head") || Has("<body") || Has("<meta"))
            throw new ReadingRefusedException("office.file-html");
    }

    // The directory of a compound file names its streams in UTF-16; their place in the file is free, so all of it is searched.
    private static string Compound(Stream file)
    {
        var buffer = new byte[1 << 16];
        var kept = 0;
        var old = false;
        file.Position = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var window = buffer.AsSpan(0, kept + read);
            if (window.IndexOf(EncryptedPackage) >= 0)
                return "office.file-encrypted";
            foreach (var name in OldWorkbook)
                old |= window.IndexOf(name) >= 0;
            kept = Math.Min(64, window.Length);
            window[^kept..].CopyTo(buffer);
        }
        return old ? "office.file-old-excel" : "office.file-old-office";
    }
}
