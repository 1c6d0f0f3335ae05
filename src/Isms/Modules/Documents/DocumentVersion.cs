using System.Globalization;
using Isms.Kernel.Search;
using Isms.Kernel.Standards;

namespace Isms.Modules.Documents;

/// <summary>Which way a version's label is counted up, and how it is written.</summary>
internal static class VersionLabels
{
    public const string Letter = "letter";
    public const string Decimal = "decimal";

    /// <param name="edition">0 for the first (A, V1).</param>
    /// <param name="revision">0 for a new edition.</param>
    public static string Of(string scheme, int edition, int revision) => scheme == Letter
        ? string.Create(CultureInfo.InvariantCulture, $"{Letters(edition)}/{revision}") : string.Create(CultureInfo.InvariantCulture, $"V{edition + 1}.{revision}");

    private static string Letters(int edition) => (edition >= 26 ? Letters(edition / 26 - 1) : "") + (char)('A' + edition % 26);
}

/// <summary>One version of a document: its text, and how far it has come. Only <see cref="Go"/> changes its state, one step at a time.</summary>
internal sealed class DocumentVersion : ISearchable
{
    public const int BodyLength = 500_000;
    public const int SummaryLength = 1000;

    private static readonly (VersionState From, VersionState To)[] Steps =
    [
        (VersionState.Draft, VersionState.InReview), (VersionState.InReview, VersionState.Draft), (VersionState.InReview, VersionState.Approved),
        (VersionState.Approved, VersionState.Effective), (VersionState.Effective, VersionState.Superseded), (VersionState.Effective, VersionState.Obsolete),
        (VersionState.Superseded, VersionState.Obsolete), (VersionState.Obsolete, VersionState.Destroyed), (VersionState.Superseded, VersionState.Destroyed),
    ];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DocumentId { get; init; }

    /// <summary>The document's number, by which its text is found too.</summary>
    public required string Number { get; init; }

    /// <summary>1 for the first version, one more for each further one.</summary>
    public int Ordinal { get; init; }
    public int Edition { get; init; }
    public int Revision { get; init; }
    public required string Label { get; set; }
    public VersionState State { get; private set; }
    public string TitleZh { get; set; } = "";
    public string TitleEn { get; set; } = "";

    /// <summary>Markdown; at least one of the two languages, or a file.</summary>
    public string BodyZh { get; set; } = "";
    public string BodyEn { get; set; } = "";

    /// <summary>The uploaded .docx that takes the place of the Chinese text (or the only one); null when the text is written here.</summary>
    public Guid? FileId { get; set; }
    public string FileName { get; set; } = "";

    /// <summary>The version of the process that makes this document (<see cref="IProcessDocument"/>), whose paper is its text; null for what is written here.</summary>
    public Guid? SourceId { get; private set; }

    /// <summary>Words of the uploaded file, for searching and comparing.</summary>
    public string FileText { get; set; } = "";

    /// <summary>更改摘要.</summary>
    public string ChangeSummary { get; set; } = "";

    /// <summary>True when everybody has to read it again; an editorial change asks nobody. The approver has the last word.</summary>
    public bool Material { get; set; } = true;

    /// <summary>Who last wrote on it: that person does not approve it.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; private set; }
    public DateOnly? EffectiveOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>Why a copy no longer in force is kept (作废保留); empty when it need not be.</summary>
    public string KeepReason { get; set; } = "";

    /// <summary>Values of the live fields on the day it ceased to be in force, as JSON; empty before.</summary>
    public string FrozenFields { get; private set; } = "";

    string ISearchable.SearchText => State == VersionState.Destroyed ? Number : $"{Number} {TitleZh} {TitleEn} {BodyZh} {BodyEn} {FileText}";

    /// <summary>Key of what is in force, so that old versions do not crowd it out of a search.</summary>
    public static readonly Guid InForce = new("0c0ffee0-0000-7000-8000-000000000002");

    IEnumerable<Guid> ISearchable.SearchKeys => State == VersionState.Effective ? [DocumentId, InForce] : [DocumentId];

    public Bilingual Titles => new(TitleZh, TitleEn);

    /// <summary>True once it can be read by those it concerns.</summary>
    public bool WasIssued => State is VersionState.Effective or VersionState.Superseded or VersionState.Obsolete or VersionState.Destroyed;

    public string Body(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? BodyEn.Length > 0 ? BodyEn : BodyZh : BodyZh.Length > 0 ? BodyZh : BodyEn;

    public static bool MayGo(VersionState from, VersionState to) => Steps.Contains((from, to));

    /// <summary>Takes over a version that a process signed.</summary>
    /// <param name="zh">The paper's bare words.</param>
    public void Follow(Guid sourceId, string label, string zh, string en, string summary)
    {
        if (State != VersionState.Draft)
            throw new InvalidOperationException($"A {State} version is no longer changed.");
        (SourceId, Label, BodyZh, BodyEn, ChangeSummary) = (sourceId, label, zh, en, summary);
        (FileId, FileName, FileText) = (null, "", "");
    }

    public void Submit() => Go(VersionState.InReview);

    public void SendBack() => Go(VersionState.Draft);

    /// <param name="at">UTC.</param>
    public void Approve(DateTime at)
    {
        Go(VersionState.Approved);
        ApprovedAt = at;
    }

    /// <summary>Sets the day on which it comes into force.</summary>
    public void Schedule(DateOnly on) => EffectiveOn = State == VersionState.Approved ? on : throw new InvalidOperationException($"A {State} version is not issued.");

    public void BringIntoForce() => Go(VersionState.Effective);

    public void Supersede(DateOnly on, string fields)
    {
        Go(VersionState.Superseded);
        (EndedOn, FrozenFields) = (on, fields);
    }

    public void Withdraw(DateOnly on, string reason, string fields)
    {
        var before = State;
        Go(VersionState.Obsolete);
        EndReason = reason;
        if (before == VersionState.Effective)
            (EndedOn, FrozenFields) = (on, fields);
    }

    /// <summary>From now on nobody is shown its text; that it was there, and who signed it, remains.</summary>
    public void Destroy()
    {
        Go(VersionState.Destroyed);
        KeepReason = "";
    }

    private void Go(VersionState to)
    {
        if (!MayGo(State, to))
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
