using System.Text.Json;
using Isms.Kernel.Standards;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Forms;

/// <summary>A procedure of appendix 6 with the forms it asks for.</summary>
/// <param name="Code">Without the company's prefix: <c>B-06</c>.</param>
/// <param name="Clauses">Clauses its records are evidence for: <c>M:6</c>, <c>I:9.2</c>, <c>A:16.1</c>.</param>
internal sealed record CataloguedProcedure(string Code, Bilingual Titles, IReadOnlyList<string> Clauses, IReadOnlyList<CataloguedForm> Forms);

/// <summary>A form that the product ships with.</summary>
/// <param name="Code">Without the company's prefix: <c>B-06-R07</c>.</param>
internal sealed record CataloguedForm(string Code, FormDefinition Definition);

/// <summary>The customary record forms of the 35 procedures, from <c>catalogs/forms.json</c>.</summary>
internal static class FormCatalogue
{
    private static readonly Lazy<IReadOnlyList<CataloguedProcedure>> Loaded = new(Load);

    /// <summary>In the order of appendix 6.</summary>
    public static IReadOnlyList<CataloguedProcedure> Procedures => Loaded.Value;

    /// <summary>The form for any other proof (class 4): free text, files and clause tags.</summary>
    public static CataloguedForm General { get; } = new("R-01", new FormDefinition("其他证据记录", "Other evidence", "emp", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, 3), FormAccess.Department)
    {
        Prepared = new FormWords("记录", "Recorded"),
        Fields =
        [
            new FormField("subject", "主题", "Subject", FieldType.Text) { Required = true },
            new FormField("what", "内容说明", "What it shows", FieldType.LongText) { Required = true },
            new FormField("evidence", "证据附件", "Evidence attached", FieldType.Files),
        ],
    });

    private static IReadOnlyList<CataloguedProcedure> Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Tsv.Folder, "forms.json")));
        return [.. json.RootElement.GetProperty("procedures").EnumerateArray().Select(p => new CataloguedProcedure(
            p.GetProperty("number").GetString()![3..], new Bilingual(p.GetProperty("zh").GetString()!, p.GetProperty("en").GetString()!),
            [.. p.GetProperty("clauses").EnumerateArray().Select(c => c.GetString()!)],
            [.. p.GetProperty("forms").EnumerateArray().Select(f => new CataloguedForm(f.GetProperty("code").GetString()!, FormDefinition.Read(f)))]))];
    }
}
