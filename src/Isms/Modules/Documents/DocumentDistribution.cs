using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Documents;

/// <summary>Whom a line of a distribution list means.</summary>
public enum RecipientScope { Everyone, Department, Office, Person }

/// <summary>A line of a document's distribution list (4.3.2.2 h): who may read it, who has to confirm, and how many copies on paper.</summary>
internal sealed class DocumentRecipient : ILedgered
{
    public const int MostCopies = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DocumentId { get; init; }
    public RecipientScope Scope { get; init; }

    /// <summary>With all departments below it.</summary>
    public Guid? DepartmentId { get; init; }
    public Office? Office { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Controlled copies on paper; 0 for the file only.</summary>
    public int Copies { get; init; }
}

/// <summary>One controlled copy on paper: to whom it went, and what became of it.</summary>
internal sealed class IssuedCopy : ILedgered
{
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid VersionId { get; init; }

    /// <summary>分发号: 1 and up within the version.</summary>
    public int Serial { get; init; }
    public Guid? DepartmentId { get; init; }
    public Guid? PersonId { get; init; }
    public DateOnly IssuedOn { get; init; }
    public Guid IssuedById { get; init; }

    /// <summary>Who signed for it; null until somebody did.</summary>
    public Guid? ReceivedById { get; private set; }
    public DateTime? ReceivedAt { get; private set; }

    /// <summary>When it came back, and who took it; null while it is out.</summary>
    public DateTime? RecalledAt { get; private set; }
    public Guid? RecalledById { get; private set; }

    /// <summary>What became of it when it did not come back (lost, kept with a reason).</summary>
    public string Note { get; private set; } = "";

    public void Receive(Guid personId, DateTime at) => (ReceivedById, ReceivedAt) = (personId, at);

    public void Recall(Guid personId, DateTime at, string note) => (RecalledById, RecalledAt, Note) = (personId, at, note);
}

/// <summary>阅读确认: one person's duty to read one version.</summary>
internal sealed class ReadingConfirmation : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid VersionId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The person's department when it was asked for.</summary>
    public Guid? DepartmentId { get; init; }
    public DateTime AskedAt { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>When the person confirmed, UTC; null before.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Set when it is no longer asked for, because another version took the place.</summary>
    public DateTime? DroppedAt { get; set; }
    public DateTime? RemindedAt { get; set; }

    /// <summary>When the person first opened it here, UTC; null before.</summary>
    public DateTime? OpenedAt { get; private set; }

    /// <summary>Of how many sections the text is; 0 before it was opened.</summary>
    public int Sections { get; private set; }

    /// <summary>A bit for each section that was shown to the person, the lowest for the first.</summary>
    public long SectionsShown { get; private set; }

    public bool ShownToTheEnd => Sections > 0 && SectionsShown == AllOf(Sections);

    public bool WasShown(int section) => (SectionsShown & (1L << (section - 1))) != 0;

    /// <summary>A section was shown to the person.</summary>
    /// <param name="section">From 1 to <paramref name="sections"/>.</param>
    /// <param name="sections">1 to 60: another number than before begins anew, because the text is cut otherwise in another language.</param>
    /// <param name="at">UTC.</param>
    /// <returns>False when nothing changed.</returns>
    public bool Show(int section, int sections, DateTime at)
    {
        if (sections == Sections && WasShown(section))
            return false;
        if (sections != Sections)
            (Sections, SectionsShown) = (sections, 0);
        OpenedAt ??= at;
        SectionsShown |= 1L << (section - 1);
        return true;
    }

    private static long AllOf(int sections) => (1L << sections) - 1;

    public void Confirm(DateTime at) => ConfirmedAt = at;
}
