namespace Isms.Ui;

/// <summary>The stamp by which browsers fetch style sheet and scripts anew after an update, and keep them otherwise.</summary>
internal static class Release
{
    public static string Stamp { get; } = typeof(Release).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..10];
}
