using Isms.Kernel.Http;

namespace Isms.Ui;

/// <summary>A refusal as the form that caused it shows it.</summary>
internal static class FormProblems
{
    /// <summary>Field by field when the refusal says so, otherwise its sentence for the whole form; none when nothing was refused.</summary>
    public static IReadOnlyList<FormProblem> Problems(this Refusal? refusal) => refusal switch
    {
        null => [],
        { Fields.Count: > 0 } => [.. refusal.Fields.Select(f => new FormProblem(f.Field, f.Message))],
        _ => [new FormProblem("", refusal.Message), .. refusal.Obstacles.Select(o => new FormProblem("", o.Text))],
    };
}
