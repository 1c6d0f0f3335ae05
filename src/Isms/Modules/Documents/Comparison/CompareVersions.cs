using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Documents.Library;

namespace Isms.Modules.Documents.Comparison;

/// <summary>Which two versions of one document.</summary>
public sealed record CompareVersionsRequest(Guid OldId, Guid NewId);

/// <summary>Two versions side by side, word by word, in the reader's language.</summary>
/// <param name="Inserted">Characters that came, without those of empty space.</param>
/// <param name="Deleted">Characters that went.</param>
public sealed record VersionComparison(Guid DocumentId, string Number, string OldLabel, string NewLabel, string OldTitle, string NewTitle, IReadOnlyList<TextPiece> Pieces, int Inserted, int Deleted);

/// <inheritdoc cref="VersionComparison"/>
internal sealed class CompareVersions(DocumentReach reach)
{
    public static readonly Refusal DifferentDocuments = Refusal.Invalid("newId", "documents.compare-one-document");

    public async Task<Outcome<VersionComparison>> RunAsync(Actor actor, CompareVersionsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See, request) is { } no)
            return no;
        if (await reach.VersionAsync(actor, request.OldId, ct) is not { } before || await reach.VersionAsync(actor, request.NewId, ct) is not { } after)
            return Refusal.NotFound;
        if (before.DocumentId != after.DocumentId)
            return DifferentDocuments;
        if ((before.State == VersionState.Destroyed ? before : after.State == VersionState.Destroyed ? after : null) is { } gone)
            return ReadVersion.Destroyed.With(gone.Number, gone.Label);
        var pieces = WordDifference.Of(Text(before, actor), Text(after, actor));
        return new VersionComparison(
            before.DocumentId, before.Number, before.Label, after.Label, before.Titles.In(actor.Culture), after.Titles.In(actor.Culture), pieces, Count(PieceKind.Inserted), Count(PieceKind.Deleted));

        int Count(PieceKind kind) => pieces.Where(p => p.Kind == kind).Sum(p => p.Text.Count(c => !char.IsWhiteSpace(c)));
    }

    private static string Text(DocumentVersion version, Actor actor) => version.FileId is null ? version.Body(actor.Culture) : version.FileText;
}
