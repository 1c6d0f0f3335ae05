using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>
/// A controlled document whose text a process makes and signs: statement of applicability, objectives, policy. Its versions are those of the process, its text is the
/// process's own paper; nobody writes a second one. Distribution, reading, copies and the lists are the same as for every document.
/// Processes register theirs with <c>services.AddScoped&lt;IProcessDocument, …&gt;()</c>.
/// </summary>
internal interface IProcessDocument
{
    /// <summary>Its number in the manual's list, <c>XX-A-02</c>.</summary>
    string Pattern { get; }

    /// <summary>Kind of approval that signs its versions.</summary>
    string ApprovalKind { get; }

    /// <summary>Where versions are drawn up and signed.</summary>
    string Link { get; }

    /// <summary>True when the process asks for its reviews itself.</summary>
    bool ReviewedThere { get; }

    /// <summary>The version in force; null when none is.</summary>
    Task<ProcessVersion?> InForceAsync(CancellationToken ct);

    /// <summary>The paper of a version, from cover to signatures, as it was signed.</summary>
    /// <param name="versionId">Of the process's version.</param>
    Task<IReadOnlyList<WordBlock>> BlocksAsync(Guid versionId, CultureInfo culture, CancellationToken ct);
}

/// <summary>A version that a process signed.</summary>
/// <param name="Label">As the process prints it, <c>V1.0</c>.</param>
/// <param name="ApprovedAt">UTC.</param>
/// <param name="EffectiveOn">Not later than the organization's today.</param>
/// <param name="ChangeNote">Why there is this version; empty for the first.</param>
internal sealed record ProcessVersion(Guid Id, string Label, DateTime ApprovedAt, DateOnly EffectiveOn, string ChangeNote);

/// <summary>Which documents are made by processes. They are looked up only when asked for: a process's paper needs the signatures, and what is signed needs the papers.</summary>
internal sealed class ProcessPapers(IServiceProvider services)
{
    /// <summary>The text is made by a process: a new version is drawn up there.</summary>
    public static readonly Refusal MadeThere = new("documents.made-by-process");

    public IEnumerable<IProcessDocument> All => services.GetServices<IProcessDocument>();

    /// <summary>The process that makes this document; null when it is written here.</summary>
    /// <param name="pattern">The manual's number.</param>
    public IProcessDocument? Of(string pattern) => pattern.Length == 0 ? null : All.FirstOrDefault(p => p.Pattern == pattern);

    /// <summary>Why this document is not written here; null when it is.</summary>
    public Refusal? Refuses(ControlledDocument document) =>
        Of(document.Pattern) is { } process ? MadeThere.With(document.Number) with { Obstacles = [new Obstacle($"{document.Number} {document.Titles.In(CultureInfo.CurrentUICulture)}", process.Link)] } : null;
}

/// <summary>Makes what processes sign versions of their controlled documents.</summary>
internal sealed class ProcessDocuments(IsmsDbContext db, ForceDesk desk, ProcessPapers papers, TimeProvider time)
{
    /// <summary>
    /// What the process signed is from now on the document's version in force, with all that follows: the old one is taken back, those concerned are asked to read.
    /// Within the write transaction of the signature; a version that is there already stays as it is. Without the document in the list there is nothing to do.
    /// </summary>
    public async Task IssueAsync(Actor actor, string pattern, ProcessVersion signed, CancellationToken ct)
    {
        if (papers.Of(pattern) is not { } process || await db.Set<ControlledDocument>().FirstOrDefaultAsync(d => d.Pattern == pattern, ct) is not { } document)
            return;
        var versions = await db.Set<DocumentVersion>().Where(v => v.DocumentId == document.Id).OrderBy(v => v.Ordinal).ToListAsync(ct);
        if (versions.Exists(v => v.SourceId == signed.Id))
            return;
        var version = versions.Find(v => v.State == VersionState.Draft);
        if (version is null)
        {
            db.Add(version = new DocumentVersion
            {
                DocumentId = document.Id, Number = document.Number, Ordinal = versions.Max(v => (int?)v.Ordinal) + 1 ?? 1, Label = signed.Label, TitleZh = document.TitleZh, TitleEn = document.TitleEn,
                CreatedAt = time.Instant(),
            });
        }
        // Its words are kept for searching and comparing; what is read and printed is the paper itself.
        var words = new List<string>();
        foreach (var culture in (CultureInfo[])[Phrase.Chinese, Phrase.English])
            words.Add(PaperHtml.Words(await process.BlocksAsync(signed.Id, culture, ct), culture));
        version.Follow(signed.Id, signed.Label, words[0], words[1], signed.ChangeNote.Length > 0 ? signed.ChangeNote : version.ChangeSummary.Length > 0 ? version.ChangeSummary : Phrase.Of("documents.first-version"));
        version.Submit();
        version.Approve(signed.ApprovedAt);
        version.Schedule(signed.EffectiveOn);
        await desk.BringAsync(actor, version, ct);
    }

    /// <summary>What processes signed before their documents were in the list.</summary>
    public async Task CatchUpAsync(Actor actor, CancellationToken ct)
    {
        foreach (var process in papers.All)
        {
            if (await process.InForceAsync(ct) is { } signed)
                await IssueAsync(actor, process.Pattern, signed, ct);
        }
    }
}
