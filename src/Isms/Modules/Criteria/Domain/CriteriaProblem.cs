using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria.Domain;

/// <summary>Something wrong with a definition or with an input, as a value: where, what, and the words for it in the reader's language.</summary>
/// <param name="Code">Kind of problem, such as <c>out-of-range</c>; the text is the phrase <c>criteria.problem.{code}</c>.</param>
/// <param name="Path">Place in the JSON, such as <c>impact.bands[3]</c> or <c>items[0].severity</c>.</param>
/// <param name="Args">Facts for the text; a <see cref="Term"/> or <see cref="Wording"/> is said in the reader's language.</param>
public sealed record CriteriaProblem(string Code, string Path, IReadOnlyList<object> Args)
{
    /// <summary>The problem in the reader's language.</summary>
    public string In(CultureInfo culture) => Phrase.In(culture, PhraseKey, [.. ArgsIn(culture)]);

    /// <summary>Key of the sentence.</summary>
    public string PhraseKey => "criteria.problem." + Code;

    /// <summary>The values of the sentence in the reader's language.</summary>
    public IEnumerable<object> ArgsIn(CultureInfo culture) => Args.Select(arg => Said(arg, culture));

    internal static CriteriaProblem Of(string code, string path, params object[] args) => new(code, path, args);

    private static object Said(object arg, CultureInfo culture) => arg switch
    {
        Term term => term.In(culture),
        Wording words => words.In(culture),
        double number => CriteriaTrace.Number(number, culture),
        _ => arg,
    };
}

/// <summary>A word of the field by its phrase key, not yet in a language.</summary>
public sealed record Term(string Key)
{
    internal static Term Fact(string name) => new("criteria.fact." + name);

    public string In(CultureInfo culture) => Phrase.In(culture, Key);
}

/// <summary>A result, or the problems that prevented it.</summary>
/// <param name="Result">Null exactly when there are problems.</param>
public sealed record Answer<T>(T? Result, IReadOnlyList<CriteriaProblem> Problems) where T : class
{
    internal static Answer<T> Of(T result) => new(result, []);

    internal static Answer<T> Refused(IReadOnlyList<CriteriaProblem> problems) => new(null, problems);
}
