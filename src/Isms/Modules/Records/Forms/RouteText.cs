using System.Globalization;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Forms;

/// <summary>The signatures of a form in one line.</summary>
internal static class RouteText
{
    public static string Of(FormDefinition form, CultureInfo culture) => string.Join(" → ",
        form.Route.Select(s => Step(s.Words(culture), s.Role)).Prepend(Step(form.Prepared.In(culture), form.Owner)));

    public static string Step(string words, string role) => Phrase.Of("records.step-text", words, Phrase.Of("records.role." + role));
}
