using System.Buffers.Binary;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>
/// Walks a zip's central directory without keeping it, before the zip library loads it: the library trusts the counts
/// that the file claims, and a directory of millions of entries would fill the memory.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int HeaderLength = 46;

    /// <summary>Refuses a cut-off, encrypted or overfull package.</summary>
    public static void Check(Stream file, ReadingLimits limits)
    {
        var position = Start(file);
        var header = new byte[HeaderLength];
        long inflated = 0;
        for (var entries = 0; ; entries++)
        {
            file.Position = position;
            if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan().StartsWith("PK\x01\x02"u8))
                break;
            if (entries == limits.Entries)
                throw new ReadingRefusedException("office.file-too-many-parts", limits.Entries);
            if ((header[8] & 1) != 0)
                throw new ReadingRefusedException("office.file-encrypted");
            var size = U32(header, 24);
            inflated += size == uint.MaxValue ? 0 : size;
            if (inflated > limits.InflatedBytes)
                throw Bomb(limits);
            position += HeaderLength + U16(header, 28) + U16(header, 30) + U16(header, 32);
        }
    }

    /// <summary>The refusal of a file that unpacks to more than is allowed.</summary>
    public static ReadingRefusedException Bomb(ReadingLimits limits) => new("office.file-unpacks-too-large", limits.InflatedBytes >> 20);

    private static long Start(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + ushort.MaxValue)];
        var tailStart = file.Length - tail.Length;
        file.Position = tailStart;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail.Length)
            throw new ReadingRefusedException("office.file-truncated");
        long start = U32(tail, end + 16);
        if (end >= 20 && tail.AsSpan(end - 20).StartsWith("PK\x06\x07"u8))
            start = Zip64Start(file, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 12)));
        if (start < 0 || start > tailStart + end)
            throw new ReadingRefusedException("office.file-truncated");
        return start;
    }

    private static long Zip64Start(Stream file, long position)
    {
        var record = new byte[56];
        if (position < 0 || position > file.Length - record.Length)
            return -1;
        file.Position = position;
        file.ReadExactly(record);
        return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
    }

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
