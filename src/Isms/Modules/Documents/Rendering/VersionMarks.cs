using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;

namespace Isms.Modules.Documents.Rendering;

/// <summary>The word across the pages of a version that may not be used (4.3.2.2 i, j), the same on the screen, in print and in files.</summary>
internal static class VersionMarks
{
    /// <summary>Null for the version in force.</summary>
    public static string? Of(VersionState state, string keepReason) => state == VersionState.Effective ? null : Phrase.Of("writing.state-" + PrintedState(state, keepReason) switch
    {
        DocumentState.Draft => "draft",
        DocumentState.InReview => "in-review",
        DocumentState.AwaitingEffect => "awaiting-effect",
        DocumentState.Superseded or DocumentState.Obsolete => "obsolete",
        DocumentState.KeptObsolete => "kept-obsolete",
        _ => "effective",
    });

    /// <summary>How files say it: what another version replaced is 作废 as much as what was withdrawn.</summary>
    public static DocumentState PrintedState(VersionState state, string keepReason) => state switch
    {
        VersionState.Draft => DocumentState.Draft,
        VersionState.InReview => DocumentState.InReview,
        VersionState.Approved => DocumentState.AwaitingEffect,
        VersionState.Effective => DocumentState.Effective,
        _ => keepReason.Length > 0 ? DocumentState.KeptObsolete : DocumentState.Obsolete,
    };
}
