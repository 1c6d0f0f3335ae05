using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Decides whether a customer's file may be used as a template: nothing in it may run, and nothing may be fetched from elsewhere.</summary>
internal static partial class TemplateGuard
{
    private const long LargestWhole = 100_000_000;
    private const int MostParts = 2_000;

    /// <summary>The most characters that one part of a template may have.</summary>
    public const int LargestPart = 20_000_000;

    /// <summary>Looks at the file before anything is unpacked: is it a zip, and how large does it say that it is?</summary>
    public static TemplateProblem? Weigh(MemoryStream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > LargestWhole)
                return new TemplateProblem(TemplateFault.TooLarge, "", "");
            return zip.GetEntry("[Content_Types].xml") is null ? new TemplateProblem(TemplateFault.NotADocument, "", "") : null;
        }
        catch (InvalidDataException)
        {
            return new TemplateProblem(TemplateFault.NotADocument, "", "");
        }
        finally
        {
            file.Position = 0;
        }
    }

    public static IEnumerable<TemplateProblem> Inspect(WordprocessingDocument file)
    {
        if (file.DocumentType is WordprocessingDocumentType.MacroEnabledDocument or WordprocessingDocumentType.MacroEnabledTemplate)
            yield return new TemplateProblem(TemplateFault.Macro, "", "");
        foreach (var part in file.GetAllParts())
        {
            if (part is VbaProjectPart or VbaDataPart or CustomizationPart)
                yield return new TemplateProblem(TemplateFault.Macro, part.Uri.ToString(), "");
            else if (part is EmbeddedObjectPart or EmbeddedPackagePart or EmbeddedControlPersistencePart or EmbeddedControlPersistenceBinaryDataPart or AlternativeFormatImportPart)
                yield return new TemplateProblem(TemplateFault.EmbeddedObject, part.Uri.ToString(), "");
            foreach (var outside in part.ExternalRelationships)
                yield return new TemplateProblem(TemplateFault.ExternalContent, outside.Uri.OriginalString, "");
            // A link is followed only when a person clicks on it; other schemes could open local files and programs.
            foreach (var link in part.HyperlinkRelationships.Where(link => link.IsExternal && link.Uri is not { IsAbsoluteUri: true, Scheme: "http" or "https" or "mailto" }))
                yield return new TemplateProblem(TemplateFault.ExternalContent, link.Uri.OriginalString, "");
        }
    }

    /// <summary>Fields of Word that fetch something or start something.</summary>
    public static IEnumerable<TemplateProblem> InspectFields(OpenXmlElement root)
    {
        foreach (var paragraph in root.Descendants<Paragraph>())
        {
            var codes = string.Concat(paragraph.Descendants<FieldCode>().Select(code => code.Text)) + " " + string.Join(' ', paragraph.Descendants<SimpleField>().Select(field => field.Instruction?.Value));
            if (Fetching().Match(codes) is { Success: true } match)
                yield return new TemplateProblem(TemplateFault.ExternalContent, match.Value.ToUpperInvariant(), TemplateToken.PlaceOf(paragraph));
        }
    }

    [GeneratedRegex(@"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Fetching();
}
