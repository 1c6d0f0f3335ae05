using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>
/// Writes an Office file part by part straight to a stream, which need not be seekable. The SDK's own package would keep every part
/// in memory until it is closed; here memory stays flat however long a list is. The same content gives the same bytes.
/// </summary>
internal sealed class PartWriter(Stream output, DateTimeOffset time) : IDisposable
{
    private const string RelationshipType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string PackageRelationshipType = "http://schemas.openxmlformats.org/package/2006/relationships/";

    /// <summary>UTF-8 without a mark, and the part is closed with its writer.</summary>
    internal static readonly XmlWriterSettings Closing = new() { CloseOutput = true, Encoding = new UTF8Encoding(false) };

    private readonly ZipArchive zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<(string Path, string Type)> parts = [];
    private readonly List<(string Source, string Id, string Type, string Target, bool Outside)> relationships = [];

    /// <summary>Begins a part; it must be closed before the next one begins.</summary>
    public Stream Open(string path, string contentType)
    {
        parts.Add((path, contentType));
        return Entry(path);
    }

    public void Write(string path, string contentType, OpenXmlElement root)
    {
        using var xml = XmlWriter.Create(Open(path, contentType), Closing);
        xml.WriteStartDocument(standalone: true);
        root.WriteTo(xml);
    }

    /// <summary>Relates a part (empty: the file itself) to another; answers the relationship's id.</summary>
    /// <param name="outside">True when the target is an address outside of the file.</param>
    public string Relate(string source, string type, string target, bool outside = false)
    {
        var id = "rId" + (relationships.Count(r => r.Source == source) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        relationships.Add((source, id, (type.StartsWith("metadata/", StringComparison.Ordinal) ? PackageRelationshipType : RelationshipType) + type, target, outside));
        return id;
    }

    /// <summary>
    /// Title and number as the file's properties; never a person's name. Written first: programs that look only at a file's first bytes
    /// then take it for what it is, while the list of parts can only come at the end.
    /// </summary>
    public void WriteProperties(DocumentHead head)
    {
        Relate("", "metadata/core-properties", "docProps/core.xml");
        Relate("", "extended-properties", "docProps/app.xml");
        using (var xml = XmlWriter.Create(Open("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"), Closing))
        {
            const string core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
            const string dc = "http://purl.org/dc/elements/1.1/";
            const string terms = "http://purl.org/dc/terms/";
            xml.WriteStartElement("cp", "coreProperties", core);
            xml.WriteElementString("dc", "title", dc, WrittenText.Clean(head.Title));
            xml.WriteElementString("dc", "subject", dc, WrittenText.Clean(head.Number));
            xml.WriteElementString("dc", "language", dc, head.Culture.Name);
            xml.WriteStartElement("dcterms", "created", terms);
            xml.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
            xml.WriteString(head.GeneratedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            xml.WriteElementString("cp", "version", core, WrittenText.Clean(head.Version));
            xml.WriteEndElement();
        }
        Write("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", new DocumentFormat.OpenXml.ExtendedProperties.Properties(
            new DocumentFormat.OpenXml.ExtendedProperties.Application("Isms"),
            new DocumentFormat.OpenXml.ExtendedProperties.Company(WrittenText.Clean(head.Organization))));
    }

    public void Dispose()
    {
        foreach (var group in relationships.GroupBy(r => r.Source))
        {
            var slash = group.Key.LastIndexOf('/') + 1;
            using var xml = XmlWriter.Create(Entry($"{group.Key[..slash]}_rels/{group.Key[slash..]}.rels"), Closing);
            xml.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
            foreach (var (_, id, type, target, outside) in group)
            {
                xml.WriteStartElement("Relationship");
                xml.WriteAttributeString("Id", id);
                xml.WriteAttributeString("Type", type);
                xml.WriteAttributeString("Target", target);
                if (outside)
                    xml.WriteAttributeString("TargetMode", "External");
                xml.WriteEndElement();
            }
        }
        using (var xml = XmlWriter.Create(Entry("[Content_Types].xml"), Closing))
        {
            xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
            WriteType(xml, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
            foreach (var (path, type) in parts)
                WriteType(xml, "Override", "PartName", "/" + path, type);
        }
        zip.Dispose();
    }

    private Stream Entry(string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        // The zip format knows no year before 1980 and none after 2107.
        entry.LastWriteTime = time.Year is >= 1980 and <= 2107 ? time : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    private static void WriteType(XmlWriter xml, string element, string key, string value, string type)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString(key, value);
        xml.WriteAttributeString("ContentType", type);
        xml.WriteEndElement();
    }
}
