using System.CommandLine;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Cli;

/// <summary><c>--criteria NAME</c>: one of the presets.</summary>
internal static class CriteriaOption
{
    public static Option<string> Make(Terminal terminal)
    {
        var names = string.Join(", ", CriteriaPresets.Names);
        var option = new Option<string>("--criteria") { Description = Phrase.In(terminal.Culture, "cli.criteria", names), Required = true, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && CriteriaPresets.Find(name) is null)
                result.AddError(Phrase.In(terminal.Culture, "cli.criteria-unknown", name, names));
        });
        return option;
    }
}
