using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Organization;
using Isms.Modules.Risks.Rating;
using Isms.Ui;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>The sheet as a form posts it: text in cells, with each row's version and what it said when it was shown.</summary>
internal static class SheetForm
{
    public static readonly string[] Cells = ["frequency", "severity", "ease", "controlEffectiveness", "existingControls", "loses", "owner"];

    public static string Name(int index, string cell) => string.Create(CultureInfo.InvariantCulture, $"rows[{index}].{cell}");

    /// <summary>What a cell shows of a row.</summary>
    public static string Shown(RiskRow row, string cell) => cell switch
    {
        "frequency" => Number(row.Frequency),
        "severity" => Number(row.Severity),
        "ease" => Number(row.Ease),
        "controlEffectiveness" => Number(row.ControlEffectiveness),
        "existingControls" => row.ExistingControls,
        "loses" => LossText.Letters(row.Loses),
        "owner" => row.OwnerId is null ? "" : PersonChoice.Text(row.OwnerNumber, row.Owner),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    /// <summary>What a whole row says, to tell whether the person changed it; a proposal is changed by looking at it only when something in it is.</summary>
    public static string Said(Func<string, string> cell) => string.Join('|', Cells.Select(cell));

    /// <summary>The rows that were changed, each with its place in the form; or what could not be read.</summary>
    public static async Task<(IReadOnlyList<(int Place, SheetRow Row)> Rows, Refusal? Problem)> ReadAsync(FormInput form, IsmsDbContext db, Actor actor, CancellationToken ct)
    {
        var rows = new List<(int, SheetRow)>();
        var problems = new List<FieldProblem>();
        var owners = new Dictionary<string, (Guid? Id, FieldProblem? Problem)>(StringComparer.Ordinal);
        for (var i = 0; form.Raw(Name(i, "id")).Length > 0; i++)
        {
            var at = i;
            if (Said(cell => form.Raw(Name(at, cell)).ReplaceLineEndings(" ")) == form.Raw(Name(i, "was")))
                continue;
            if (!owners.TryGetValue(form.Text(Name(i, "owner")), out var owner))
                owners[form.Text(Name(i, "owner"))] = owner = await PersonChoice.FindAsync(db, Name(i, "owner"), form.Text(Name(i, "owner")), actor.Today, ct);
            if (owner.Problem is { } unknown)
                problems.Add(unknown with { Field = Name(i, "owner") });
            var loses = LossText.Read(form.Raw(Name(i, "loses")));
            if (loses is null)
                problems.Add(new FieldProblem(Name(i, "loses"), "risks.loss-letters", form.Raw(Name(i, "loses"))));
            rows.Add((i, new SheetRow(
                form.Guid(Name(i, "id")), form.Int(Name(i, "version")), owner.Id, form.IntOrNull(Name(i, "frequency")), form.IntOrNull(Name(i, "severity")), form.IntOrNull(Name(i, "ease")),
                form.IntOrNull(Name(i, "controlEffectiveness")), form.Text(Name(i, "existingControls")), loses ?? SecurityLoss.None)));
        }
        if (form.Problem is { } wrong)
            problems.InsertRange(0, wrong.Fields);
        return (rows, problems.Count > 0 ? Refusal.Invalid(problems) : null);
    }

    /// <summary>The refusal with the places of the form instead of those among the rows sent, and the owner's cell by its own name.</summary>
    public static Refusal Placed(Refusal refusal, IReadOnlyList<(int Place, SheetRow Row)> rows)
    {
        return refusal with
        {
            Fields = [.. refusal.Fields.Select(f => f with { Field = Field(f.Field) })],
            Differences = [.. refusal.Differences.Select(d => d with { Field = Field(d.Field) })],
        };

        string Field(string field)
        {
            var (index, cell) = Split(field);
            return index < 0 || index >= rows.Count ? field : Name(rows[index].Place, cell == "ownerId" ? "owner" : cell);
        }
    }

    /// <summary>Place and cell of <c>rows[3].ease</c>; −1 for any other field.</summary>
    public static (int Place, string Cell) Split(string field)
    {
        var end = field.IndexOf("].", StringComparison.Ordinal);
        return field.StartsWith("rows[", StringComparison.Ordinal) && end > 0 && int.TryParse(field.AsSpan(5, end - 5), CultureInfo.InvariantCulture, out var place)
            ? (place, field[(end + 2)..])
            : (-1, field);
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
