using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Resources;

/// <summary>What makes somebody competent (manual 5.2.2 d: education, training, skills, experience).</summary>
public enum CompetenceKind { Education, Training, Skill, Experience }

/// <summary>What a profile means for an appointment.</summary>
public enum CompetenceRule
{
    /// <summary>Who does not meet it is shown as a gap.</summary>
    Shown,

    /// <summary>Appointed is only who meets it, or has a plan with a day and somebody who sees to it.</summary>
    MeetOrPlan,

    /// <summary>Appointed is only who meets it: internal auditors (manual 6.3).</summary>
    Meet,
}

/// <summary>岗位能力要求: what an office, or a post by its name, asks of who holds it (manual 5.2.1, 5.2.2 a).</summary>
internal sealed class CompetenceProfile : ILedgered
{
    public const int PostLength = 100;
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Null for a post.</summary>
    public Office? Office { get; init; }

    /// <summary>Name of the post as it stands with people; empty for an office.</summary>
    public string Post { get; init; } = "";
    public CompetenceRule Rule { get; set; }
    public string Note { get; set; } = "";
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>One thing that a profile asks for.</summary>
internal sealed class CompetenceRequirement : ILedgered
{
    public const int WordsLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ProfileId { get; init; }
    public int Position { get; set; }
    public CompetenceKind Kind { get; set; }
    public string Words { get; set; } = "";

    /// <summary>Months after which it has to be shown anew; 0 for never.</summary>
    public int Months { get; set; }

    /// <summary>No longer asked for; what was evaluated stays readable.</summary>
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>能力证明: a certificate, diploma, course or piece of experience of one person; its files are attached to it.</summary>
internal sealed class CompetenceRecord : ILedgered
{
    public const int LineLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public CompetenceKind Kind { get; set; }
    public string Title { get; set; } = "";
    public string Issuer { get; set; } = "";
    public string Number { get; set; } = "";
    public DateOnly ObtainedOn { get; set; }

    /// <summary>Last day; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; set; }
    public Guid EnteredById { get; init; }
}

/// <summary>Whether somebody meets one requirement; the latest counts.</summary>
internal sealed class CompetenceEvaluation : ILedgered
{
    public const int NoteLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public Guid RequirementId { get; init; }
    public bool Met { get; init; }

    /// <summary>What it was judged by; required where it is met.</summary>
    public Guid? RecordId { get; init; }
    public DateOnly EvaluatedOn { get; init; }
    public Guid EvaluatedById { get; init; }

    /// <summary>Last day on which it counts; null for no end.</summary>
    public DateOnly? GoodUntil { get; init; }
    public string Note { get; init; } = "";
}

/// <summary>What is done so that somebody comes to meet a requirement.</summary>
internal sealed class CompetencePlan : ILedgered
{
    public const int ActionLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public Guid RequirementId { get; init; }
    public string Action { get; init; } = "";

    /// <summary>Who sees to it.</summary>
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>When it was met, replaced or given up; null while it runs.</summary>
    public DateOnly? EndedOn { get; set; }
}
