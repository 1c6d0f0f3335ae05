namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>A cell's value, or why it is none.</summary>
/// <param name="Value">Meaningful when there is no problem.</param>
/// <param name="Problem">Key of the phrase that says what is wrong and what to do; null when the value was read.</param>
/// <param name="Warning">Key of a phrase about a value that was read but deserves a look.</param>
public readonly record struct ParsedValue<T>(T Value, string? Problem = null, string? Warning = null, params object[] Args);
