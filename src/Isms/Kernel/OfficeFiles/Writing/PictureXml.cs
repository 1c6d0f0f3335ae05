using System.Globalization;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>A picture in the text, with areas drawn on it.</summary>
internal static class PictureXml
{
    private const string Red = "D63939";

    /// <param name="image">Relationship of the PNG or JPEG.</param>
    /// <param name="svg">Relationship of the same as SVG; null for none.</param>
    /// <param name="id">Unique in the document.</param>
    /// <param name="width">In EMU, as is <paramref name="height"/>.</param>
    public static Run Run(string image, string? svg, int id, long width, long height, string description, IReadOnlyList<PictureOutline> outlines) => new(string.Format(CultureInfo.InvariantCulture, """
        <w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:drawing>
          <wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">
            <wp:extent cx="{1}" cy="{2}"/><wp:docPr id="{0}" name="Picture {0}" descr="{3}"/>
            <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{4}</a:graphic></wp:inline></w:drawing></w:r>
        """, id, width, height, Escaped(description), outlines.Count == 0
            ? $"""<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{Picture(image, svg, id, width, height)}</a:graphicData>"""
            : Group(Picture(image, svg, id, width, height), width, height, outlines)));

    private static string Picture(string image, string? svg, int id, long width, long height) => string.Format(CultureInfo.InvariantCulture, """
        <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
          <pic:nvPicPr><pic:cNvPr id="{1}" name="Picture {1}"/><pic:cNvPicPr/></pic:nvPicPr>
          <pic:blipFill><a:blip r:embed="{0}">{4}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
          <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{2}" cy="{3}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
        </pic:pic>
        """, image, id, width, height, svg is null ? "" :
        $$"""<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{{svg}}"/></a:ext></a:extLst>""");

    private static string Group(string picture, long width, long height, IReadOnlyList<PictureOutline> outlines)
    {
        var shapes = new StringBuilder();
        foreach (var outline in outlines)
            shapes.Append(Shape(outline, width, height));
        return string.Format(CultureInfo.InvariantCulture, """
            <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">
              <wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{0}" cy="{1}"/><a:chOff x="0" y="0"/><a:chExt cx="{0}" cy="{1}"/></a:xfrm></wpg:grpSpPr>{2}{3}</wpg:wgp></a:graphicData>
            """, width, height, picture, shapes);
    }

    private static string Shape(PictureOutline outline, long width, long height)
    {
        var points = outline.Points.Select(p => (X: (long)(Math.Clamp(p.X, 0, 1) * width), Y: (long)(Math.Clamp(p.Y, 0, 1) * height))).ToList();
        var (left, top) = (points.Min(p => p.X), points.Min(p => p.Y));
        var (wide, high) = (Math.Max(1, points.Max(p => p.X) - left), Math.Max(1, points.Max(p => p.Y) - top));
        string Point((long X, long Y) p) => string.Create(CultureInfo.InvariantCulture, $"""<a:pt x="{p.X - left}" y="{p.Y - top}"/>""");
        var path = $"<a:moveTo>{Point(points[0])}</a:moveTo>" + string.Concat(points.Skip(1).Select(p => $"<a:lnTo>{Point(p)}</a:lnTo>")) + "<a:close/>";
        return string.Format(CultureInfo.InvariantCulture, """
            <wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr/>
              <wps:spPr><a:xfrm><a:off x="{0}" y="{1}"/><a:ext cx="{2}" cy="{3}"/></a:xfrm>
                <a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{2}" h="{3}">{4}</a:path></a:pathLst></a:custGeom>
                <a:noFill/><a:ln w="28575"><a:solidFill><a:srgbClr val="{6}"/></a:solidFill></a:ln></wps:spPr>
              <wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w:b/><w:color w:val="{6}"/><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{5}</w:t></w:r></w:p></w:txbxContent></wps:txbx>
              <wps:bodyPr lIns="36000" tIns="18000" rIns="0" bIns="0" anchor="t"/></wps:wsp>
            """, left, top, wide, high, path, Escaped(outline.Name), Red);
    }

    private static string Escaped(string text) => SecurityElement.Escape(WrittenText.Clean(text));
}
