using Isms.Kernel.Data;
using Isms.Kernel.Text;

namespace Isms.Modules.Compliance;

/// <summary>法律法规及其他要求: what the organization has to obey, with the clauses that concern it (XX-B-10).</summary>
internal sealed class Law : ILedgered
{
    public const int TitleLength = 200;
    public const int ShortLength = 100;
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string TitleZh { get; private set; } = "";

    /// <summary>Place of the title in pinyin order.</summary>
    public string TitleSort { get; private set; } = "";
    public string TitleEn { get; set; } = "";
    public LawKind Kind { get; set; }
    public string Issuer { get; set; } = "";

    /// <summary>文号 or the number of the standard, as cited.</summary>
    public string Reference { get; set; } = "";
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? EffectiveOn { get; set; }
    public LawStatus Status { get; set; }

    /// <summary>Where its text and its changes are looked up.</summary>
    public string Source { get; set; } = "";
    public LawStanding Standing { get; private set; }

    /// <summary>Why it applies, or does not.</summary>
    public string Reason { get; private set; } = "";
    public DateOnly? JudgedOn { get; private set; }

    /// <summary>Answers for its being met; null until it was judged to apply.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The external document that holds its text.</summary>
    public Guid? ExternalId { get; set; }

    /// <summary>Its code in the starter list; null for one's own.</summary>
    public string? StarterCode { get; init; }

    /// <summary>Day of the last signed evaluation.</summary>
    public DateOnly? EvaluatedOn { get; private set; }

    /// <summary>The worst of its clauses in the last signed evaluation.</summary>
    public ComplianceResult? Result { get; private set; }
    public Guid CreatedById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    public void Rename(string title) => (TitleZh, TitleSort) = (title, SortKey.Of(title));

    public void Judge(bool applies, string reason, DateOnly on)
    {
        if (applies && Standing == LawStanding.Applies)
        {
            Reason = reason;
            return;
        }
        (Standing, Reason, JudgedOn) = (applies ? LawStanding.Applies : LawStanding.NotApplicable, reason, on);
    }

    public void Evaluated(DateOnly on, ComplianceResult result) => (EvaluatedOn, Result) = (on, result);
}

/// <summary>适用条款: what a clause asks and how the organization meets it.</summary>
internal sealed class LawClause : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LawId { get; init; }

    /// <summary>Order within the law, from 1.</summary>
    public int Place { get; set; }

    /// <summary>Such as <c>第二十一条</c>.</summary>
    public string Clause { get; set; } = "";
    public string Demand { get; set; } = "";
    public string Fulfilment { get; set; } = "";

    /// <summary>The document that rules how it is met.</summary>
    public Guid? DocumentId { get; set; }
}

/// <summary>法律法规更新记录: somebody looked whether laws were added, changed or repealed.</summary>
internal sealed class LawCheck : ILedgered
{
    /// <summary>What the duty to look is about: the register as a whole.</summary>
    public static readonly Guid Rhythm = new("5f2a7c54-93f4-4f0b-9a40-0b5f6a1d1001");

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public DateOnly CheckedOn { get; init; }
    public Guid ById { get; init; }

    /// <summary>Where was searched.</summary>
    public required string Sources { get; init; }
    public string Note { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}

/// <summary>What happened to a law.</summary>
public enum ChangeKind { Added, Changed, Repealed }

/// <summary>A change that was found; open until its consequences are seen to.</summary>
internal sealed class LawChange : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid CheckId { get; init; }
    public Guid LawId { get; init; }
    public ChangeKind Kind { get; init; }

    /// <summary>What changed.</summary>
    public required string Note { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>What was done about it; empty while it is open.</summary>
    public string Handling { get; private set; } = "";
    public DateOnly? HandledOn { get; private set; }
    public Guid? HandledById { get; private set; }

    public void Handle(string handling, DateOnly on, Guid by) => (Handling, HandledOn, HandledById) = (handling, on, by);
}
