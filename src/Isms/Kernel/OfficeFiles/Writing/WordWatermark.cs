using System.Globalization;
using System.Security;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>The word across each page, drawn in the header as Word itself does it, with the name and time of the copy below it.</summary>
internal static class WordWatermark
{
    private const string Shape = """
        <w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
          <w:rPr><w:noProof/></w:rPr><w:pict>
          {5}
          <v:shape id="PowerPlusWaterMarkObject{0}" o:spid="_x0000_s{0}" type="#_x0000_t136" style="{1}" o:allowincell="f" fillcolor="#c0c0c0" stroked="f">
            <v:fill opacity="{2}"/><v:textpath style="font-family:&quot;{3}&quot;;font-size:1pt" string="{4}"/>
          </v:shape></w:pict></w:r>
        """;

    // How Word draws words as a shape; defined once for all shapes of a header.
    private const string WordArt = """
        <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
          <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
            <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
          <v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
          <v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>
        </v:shapetype>
        """;

    private const string Diagonal = "position:absolute;margin-left:{0}pt;margin-top:{1}pt;width:{2}pt;height:{3}pt;rotation:315;z-index:-25165{4};{5}";

    private const string InTheMiddle = "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin";
    private const string OnThePage = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page";

    /// <summary>The runs to put into a header's paragraph; none for an approved document.</summary>
    /// <param name="head">The document's head.</param>
    /// <param name="middleX">The middle of the page from its left edge, in points.</param>
    /// <param name="middleY">The middle of the text from the page's upper edge, in points.</param>
    /// <param name="shape">The first of two shape ids, unique in the whole document.</param>
    public static IEnumerable<string> Runs(DocumentHead head, double middleX, double middleY, int shape)
    {
        if (head.Watermark is not { } word)
            yield break;
        // The shape has the proportions of the word, so that its letters are not stretched.
        var units = WrittenText.Width(word);
        var width = Math.Min(440.0, 75 * units);
        var height = width * 2 / units;
        yield return Run(WordArt, shape, word, ".5", 0, 0, width, height, InTheMiddle, 8752);

        var trace = WrittenText.Clean($"{head.GeneratedBy} {WrittenText.Minute(head.GeneratedAt)}").Trim();
        var traceHeight = 15.0;
        var traceWidth = Math.Min(420, traceHeight / 2 * WrittenText.Width(trace));
        var aside = (height / 2 + 1.5 * traceHeight) / Math.Sqrt(2);
        yield return Run("", shape + 1, trace, ".7", middleX + aside - traceWidth / 2, middleY + aside - traceHeight / 2, traceWidth, traceHeight, OnThePage, 7728);
    }

    private static string Run(string definition, int shape, string text, string opacity, double left, double top, double width, double height, string position, int depth) =>
        string.Format(CultureInfo.InvariantCulture, Shape, shape,
            string.Format(CultureInfo.InvariantCulture, Diagonal, Math.Round(left, 1), Math.Round(top, 1), Math.Round(width, 1), Math.Round(height, 1), depth, position),
            opacity, "黑体", SecurityElement.Escape(text), definition);
}
