using System.Text;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Decisions as forms and the sheet write them.</summary>
internal static class DecisionForm
{
    /// <summary>Cells of the sheet, in their order.</summary>
    public static readonly string[] Cells = ["standing", "reasons", "reason", "status", "department", "documents"];

    public static IReadOnlyList<FieldOption> Standings() =>
        [.. new[] { ControlStanding.Undecided, ControlStanding.Applicable, ControlStanding.Excluded }.Select(s => new FieldOption(s.ToString(), DecisionDesk.StandingName(s)))];

    public static IReadOnlyList<FieldOption> Statuses() => [.. Enum.GetValues<ImplementationStatus>().Select(s => new FieldOption(s.ToString(), Phrase.Of("applicability.status." + s)))];

    public static IReadOnlyList<FieldOption> Reasons() => [.. Enum.GetValues<ReasonKind>().Select(r => new FieldOption(r.ToString(), Phrase.Of("applicability.reason." + r)))];

    /// <summary>The kinds ticked in a form.</summary>
    public static IReadOnlyList<ReasonKind> ReadReasons(FormInput form, string field) =>
        [.. form.All(field).Select(v => Enum.TryParse<ReasonKind>(v, out var kind) ? kind : (ReasonKind?)null).OfType<ReasonKind>()];

    /// <summary>
    /// Kinds written in one cell, as a spreadsheet would have them: words of either language or their first letters, with any separator.
    /// What is none of them is answered as unknown.
    /// </summary>
    public static (IReadOnlyList<ReasonKind> Kinds, string? Unknown) ReadReasons(string cell)
    {
        var kinds = new SortedSet<ReasonKind>();
        foreach (var word in cell.Normalize(NormalizationForm.FormKC).Split(['、', ',', ';', '/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Enum.GetValues<ReasonKind>().Where(k => Means(k, word)).Cast<ReasonKind?>().FirstOrDefault() is not { } kind)
                return ([], word);
            kinds.Add(kind);
        }
        return ([.. kinds], null);
    }

    /// <summary>Name of a cell of the sheet.</summary>
    public static string Name(int place, string cell) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rows[{place}].{cell}");

    /// <summary>What a cell shows of a control.</summary>
    public static string Shown(DecisionRow row, string cell) => (cell switch
    {
        "standing" => row.Standing.ToString(),
        "reasons" => DecisionDesk.ReasonNames(row.Reasons),
        "reason" => row.Reason,
        "status" => row.Status.ToString(),
        "department" => row.Department,
        "documents" => row.Documents,
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    }).ReplaceLineEndings(" ");

    /// <summary>All cells of a row in one text, to tell later what the person changed.</summary>
    public static string Said(Func<string, string> value) => string.Join('\t', Cells.Select(value));

    /// <summary>The rows of a posted sheet that the person changed, with their places, and what could not be read.</summary>
    /// <param name="departments">Names that departments are written with.</param>
    public static (IReadOnlyList<(int Place, SoaSheetRow Row)> Rows, Refusal? Problem) ReadSheet(FormInput form, IReadOnlyDictionary<string, Guid> departments)
    {
        var rows = new List<(int, SoaSheetRow)>();
        var problems = new List<FieldProblem>();
        for (var place = 0; form.TextOrNull(Name(place, "key")) is { } key; place++)
        {
            string Value(string cell) => form.Raw(Name(place, cell)).Trim();
            var was = form.Raw(Name(place, "was")).Split('\t');
            bool Changed(params string[] cells) => Array.Exists(cells, cell => Array.IndexOf(Cells, cell) is var i && (i >= was.Length || was[i].Trim() != Value(cell)));
            var decided = Changed("standing", "reasons", "reason", "documents");
            var progressed = Changed("status", "department");
            if (!decided && !progressed)
                continue;
            var (kinds, unknown) = ReadReasons(Value("reasons"));
            if (unknown is not null)
                problems.Add(new FieldProblem(Name(place, "reasons"), "applicability.unknown-reason-kind", unknown));
            Guid? department = null;
            if (Value("department") is { Length: > 0 } name)
            {
                if (departments.TryGetValue(name, out var id))
                    department = id;
                else
                    problems.Add(new FieldProblem(Name(place, "department"), "applicability.unknown-department", name));
            }
            rows.Add((place, new SoaSheetRow(key, form.Int(Name(place, "version")),
                decided ? new DecisionInput(form.Enum<ControlStanding>(Name(place, "standing")), kinds, Value("reason"), Value("documents")) : null,
                progressed ? new SheetProgress(form.Int(Name(place, "implementationVersion")), department, form.Enum<ImplementationStatus>(Name(place, "status"))) : null)));
        }
        problems.AddRange(form.Problem?.Fields ?? []);
        return (rows, problems.Count > 0 ? Refusal.Invalid(problems) : null);
    }

    /// <summary>A refusal that counts the rows sent, in terms of the sheet's places and cells.</summary>
    public static Refusal Placed(Refusal refusal, IReadOnlyList<(int Place, SoaSheetRow Row)> rows)
    {
        return refusal with
        {
            Fields = [.. refusal.Fields.Select(f => f with { Field = Place(f.Field) })],
            Differences = [.. refusal.Differences.Select(d => d with { Field = Place(d.Field) })],
        };

        string Place(string field)
        {
            var end = field.IndexOf(']', StringComparison.Ordinal);
            if (!field.StartsWith("rows[", StringComparison.Ordinal) || !int.TryParse(field.AsSpan(5, end - 5), System.Globalization.CultureInfo.InvariantCulture, out var index) || index >= rows.Count)
                return field;
            var cell = field[(field.LastIndexOf('.') + 1)..];
            return Name(rows[index].Place, cell == "departmentId" ? "department" : cell);
        }
    }

    private static bool Means(ReasonKind kind, string word) =>
        string.Equals(word, kind.ToString(), StringComparison.OrdinalIgnoreCase) || string.Equals(word, kind.ToString()[..1], StringComparison.OrdinalIgnoreCase) ||
        new[] { Phrase.Chinese, Phrase.English }.Any(c => string.Equals(word, Phrase.In(c, "applicability.reason." + kind), StringComparison.OrdinalIgnoreCase)) ||
        (word.Length >= 2 && Phrase.In(Phrase.Chinese, "applicability.reason." + kind).StartsWith(word, StringComparison.Ordinal));
}
