using Isms.Kernel.Access;

namespace Isms.Kernel.Work;

/// <summary>How far a duty has come.</summary>
public enum WorkState { Open, Done, Cancelled }

/// <summary>A duty to put into somebody's inbox: of one person, or of whoever holds an office on the day.</summary>
/// <param name="Kind">Stable, <c>module.verb</c>: what has to be done.</param>
/// <param name="TitleKey">Resource key of its title.</param>
/// <param name="TitleArgs">Values for the title.</param>
/// <param name="Link">Page where it is done.</param>
/// <param name="SubjectKind">Kind of the thing it is about; its module decides under which PDCA phase it counts.</param>
/// <param name="DueOn">Last day in time.</param>
public sealed record NewWork(
    string Kind, string TitleKey, IReadOnlyList<string> TitleArgs, string Link, string SubjectKind, Guid SubjectId, DateOnly DueOn)
{
    /// <summary>The one person who has to do it; null when an office has to.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Who holds it on the day has to do it.</summary>
    public Office? Office { get; init; }

    /// <summary>With <see cref="Access.Office.DepartmentHead"/>: of this department; while it has no head, the head above.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Tells apart several duties of one kind about one subject; null when there is only one.</summary>
    public Guid? SourceId { get; init; }
}

/// <summary>Asked when a phase is looked at: what everybody in it should know, such as that its work is not authorised yet.</summary>
public sealed record PhaseEntered(Hosting.Phase Phase);

/// <summary>A duty as its reader sees it.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="DueOn">Last day in time.</param>
/// <param name="Overdue">True from the day after.</param>
/// <param name="Escalated">True when it is shown because it is overdue and was brought to the management representative.</param>
/// <param name="Reminded">When somebody last asked for it, UTC; null when nobody did.</param>
/// <param name="Assignee">Name of the person, or of the office, who has to do it.</param>
public sealed record WorkView(
    Guid Id, string Kind, string Title, string Link, string SubjectKind, Guid SubjectId, DateOnly DueOn, bool Overdue, bool Escalated,
    DateTime CreatedAt, DateTime? Reminded, string Assignee);
