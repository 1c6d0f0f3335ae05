using Isms.Kernel.Access;

namespace Isms.Kernel.Standards;

/// <summary>Where a record or annex that the manual names is kept here; registered by the process that keeps it.</summary>
/// <param name="Code"><see cref="NamedRecord.Code"/>.</param>
/// <param name="Link">Its page.</param>
/// <param name="Needs">What one needs to open the page.</param>
internal sealed record NamedRecordPlace(string Code, string Link, Permission Needs)
{
    public NamedRecord Record => DocumentList.Records.First(r => r.Code == Code);

    /// <summary>The place that a title means in any of its spellings; null when none is meant, or when nothing here keeps it.</summary>
    public static NamedRecordPlace? Find(IEnumerable<NamedRecordPlace> places, string name) =>
        DocumentList.ResolveRecord(name) is { } record ? places.FirstOrDefault(p => p.Code == record.Code) : null;

    /// <summary>One of its names holds these words.</summary>
    public bool IsNamed(string words) => Record.Aliases.Append(Record.Titles.Zh).Append(Record.Titles.En).Any(n => n.Contains(words, StringComparison.OrdinalIgnoreCase));
}
