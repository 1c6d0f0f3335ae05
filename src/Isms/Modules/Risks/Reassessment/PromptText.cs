using System.Text.Json;
using Isms.Kernel.Text;

namespace Isms.Modules.Risks.Reassessment;

internal static class PromptText
{
    /// <summary>What happened, in the reader's language where the system said it, else in the words of who entered it.</summary>
    public static string Reason(string key, string args, string text) =>
        key.Length == 0 ? text : Phrase.Of(key, [.. JsonSerializer.Deserialize<string[]>(args)!]);
}
