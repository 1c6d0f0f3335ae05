using Isms.Kernel.Data;

namespace Isms.Modules.Communication;

/// <summary>外部联络清单: an authority, expert, customer or other party, with what it asks of the organization and how that is met.</summary>
internal sealed class Contact : ILedgered
{
    public const int NameLength = 200;
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public ContactKind Kind { get; set; }

    /// <summary>The organization.</summary>
    public string Name { get; set; } = "";
    public string NameSort { get; set; } = "";

    /// <summary>Whom to ask for.</summary>
    public string Person { get; set; } = "";

    /// <summary>Telephone, mail or address.</summary>
    public string Reach { get; set; } = "";

    /// <summary>What it is turned to for.</summary>
    public string Topic { get; set; } = "";

    /// <summary>What it requires of information security; empty for none.</summary>
    public string Requirement { get; set; } = "";

    /// <summary>Law, contract or statement that the requirement stands in.</summary>
    public string Basis { get; set; } = "";

    /// <summary>How the management system answers the requirement.</summary>
    public string HowMet { get; set; } = "";

    /// <summary>Who keeps the contact; the management representative unless another is named.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>When somebody last made sure that it is still right; null while nobody has.</summary>
    public DateOnly? VerifiedOn { get; set; }
    public DateOnly NextVerifyOn { get; set; }

    /// <summary>Set when it is no longer used.</summary>
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>沟通记录: one contact that took place. Never changed.</summary>
internal sealed class ContactEvent : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ContactId { get; init; }
    public DateOnly HeldOn { get; init; }

    /// <summary>What was spoken of, and with what result.</summary>
    public required string Words { get; init; }
    public Guid EnteredById { get; init; }
}

/// <summary>沟通计划: what is communicated, when, with whom, how, by whom and by which process (7.4 of the 2013 and 2022 editions).</summary>
internal sealed class PlanLine : ILedgered
{
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public string What { get; set; } = "";
    public string Audience { get; set; } = "";
    public string Channel { get; set; } = "";

    /// <summary>By which process or rule.</summary>
    public string Process { get; set; } = "";

    /// <summary>When, in words: on what occasion.</summary>
    public string Occasion { get; set; } = "";

    /// <summary>Months from one time to the next; 0 when only the occasion decides.</summary>
    public int Months { get; set; }

    /// <summary>When it is due next; null when only the occasion decides.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>Who does it; null while nobody is named.</summary>
    public Guid? OwnerId { get; set; }
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>A time that something of the plan was communicated. Never changed.</summary>
internal sealed class PlanDone : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LineId { get; init; }
    public DateOnly DoneOn { get; init; }
    public required string Words { get; init; }
    public Guid EnteredById { get; init; }
}
