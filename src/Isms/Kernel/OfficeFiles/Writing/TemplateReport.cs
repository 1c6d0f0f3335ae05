using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>What is wrong with a template.</summary>
public enum TemplateFault
{
    /// <summary>It is not a .docx file, or it is encrypted or damaged.</summary>
    NotADocument,

    /// <summary>It is larger than a template can sensibly be, possibly a bomb.</summary>
    TooLarge,

    Macro,

    /// <summary>An embedded object, control or foreign document.</summary>
    EmbeddedObject,

    /// <summary>Something that Word would fetch from elsewhere when it opens the document.</summary>
    ExternalContent,

    /// <summary>Double braces that are no field.</summary>
    MalformedField,

    /// <summary>A loop or condition without its end.</summary>
    UnclosedBlock,

    /// <summary>An end without a loop or condition, or one that crosses another.</summary>
    UnopenedBlock,

    /// <summary>A name for which there is no value; the field stays visible in the document.</summary>
    UnknownField,

    /// <summary>A name that means a list where one value is wanted, or the other way round.</summary>
    WrongKind,
}

/// <summary>One finding about a template.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Subject">The field, part or address it is about; may be empty.</param>
/// <param name="Place">The beginning of the paragraph in which it stands; empty when it concerns the whole file.</param>
public sealed record TemplateProblem(TemplateFault Fault, string Subject, string Place)
{
    /// <summary>The finding and what to do, in the reader's language.</summary>
    public string Message(CultureInfo culture)
    {
        var message = Phrase.In(culture, Fault switch
        {
            TemplateFault.NotADocument => "writing.template-not-a-document",
            TemplateFault.TooLarge => "writing.template-too-large",
            TemplateFault.Macro => "writing.template-macro",
            TemplateFault.EmbeddedObject => "writing.template-embedded",
            TemplateFault.ExternalContent => "writing.template-external",
            TemplateFault.MalformedField => "writing.template-malformed",
            TemplateFault.UnclosedBlock => "writing.template-unclosed",
            TemplateFault.UnopenedBlock => "writing.template-unopened",
            TemplateFault.UnknownField => "writing.template-unknown",
            TemplateFault.WrongKind => "writing.template-wrong-kind",
            _ => throw new InvalidOperationException($"There is no template fault {Fault}."),
        }, Subject);
        return Place.Length == 0 ? message : Phrase.In(culture, "writing.template-place", message, Place);
    }
}

/// <summary>All findings about a template.</summary>
public sealed record TemplateReport(IReadOnlyList<TemplateProblem> Problems)
{
    /// <summary>False when the template is refused; unknown fields alone do not refuse it.</summary>
    public bool CanBeFilled => Problems.All(p => p.Fault is TemplateFault.UnknownField or TemplateFault.WrongKind);
}

/// <summary>A name that a template may use, for checking a template before there is data.</summary>
/// <param name="Name">The name between the braces.</param>
/// <param name="Items">The names inside one item when this is a list; null for a single value.</param>
public sealed record TemplateField(string Name, IReadOnlyList<TemplateField>? Items = null);

/// <summary>A picture as the value of a field.</summary>
/// <param name="Png">A PNG file.</param>
/// <param name="WidthMillimetres">Its width on paper.</param>
/// <param name="Description">What it shows.</param>
public sealed record TemplatePicture(byte[] Png, double WidthMillimetres, string Description);
