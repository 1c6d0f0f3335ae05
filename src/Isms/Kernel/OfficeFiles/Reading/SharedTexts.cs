using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>The workbook's shared texts, kept as UTF-8 in blocks: a million short Chinese texts take about 20 MB instead of 60.</summary>
internal sealed class SharedTexts(ReadingLimits limits)
{
    private const int BlockBytes = 1 << 20;
    private const int CacheSize = 4096;

    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Start, int Length)> places = [];
    private readonly (int Index, string? Text)[] cache = new (int, string?)[CacheSize];
    private int used = BlockBytes;
    private long total;

    public int Count => places.Count;

    public void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        total += length;
        if (places.Count == limits.SharedTexts || total > limits.SharedTextBytes)
            throw new ReadingRefusedException("office.file-too-much-text", limits.SharedTextBytes >> 20);
        if (blocks.Count == 0 || used + length > BlockBytes)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, length)]);
            used = 0;
        }
        Encoding.UTF8.GetBytes(text, blocks[^1].AsSpan(used));
        places.Add((blocks.Count - 1, used, length));
        used += length;
    }

    public string this[int index]
    {
        get
        {
            ref var cached = ref cache[index % CacheSize];
            if (cached.Text is null || cached.Index != index)
            {
                var (block, start, length) = places[index];
                cached = (index, Encoding.UTF8.GetString(blocks[block], start, length));
            }
            return cached.Text!;
        }
    }

    public static SharedTexts Read(PartReader part, ReadingLimits limits)
    {
        var texts = new SharedTexts(limits);
        while (part.Read())
        {
            if (part.Element == "si")
                texts.Add(RichText.Read(part, limits));
        }
        return texts;
    }
}
