using System.Buffers.Binary;
using System.IO.Compression;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>What a picture file is, as far as a document has to know it.</summary>
internal static class PictureFile
{
    /// <summary>Width and height in pixels.</summary>
    /// <exception cref="ArgumentException">It is neither a PNG nor a JPEG, or has no size.</exception>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> image)
    {
        if (!IsJpeg(image))
            return WordWriter.PngSize(image);
        // Segments of a JPEG: FF, kind, length; the frame's own (C0 to CF but C4, C8, CC) holds the size.
        for (var at = 2; at + 9 < image.Length && image[at] == 0xFF;)
        {
            var kind = image[at + 1];
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var size = (Width: (int)BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), Height: (int)BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]));
                return size is { Width: > 0, Height: > 0 } ? size : throw new ArgumentException("The JPEG has no size.", nameof(image));
            }
            at += kind is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8) ? (kind == 0xFF ? 1 : 2) : 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }
        throw new ArgumentException("The JPEG has no frame.", nameof(image));
    }

    public static bool IsJpeg(ReadOnlySpan<byte> image) => image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <summary>A white PNG, for readers that cannot show the vector picture it stands in for.</summary>
    public static byte[] Blank(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // One bit a pixel, grey.
        header[8] = 1;
        Chunk(file, "IHDR"u8, header);
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[1 + (width + 7) / 8];
            Array.Fill(line, (byte)0xFF, 1, line.Length - 1);
            for (var y = 0; y < height; y++)
                packed.Write(line);
        }
        Chunk(file, "IDAT"u8, pixels.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> kind, byte[] content)
    {
        byte[] body = [.. kind, .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
