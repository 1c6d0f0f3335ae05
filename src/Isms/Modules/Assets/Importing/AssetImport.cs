using System.Diagnostics.CodeAnalysis;
using Isms.Kernel.Intake;

namespace Isms.Modules.Assets.Importing;

/// <summary>What a person says about an uploaded register, over what was recognised.</summary>
public sealed record ImportSettings : TableSettings
{
    /// <summary>Word in the file → department; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, Guid?> Departments { get; init; } = new Dictionary<string, Guid?>();

    /// <summary>Word in the file → person; null refuses its rows. The empty word stands for rows without an owner.</summary>
    public IReadOnlyDictionary<string, Guid?> People { get; init; } = new Dictionary<string, Guid?>();

    /// <summary>Word in the file → code of the category; null refuses its rows.</summary>
    public IReadOnlyDictionary<string, string?> Categories { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An uploaded register on its way into the assets.</summary>
internal sealed class AssetImport : TableImport<ImportSettings, ImportPreview>;

/// <inheritdoc/>
public sealed record ImportView : TableImportView<ImportSettings, ImportPreview>
{
    public ImportView()
    {
    }

    [SetsRequiredMembers]
    internal ImportView(AssetImport import) : base(import)
    {
    }
}
