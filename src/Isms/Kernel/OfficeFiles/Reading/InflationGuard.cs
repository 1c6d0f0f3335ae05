namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>
/// Counts what one part really unpacks to, and how much the XML reader pulls in one step: a single token (a comment, an
/// attribute, a text that is skipped) of many megabytes would be kept whole in its buffers.
/// </summary>
internal sealed class InflationGuard(Stream inflating, long declared, long packed, ReadingLimits limits) : Stream
{
    private const int StepBytes = 4 << 20;

    private long total;
    private long step;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    /// <summary>The reader has made progress: the next token starts its own count.</summary>
    public void BeginStep() => step = 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inflating.Read(buffer);
        total += read;
        step += read;
        // The sum of the declared sizes is within the limit; a part that holds more than it declares is made to deceive.
        if (total > declared || total > limits.InflatedBytes)
            throw ZipDirectory.Bomb(limits);
        if (total > limits.RatioFloorBytes && total > limits.Ratio * Math.Max(packed, 1))
            throw new ReadingRefusedException("office.file-packed-too-tightly", limits.Ratio);
        if (step > StepBytes)
            throw new ReadingRefusedException("office.file-giant-text", limits.CellCharacters);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflating.Dispose();
        base.Dispose(disposing);
    }
}
