using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Isms.Kernel.Files;
using Isms.Kernel.OfficeFiles.Writing;

namespace Isms.Modules.Scope.Drawings;

/// <summary>A drawing that may be kept.</summary>
/// <param name="Content">As it is kept: an SVG holds only what draws.</param>
/// <param name="Width">In pixels, or in an SVG's own units.</param>
internal sealed record InspectedDrawing(byte[] Content, string MediaType, int Width, int Height);

/// <summary>Looks at an uploaded drawing: PNG, JPEG, or an SVG that does nothing but draw.</summary>
internal static class DrawingFile
{
    public const string Accept = ".png,.jpg,.jpeg,.svg";
    public const string Svg = "image/svg+xml";

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Xlink = "http://www.w3.org/1999/xlink";
    private const int LargestSide = 20_000;

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "switch", "filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood", "feComposite", "feMerge", "feMergeNode", "feColorMatrix", "feDropShadow", "style",
    };

    /// <summary>The drawing as it is kept, or the code of why not.</summary>
    public static (InspectedDrawing? Drawing, string? Refused) Inspect(string name, byte[] content)
    {
        if (Path.GetExtension(name).Equals(".svg", StringComparison.OrdinalIgnoreCase))
            return OfSvg(content);
        if (!Accept.Split(',').Contains(Path.GetExtension(name).ToLowerInvariant()))
            return (null, "scope.drawing-type");
        using var stream = new MemoryStream(content);
        var (mediaType, refused, _) = FileType.Of(name, stream);
        if (refused is not null)
            return (null, refused);
        try
        {
            var (width, height) = PictureFile.Size(content);
            return width > LargestSide || height > LargestSide ? (null, "scope.drawing-too-wide") : (new InspectedDrawing(content, mediaType!, width, height), null);
        }
        catch (ArgumentException)
        {
            return (null, "files.type-damaged");
        }
    }

    private static (InspectedDrawing?, string?) OfSvg(byte[] content)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true });
            document = XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return (null, "scope.drawing-not-svg");
        }
        if (document.Root is not { } root || root.Name != Namespace + "svg")
            return (null, "scope.drawing-not-svg");
        if (root.DescendantsAndSelf().Any(Acts))
            return (null, "scope.drawing-script");
        foreach (var element in root.Descendants().Where(e => e.Name.Namespace != Namespace || !Elements.Contains(e.Name.LocalName)).ToList())
            element.Remove();
        if (root.DescendantsAndSelf().Any(Fetches))
            return (null, "scope.drawing-external");
        if (Size(root) is not { } size)
            return (null, "scope.drawing-no-size");
        root.SetAttributeValue("width", size.Width);
        root.SetAttributeValue("height", size.Height);
        using var kept = new MemoryStream();
        using (var writer = XmlWriter.Create(kept, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false }))
            root.Save(writer);
        return (new InspectedDrawing(kept.ToArray(), Svg, size.Width, size.Height), null);
    }

    // A script, a handler, or something that could hold one.
    private static bool Acts(XElement element) =>
        element.Name.LocalName.ToLowerInvariant() is "script" or "foreignobject" or "handler" or "iframe" or "object" or "embed" or "animate" or "set" or "animatetransform" or "animatemotion"
        || element.Attributes().Any(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Plain(a.Value).Contains("javascript:", StringComparison.OrdinalIgnoreCase));

    // Only what is within the file itself, and pictures that come along in it.
    private static bool Fetches(XElement element) =>
        element.Attributes().Any(a => (a.Name.LocalName == "href" && (a.Name == Xlink + "href" || a.Name.Namespace == XNamespace.None) && !IsWithin(element, Plain(a.Value))) || FetchesByStyle(a.Value))
        || (element.Name.LocalName == "style" && (FetchesByStyle(element.Value) || element.Value.Contains("@import", StringComparison.OrdinalIgnoreCase)));

    private static bool IsWithin(XElement element, string address) => address.StartsWith('#')
        || (element.Name.LocalName == "image" && (address.StartsWith("data:image/png;", StringComparison.OrdinalIgnoreCase) || address.StartsWith("data:image/jpeg;", StringComparison.OrdinalIgnoreCase)));

    private static bool FetchesByStyle(string text)
    {
        var plain = Plain(text);
        for (var at = plain.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = plain.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            if (!plain[(at + 4)..].TrimStart('\'', '"').StartsWith('#'))
                return true;
        }
        return false;
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));

    private static (int Width, int Height)? Size(XElement root)
    {
        var box = ((string?)root.Attribute("viewBox"))?.Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var (width, height) = box is { Length: 4 } ? (Number(box[2]), Number(box[3])) : (Number((string?)root.Attribute("width")), Number((string?)root.Attribute("height")));
        return width is >= 1 and <= LargestSide && height is >= 1 and <= LargestSide ? ((int)Math.Ceiling(width), (int)Math.Ceiling(height)) : null;
    }

    private static double Number(string? text) =>
        text is not null && double.TryParse(text.Replace("px", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
