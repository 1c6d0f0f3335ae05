using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Why a file cannot be read, and what its owner can do about it.</summary>
/// <param name="Code">Key of the phrase (<c>office.file-empty</c>); also the machine-readable code.</param>
/// <param name="Args">Values for the phrase's places.</param>
public sealed record ReadingProblem(string Code, params object[] Args)
{
    /// <summary>The sentence for a reader of the given language.</summary>
    public string Text(CultureInfo culture) => Phrase.In(culture, Code, Args);
}

/// <summary>Carries a problem out of the depth of a stream to <see cref="SpreadsheetReader"/>, which answers with it.</summary>
internal sealed class ReadingRefusedException(ReadingProblem problem) : Exception(problem.Code)
{
    public ReadingRefusedException(string code, params object[] args) : this(new ReadingProblem(code, args))
    {
    }

    public ReadingProblem Problem { get; } = problem;
}
