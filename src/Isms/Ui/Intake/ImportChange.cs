using Isms.Kernel.Intake;

namespace Isms.Ui.Intake;

/// <summary>A thing that an import would change, as the page lists it.</summary>
/// <param name="Row">In the file.</param>
/// <param name="Link">Its page.</param>
public sealed record ImportChange(int Row, string Number, string Name, string Link, IReadOnlyList<RowDifference> Differences);
