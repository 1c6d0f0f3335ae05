using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Ui;

namespace Isms.Modules.Organization.Letters;

/// <summary>A letter as typed into the form: rows that were left empty are passed over, and problems find their way back to the row as typed.</summary>
internal sealed partial class LetterInput
{
    private readonly List<int> _rows = [];
    private readonly List<FieldProblem> _problems = [];
    private Refusal? _unread;

    public LetterFacts Facts { get; private set; } = new();

    /// <summary>What could not be read; null when everything could.</summary>
    public Refusal? Problem => _problems.Count > 0 ? Refusal.Invalid([.. _problems, .. _unread?.Fields ?? []]) : _unread;

    public static async Task<LetterInput> ReadAsync(FormInput form, IsmsDbContext db, DateOnly today, CancellationToken ct)
    {
        var input = new LetterInput();
        var grants = new List<GrantFacts>();
        for (var row = 0; row < LetterFacts.MostLines && form.Names.Contains(Name(row, "personId")); row++)
        {
            if (form.Text(Name(row, "personId")).Length == 0 && form.Text(Name(row, "office")).Length == 0)
                continue;
            input._rows.Add(row);
            var (person, problem) = await PersonChoice.FindAsync(db, Name(row, "personId"), form.Text(Name(row, "personId")), today, ct);
            if (problem is not null)
                input._problems.Add(problem);
            else if (person is null)
                input._problems.Add(new FieldProblem(Name(row, "personId"), "kernel.field-required"));
            grants.Add(new GrantFacts(
                form.Enum<Office>(Name(row, "office")), person ?? Guid.Empty, form.GuidOrNull(Name(row, "departmentId")), form.Date(Name(row, "startsOn")), form.DateOrNull(Name(row, "endsOn")),
                form.Bool(Name(row, "handover")), form.TextOrNull(Name(row, "duties")), form.TextOrNull(Name(row, "reason"))));
        }
        var ends = new List<EndFacts>();
        foreach (var id in form.All("ends").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty))
            ends.Add(new EndFacts(id, form.Date("last-" + id)));
        input.Facts = new LetterFacts(form.TextOrNull("title"), form.TextOrNull("preamble"), grants, ends, form.Bool("authorizesOperation"));
        input._unread = form.Problem;
        return input;
    }

    /// <summary>Name of a field of a row, as posted.</summary>
    public static string Name(int row, string field) => string.Create(CultureInfo.InvariantCulture, $"grants[{row}].{field}");

    /// <summary>The refusal with its rows numbered as the person typed them.</summary>
    public Refusal AsTyped(Refusal refusal) => refusal.Fields.Count == 0 ? refusal : refusal with
    {
        Fields = [.. refusal.Fields.Select(f => f with { Field = Row().Replace(f.Field, m =>
            int.Parse(m.Groups["row"].Value, CultureInfo.InvariantCulture) is var row && row < _rows.Count ? string.Create(CultureInfo.InvariantCulture, $"grants[{_rows[row]}]") : m.Value) })],
    };

    [GeneratedRegex(@"^grants\[(?<row>\d{1,4})\]")]
    private static partial Regex Row();
}
