using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Standards;

/// <summary>
/// Asked by whoever shows what stands behind the clauses of the standard. A process answers with
/// <c>IContribute&lt;EvidenceAsked, EvidenceItem&gt;</c>: its documents and records, newest first, and only those that this person may see
/// (nothing at all for who may not open its pages). It need not judge age or clauses: the kind decides them (<c>catalogs/evidence.tsv</c>).
/// </summary>
/// <param name="From">First day of interest; what was dated before and is no longer in force may be left out. Null for no limit.</param>
/// <param name="To">Last day of interest; what is dated later may be left out. Null for no limit.</param>
/// <param name="Most">At most this many items of one kind, the newest; at least 1.</param>
internal sealed record EvidenceAsked(DateOnly? From = null, DateOnly? To = null, int Most = 50);

/// <summary>How far a piece of evidence holds.</summary>
public enum EvidenceState
{
    /// <summary>Being drawn up or signed: shows that work is under way, proves nothing yet.</summary>
    InPreparation,

    /// <summary>In force, or a finished record.</summary>
    Live,

    /// <summary>In force or the latest of its kind, but older than it may be. Found by the asker; a process need not answer it.</summary>
    OutOfDate,

    /// <summary>Was in force once; counts only for a period in the past.</summary>
    Superseded,
}

/// <summary>Makes the file of a piece of evidence, in a scope of its own, as this person.</summary>
/// <param name="services">Take the operation that exports it from here, not from the constructor: a pack opens thousands, one scope each.</param>
internal delegate Task<Outcome<WrittenFile>> OpenEvidence(IServiceProvider services, Actor actor, CancellationToken ct);

/// <summary>One document or record that shows how a clause is met.</summary>
/// <param name="Kind">
/// What kind it is: a code of <c>catalogs/evidence.tsv</c>, else the pattern of a listed document (<c>XX-B-06</c>) or the code of a form
/// (<c>B-06-R07</c>); with the latter two give <see cref="Clauses"/>.
/// </param>
/// <param name="Number">As printed; empty for what has none.</param>
/// <param name="Title">In the person's language (<c>Phrase.In(actor.Culture, …)</c>), or as people entered it.</param>
/// <param name="Link">Its page.</param>
internal sealed record EvidenceItem(string Kind, string Number, string Title, EvidenceState State, string Link)
{
    /// <summary>As printed, such as <c>A/0</c> or <c>V1.0</c>; empty for records.</summary>
    public string Version { get; init; } = "";

    /// <summary>The day it took effect or was recorded, in the organization's calendar; null while it has none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The last day it may stand without being looked at again; null when only its kind sets a limit.</summary>
    public DateOnly? GoodUntil { get; init; }

    /// <summary>Clauses of any edition that it is evidence for, beyond those of its kind. For a clause of the manual: <see cref="ClauseMap.OfManual"/>.</summary>
    public IReadOnlyList<ClauseKey> Clauses { get; init; } = [];

    /// <summary>How many things it stands for: a register counts its rows. 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Makes the real file; null when there is no document, and then <see cref="Data"/> says what there is.</summary>
    public OpenEvidence? Open { get; init; }

    /// <summary>What is known of it, for packs, where there is no document: anything that JSON can carry.</summary>
    public object? Data { get; init; }
}
