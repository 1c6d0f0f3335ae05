using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Which encoding a text file is in: by its mark, else UTF-8 when all of it is valid, else GB18030 likewise.</summary>
internal static class CsvEncoding
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Finds the encoding; refuses a file that is no text in any of them.</summary>
    public static Encoding Of(Stream file)
    {
        var head = new byte[4096];
        file.Position = 0;
        var start = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (start is [0xFF, 0xFE, ..])
            return Checked(file, new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true));
        if (start is [0xFE, 0xFF, ..])
            return Checked(file, new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true));
        if (start.Contains((byte)0))
            return Checked(file, new UnicodeEncoding(bigEndian: ZerosStandFirst(start), byteOrderMark: false, throwOnInvalidBytes: true));

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        if (start is [0xEF, 0xBB, 0xBF, ..])
            return Checked(file, utf8);
        return IsValid(file, utf8) ? utf8 : Checked(file, Gb18030);
    }

    // Separators and line ends are ASCII: in UTF-16 their zero byte comes first when big-endian.
    private static bool ZerosStandFirst(ReadOnlySpan<byte> bytes)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }
        return even > odd;
    }

    private static Encoding Checked(Stream file, Encoding encoding) =>
        IsValid(file, encoding) ? encoding : throw new ReadingRefusedException("office.file-not-text");

    private static bool IsValid(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;)
            {
                if (HoldsControls(chars.AsSpan(0, decoder.GetChars(bytes, 0, read, chars, 0, flush: false))))
                    return false;
            }
            return !HoldsControls(chars.AsSpan(0, decoder.GetChars(bytes, 0, 0, chars, 0, flush: true)));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool HoldsControls(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\r' or '\n' or '\f' or '\v' or '\x1A'))
                return true;
        }
        return false;
    }
}
