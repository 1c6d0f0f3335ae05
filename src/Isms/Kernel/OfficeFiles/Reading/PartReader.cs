using System.Text;
using System.Xml;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Reads one XML part of a package forward only, without DTD, in bounded steps.</summary>
internal sealed class PartReader : IDisposable
{
    private const int Deepest = 64;

    private readonly InflationGuard guard;
    private readonly XmlReader xml;
    private readonly ReadingLimits limits;
    private readonly char[] buffer = new char[8192];
    private readonly StringBuilder longText = new();

    public PartReader(InflationGuard guard, ReadingLimits limits)
    {
        this.guard = guard;
        this.limits = limits;
        xml = XmlReader.Create(guard, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new BoundedNameTable(),
            CloseInput = true,
        });
    }

    public int Depth => xml.Depth;

    public bool IsEmpty => xml.IsEmptyElement;

    /// <summary>Local name of the element that starts here; null at anything else.</summary>
    public string? Element => xml.NodeType == XmlNodeType.Element ? xml.LocalName : null;

    public string Namespace => xml.NamespaceURI;

    public bool Read()
    {
        guard.BeginStep();
        if (!xml.Read())
            return false;
        if (xml.Depth > Deepest)
            throw new ReadingRefusedException("office.file-damaged");
        return true;
    }

    /// <summary>True while inside the element that began at the given depth; moves to the next node.</summary>
    public bool ReadWithin(int depth) => Read() && xml.Depth > depth;

    public string? Attribute(string name) => xml.GetAttribute(name);

    /// <summary>An attribute by its local name, whatever its prefix (r:id).</summary>
    public string? AttributeOfAnyNamespace(string localName)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == localName && xml.NamespaceURI.Length > 0)
                value = xml.Value;
        }
        xml.MoveToElement();
        return value;
    }

    /// <summary>An attribute that says yes.</summary>
    public bool IsOn(string name) => xml.GetAttribute(name) is "1" or "true" or "on";

    /// <summary>Text directly inside the element that starts here; ends on its end tag.</summary>
    public string ReadText()
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        longText.Clear();
        string? text = null;
        while (ReadWithin(depth))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) || xml.Depth != depth + 1)
                continue;
            for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0; guard.BeginStep())
            {
                if (text is null && longText.Length == 0 && read < buffer.Length)
                {
                    text = new string(buffer, 0, read);
                    continue;
                }
                Append(text, buffer.AsSpan(0, read));
                text = null;
            }
        }
        return longText.Length == 0 ? text ?? "" : longText.Append(text).ToString();
    }

    /// <summary>Passes over the element that starts here.</summary>
    public void SkipElement()
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (ReadWithin(depth))
        {
        }
    }

    public void Dispose() => xml.Dispose();

    private void Append(string? before, ReadOnlySpan<char> text)
    {
        longText.Append(before).Append(text);
        if (longText.Length > limits.CellCharacters)
            throw new ReadingRefusedException("office.file-giant-text", limits.CellCharacters);
    }
}
