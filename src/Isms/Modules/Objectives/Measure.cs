using Isms.Kernel.Data;
using Isms.Modules.Objectives.Domain;

namespace Isms.Modules.Objectives;

/// <summary>A measure through all versions: what its results hang on.</summary>
internal sealed class MeasureLine : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>1 and up.</summary>
    public int Serial { get; init; }

    /// <summary>Such as <c>M-003</c>.</summary>
    public required string Number { get; init; }
}

/// <summary>
/// What one version says of a measure: an objective with its plan, or the effectiveness of controls. Says what is measured, how, from what, how often, by whom,
/// and who judges it, so that results compare and repeat (manual 4.2.2.1 d).
/// </summary>
internal sealed class Measure : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 1000;
    public const int WordLength = 300;
    public const int UnitLength = 20;
    public const int KeyLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid SetId { get; init; }
    public Guid LineId { get; init; }
    public MeasureKind Kind { get; set; }
    public string Title { get; set; } = "";

    /// <summary>Key of the policy's principle it serves; empty while the policy names none.</summary>
    public string PrincipleKey { get; set; } = "";

    /// <summary>The principle's words when it was chosen.</summary>
    public string Principle { get; set; } = "";

    /// <summary>What is measured.</summary>
    public string Metric { get; set; } = "";
    public string Formula { get; set; } = "";

    /// <summary>Where the figures come from.</summary>
    public string DataSource { get; set; } = "";
    public string Unit { get; set; } = "";
    public Frequency Frequency { get; set; }
    public Direction Direction { get; set; }
    public decimal Target { get; set; }
    public Guid CollectorId { get; set; }
    public Guid EvaluatorId { get; set; }

    /// <summary>Of the product's own count; empty when a person enters results.</summary>
    public string SourceKey { get; set; } = "";

    /// <summary>Controls whose effect it shows, as <c>2022:8.13</c>, separated by spaces.</summary>
    public string Controls { get; set; } = "";

    /// <summary>What is done to reach it, as are the next four; an objective's plan.</summary>
    public string Actions { get; set; } = "";
    public string Means { get; set; } = "";
    public Guid? ResponsibleId { get; set; }
    public DateOnly? DueOn { get; set; }
    public string Judging { get; set; } = "";

    public bool IsAutomatic => SourceKey.Length > 0;

    /// <summary>Whether a value reaches a target in the measure's direction.</summary>
    public bool Meets(decimal value, decimal target) => Direction == Direction.AtLeast ? value >= target : value <= target;

    public MeasurePeriod PeriodOf(DateOnly day) => MeasurePeriod.Of(Frequency, day);

    /// <summary>The same measure in another version.</summary>
    public Measure In(Guid setId) => new()
    {
        SetId = setId, LineId = LineId, Kind = Kind, Title = Title, PrincipleKey = PrincipleKey, Principle = Principle, Metric = Metric, Formula = Formula,
        DataSource = DataSource, Unit = Unit, Frequency = Frequency, Direction = Direction, Target = Target, CollectorId = CollectorId, EvaluatorId = EvaluatorId,
        SourceKey = SourceKey, Controls = Controls, Actions = Actions, Means = Means, ResponsibleId = ResponsibleId, DueOn = DueOn, Judging = Judging,
    };
}

/// <summary>目标分解: what one department has to reach of a measure.</summary>
internal sealed class DepartmentShare : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MeasureId { get; init; }
    public Guid DepartmentId { get; init; }
    public decimal Target { get; init; }

    /// <summary>What the department does for it.</summary>
    public string Task { get; init; } = "";
}
