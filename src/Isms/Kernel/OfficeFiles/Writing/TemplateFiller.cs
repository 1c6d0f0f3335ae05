using System.Collections;
using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>
/// Fills a company's own Word template. <c>{{name}}</c> is a value; <c>{{#items}} … {{/items}}</c> repeats a piece of text, paragraphs or table rows
/// for each item of a list; <c>{{?flag}} … {{/flag}}</c> keeps a piece only if the flag holds, <c>{{^flag}} … {{/flag}}</c> only if it does not.
/// Values are looked up and written, nothing is ever computed or run. Between <c>{{#items}}</c> and <c>{{/items}}</c>, <c>{{@index}}</c> counts from 1.
/// What the document's head knows is there for every template under <c>document.</c>: title, number, version and so on.
/// </summary>
public static class TemplateFiller
{
    /// <summary>The names that every template may use.</summary>
    public static readonly IReadOnlyList<TemplateField> StandardFields =
    [
        .. ((string[])["organization", "title", "number", "version", "classification", "state", "prepared", "reviewed", "approved", "effectiveOn", "generatedAt", "generatedBy"])
            .Select(name => new TemplateField("document." + name)),
    ];

    /// <summary>Judges a template before it is used.</summary>
    /// <param name="template">The .docx or .dotx file.</param>
    /// <param name="fields">The names it may use besides <see cref="StandardFields"/>.</param>
    public static TemplateReport Lint(Stream template, IReadOnlyList<TemplateField> fields)
    {
        using var copy = Copy(template);
        return WithDocument(copy, editable: false, (file, problems) =>
        {
            foreach (var (_, root) in Roots(file))
                LintNames(TemplateToken.In([root]), [.. fields, .. StandardFields], problems);
        });
    }

    /// <summary>Fills a template; a refused one writes nothing.</summary>
    /// <param name="template">The .docx or .dotx file.</param>
    /// <param name="head">The document's head; its state is stamped across each page, also where the template has no header.</param>
    /// <param name="data">Values by name: texts, numbers, days, yes/no, <see cref="LevelCell"/>, <see cref="TemplatePicture"/>, dictionaries, and lists of dictionaries.</param>
    /// <param name="output">Where the filled document goes; stays open.</param>
    public static TemplateReport Fill(Stream template, DocumentHead head, IReadOnlyDictionary<string, object?> data, Stream output)
    {
        using var copy = Copy(template);
        var report = WithDocument(copy, editable: true, (file, problems) =>
        {
            var scope = new TemplateScope(data, new TemplateScope(Standard(head)));
            foreach (var (part, root) in Roots(file))
                new TemplateFilling(part, head.Culture, problems).Expand([root], scope);
            TemplateFilling.Tidy(Roots(file).Select(r => r.Root));
            TemplateWatermark.Stamp(file, head);
            if (file.DocumentType == WordprocessingDocumentType.Template)
                file.ChangeDocumentType(WordprocessingDocumentType.Document);
            (file.PackageProperties.Title, file.PackageProperties.Creator, file.PackageProperties.LastModifiedBy) = (WrittenText.Clean(head.Title), null, null);
        });
        if (report.CanBeFilled)
        {
            copy.Position = 0;
            copy.CopyTo(output);
        }
        return report;
    }

    private static MemoryStream Copy(Stream template)
    {
        var copy = new MemoryStream();
        template.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static TemplateReport WithDocument(MemoryStream copy, bool editable, Action<WordprocessingDocument, List<TemplateProblem>> work)
    {
        if (TemplateGuard.Weigh(copy) is { } heavy)
            return new TemplateReport([heavy]);
        var problems = new List<TemplateProblem>();
        try
        {
            using var file = WordprocessingDocument.Open(copy, editable, new OpenSettings { AutoSave = editable, MaxCharactersInPart = TemplateGuard.LargestPart });
            if (file.MainDocumentPart?.Document?.Body is null)
                return new TemplateReport([new TemplateProblem(TemplateFault.NotADocument, "", "")]);
            problems.AddRange(TemplateGuard.Inspect(file));
            var count = 0;
            foreach (var (_, root) in Roots(file))
            {
                problems.AddRange(TemplateGuard.InspectFields(root));
                foreach (var paragraph in root.Descendants<Paragraph>().ToList())
                {
                    var place = TemplateToken.PlaceOf(paragraph);
                    if (!TemplateToken.CutOut(paragraph, ref count))
                        problems.Add(new TemplateProblem(TemplateFault.MalformedField, "", place));
                }
                LintBlocks(TemplateToken.In([root]), problems);
            }
            if (new TemplateReport(problems).CanBeFilled)
                work(file, problems);
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or XmlException or UriFormatException)
        {
            return new TemplateReport([new TemplateProblem(TemplateFault.NotADocument, "", "")]);
        }
        return new TemplateReport([.. problems.Distinct()]);
    }

    private static IEnumerable<(OpenXmlPart Part, OpenXmlPartRootElement Root)> Roots(WordprocessingDocument file)
    {
        var main = file.MainDocumentPart!;
        OpenXmlPart?[] parts = [main, .. main.HeaderParts, .. main.FooterParts, main.FootnotesPart, main.EndnotesPart];
        foreach (var part in parts)
        {
            if (part?.RootElement is { } root)
                yield return (part, root);
        }
    }

    private static void LintBlocks(List<TemplateToken> tokens, List<TemplateProblem> problems)
    {
        var open = new Stack<TemplateToken>();
        foreach (var token in tokens)
        {
            if (token.Opens)
                open.Push(token);
            else if (token.Kind == TokenKind.End && (open.Count == 0 || open.Pop().Name != token.Name))
                problems.Add(new TemplateProblem(TemplateFault.UnopenedBlock, token.Name, token.Place));
        }
        problems.AddRange(open.Select(token => new TemplateProblem(TemplateFault.UnclosedBlock, token.Name, token.Place)));
    }

    private static void LintNames(List<TemplateToken> tokens, IReadOnlyList<TemplateField> fields, List<TemplateProblem> problems)
    {
        var scopes = new Stack<(TemplateToken Token, IReadOnlyList<TemplateField> Fields)>();
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.End)
            {
                scopes.Pop();
                continue;
            }
            var field = scopes.Select(s => s.Fields).Append(fields).SelectMany(f => f).FirstOrDefault(f => f.Name == token.Name);
            var counts = token.Name == TemplateFilling.Index && scopes.Any(s => s.Token.Kind == TokenKind.Loop);
            if (field is null && !counts)
                problems.Add(new TemplateProblem(TemplateFault.UnknownField, token.Name, token.Place));
            else if (token.Kind == TokenKind.Loop ? field?.Items is null : token.Kind == TokenKind.Field && field?.Items is not null)
                problems.Add(new TemplateProblem(TemplateFault.WrongKind, token.Name, token.Place));
            if (token.Opens)
                scopes.Push((token, token.Kind == TokenKind.Loop ? field?.Items ?? [] : []));
        }
    }

    private static Dictionary<string, object?> Standard(DocumentHead head) => new()
    {
        ["document"] = new Dictionary<string, object?>
        {
            ["organization"] = head.Organization,
            ["title"] = head.Title,
            ["number"] = head.Number,
            ["version"] = head.Version,
            ["classification"] = head.Classification,
            ["state"] = head.StateText,
            ["prepared"] = head.Prepared.ToString(),
            ["reviewed"] = head.Reviewed.ToString(),
            ["approved"] = head.Approved.ToString(),
            ["effectiveOn"] = head.EffectiveOn,
            ["generatedAt"] = head.GeneratedAt,
            ["generatedBy"] = head.GeneratedBy,
        },
    };
}
