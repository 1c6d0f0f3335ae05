using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Assets.Importing;

/// <summary>The steps of an import, as the pages show them.</summary>
internal static class ImportSteps
{
    public static IReadOnlyList<Crumb> Of() =>
        [new(Phrase.Of("assets.import-step-file"), "/assets/import"), new(Phrase.Of("assets.import-step-check")), new(Phrase.Of("assets.import-step-done"))];
}
