using System.Xml;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>An XML reader keeps every element name it has met; this one stops a file that is made of millions of names.</summary>
internal sealed class BoundedNameTable : XmlNameTable
{
    private const int Most = 20_000;

    private readonly NameTable names = new();
    private int count;

    public override string Add(char[] array, int offset, int length) => names.Get(array, offset, length) ?? names.Add(array, offset, Counted(length));

    public override string Add(string array) => names.Get(array) ?? names.Add(array[..Counted(array.Length)]);

    public override string? Get(char[] array, int offset, int length) => names.Get(array, offset, length);

    public override string? Get(string array) => names.Get(array);

    private int Counted(int length) => ++count > Most ? throw new ReadingRefusedException("office.file-damaged") : length;
}
