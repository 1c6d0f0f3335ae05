namespace Isms.Kernel.Search;

/// <summary>
/// What somebody looks for across the processes. A process answers with <see cref="Signals.IContribute{TQuestion, TItem}"/> what of its own holds
/// all the words and the person may see, in at most two statements.
/// </summary>
/// <param name="Words">Not empty.</param>
/// <param name="Most">Hits wanted of each kind; one more tells that there are more.</param>
internal sealed record SearchQuestion(string Words, int Most)
{
    /// <summary>The words one by one, for lists short enough to be searched by pattern.</summary>
    public IEnumerable<string> Patterns => Words.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries).Select(word => "%" + word.ToLowerInvariant()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%");

    /// <summary>The list that shows all of a kind, asked the same.</summary>
    public string ListAt(string path) => path + "?q=" + Uri.EscapeDataString(Words);
}

/// <summary>One thing found.</summary>
/// <param name="Kind">Resource key of what kind of things it is one of.</param>
/// <param name="Number">Its number or code; empty when it has none.</param>
/// <param name="Detail">What tells it apart, in the reader's language.</param>
/// <param name="Link">Its page.</param>
/// <param name="List">Page with all of its kind; null when there is none.</param>
public sealed record SearchHit(string Kind, string Number, string Title, string Detail, string Link, string? List = null);
