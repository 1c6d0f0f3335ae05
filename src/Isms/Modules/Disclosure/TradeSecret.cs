using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Disclosure;

/// <summary>商业秘密: what is kept secret, until when, and who answers for it (XX-B-09). Its content is in its files; this row and the ledger say only what it is called.</summary>
internal sealed class TradeSecret : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Title { get; private set; } = "";
    public string TitleSort { get; private set; } = "";
    public Classification Class { get; set; }

    /// <summary>权属部门.</summary>
    public Guid DepartmentId { get; set; }

    /// <summary>Who answers for it.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>载体与存放.</summary>
    public string Location { get; set; } = "";

    /// <summary>Why it is a secret: its worth, and the harm of its becoming known.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The last day of its period.</summary>
    public DateOnly ExpiresOn { get; set; }
    public SecretState State { get; private set; }
    public DateOnly? ProtectedOn { get; private set; }
    public DateOnly? ReleasedOn { get; private set; }
    public Guid CreatedById { get; init; }

    public void Rename(string title) => (Title, TitleSort) = (title, SortKey.Of(title));

    public void Submit() => State = SecretState.InApproval;

    public void SendBack() => State = SecretState.Draft;

    public void Protect(DateOnly on) => (State, ProtectedOn) = (SecretState.Protected, on);

    public void Release(DateOnly on) => (State, ReleasedOn) = (SecretState.Released, on);
}

/// <summary>接触人员: somebody who may know a secret's content, under a signed agreement.</summary>
internal sealed class SecretHolder : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid SecretId { get; init; }
    public Guid PersonId { get; init; }
    public DateOnly Since { get; init; }

    /// <summary>The agreement on confidentiality: its number and day.</summary>
    public required string Agreement { get; init; }

    /// <summary>The day on which the right ended; null while it holds.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>When everything was handed back; null before.</summary>
    public DateOnly? HandedBackOn { get; private set; }
    public string HandBackNote { get; private set; } = "";

    public void End(DateOnly on) => EndedOn ??= on;

    public void HandBack(DateOnly on, string note)
    {
        End(on);
        (HandedBackOn, HandBackNote) = (on, note);
    }
}

/// <summary>商业秘密查阅复制审批表: a request to view, copy or take out a secret, for a while.</summary>
internal sealed class SecretRequest : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid SecretId { get; init; }
    public Guid PersonId { get; init; }
    public RequestMode Mode { get; init; }
    public required string Purpose { get; init; }

    /// <summary>How many copies; 0 for viewing.</summary>
    public int Copies { get; init; }

    /// <summary>The last day on which it may be used.</summary>
    public DateOnly Until { get; init; }
    public PaperState State { get; set; }

    /// <summary>When copies or carriers came back; null before, and for viewing.</summary>
    public DateOnly? ReturnedOn { get; set; }
    public DateTime AskedAt { get; init; }
}

/// <summary>The review of a secret at the end of its period.</summary>
internal sealed class SecretReview : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid SecretId { get; init; }
    public ReviewOutcome Outcome { get; init; }

    /// <summary>For extending and lowering.</summary>
    public DateOnly? NewExpiresOn { get; init; }

    /// <summary>For lowering.</summary>
    public Classification? NewClass { get; init; }
    public required string Reason { get; init; }
    public Guid ById { get; init; }
    public PaperState State { get; set; }
}
