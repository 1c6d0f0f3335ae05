namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>An A4 page in twentieths of a point, with the margins that all documents share.</summary>
internal readonly record struct WordPage(bool Landscape)
{
    public const int Side = 1304;
    public const int Top = 1588;
    public const int Bottom = 1418;
    public const int Edge = 737;

    private const int Short = 11906;
    private const int Long = 16838;

    public int Width => Landscape ? Long : Short;

    public int Height => Landscape ? Short : Long;

    public int TextWidth => Width - 2 * Side;

    public int TextHeight => Height - Top - Bottom;
}
