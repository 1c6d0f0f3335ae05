namespace Isms.Kernel.Signals;

/// <summary>A decision needs people, money, equipment or time (manual 7.3 d): the resources process opens a request for it, in the same transaction.</summary>
/// <param name="SourceKind">Kind of what decided it, <c>module.thing</c>.</param>
/// <param name="SourceId">Which.</param>
/// <param name="SourceTitle">Number and title of the decision.</param>
/// <param name="SourceLink">Where it is read.</param>
/// <param name="Title">What is needed.</param>
/// <param name="DepartmentId">Whose need it is.</param>
/// <param name="NeededOn">Until when.</param>
internal sealed record ResourceNeeded(string SourceKind, Guid SourceId, string SourceTitle, string SourceLink, string Title, Guid DepartmentId, DateOnly NeededOn);
