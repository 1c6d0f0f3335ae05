using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Importing;

/// <summary>An accepted row. What the file leaves blank stays as it is.</summary>
/// <param name="Department">Null when the file does not say; otherwise the department, or the name under which it is founded.</param>
internal sealed record PlannedPerson(int Row, string Number, string Name, PlannedDepartment? Department, string? Post, string? Email, DateOnly? JoinedOn, DateOnly? LeftOn)
{
    /// <summary>The person it is about; null for a new one.</summary>
    public Person? Existing { get; init; }
}

/// <summary>A department that exists, or one to be founded.</summary>
internal sealed record PlannedDepartment(Guid? Id, string Name);

/// <inheritdoc/>
internal sealed record PeoplePlan(ImportReport Report, TableRecognition Recognition, IReadOnlyList<UnknownDepartment> Unknown, IReadOnlyList<string> Sheets)
    : TablePlan<PlannedPerson>(Report, Recognition, Sheets)
{
    /// <summary>People on the staff that the file does not name.</summary>
    public int Missing { get; init; }
}

/// <summary>Works out what an uploaded list would do to the people, without doing it.</summary>
internal sealed class PeoplePlanner(IsmsDbContext db)
{
    /// <param name="file">Seekable; stays open.</param>
    public async Task<PeoplePlan> PlanAsync(Actor actor, Stream file, string fileName, PeopleImportSettings settings, CancellationToken ct)
    {
        var report = new ImportReport(fileName);
        var opening = SpreadsheetReader.Open(file, fileName);
        if (opening.Spreadsheet is not { } spreadsheet)
        {
            report.Refuse(opening.Problem!);
            return new PeoplePlan(report, new TableRecognition(null, [], opening.Problem), [], []);
        }
        using (spreadsheet)
        {
            var sheets = spreadsheet.Sheets.Select(s => s.Name).ToList();
            var recognition = HeaderRecognizer.Recognize(spreadsheet, PeopleImportSchema.Schema, settings.Options(PeopleImportSchema.Schema));
            if (recognition.Problem is { } problem)
            {
                report.Refuse(problem);
                return new PeoplePlan(report, recognition, [], sheets);
            }
            var departments = await DepartmentWords.OpenAsync(db, settings, ct);
            var people = await db.People.AsNoTracking().ToDictionaryAsync(p => HeadingText.Folded(p.EmployeeNumber), ct);
            var rows = Read(new TableReader(spreadsheet, PeopleImportSchema.Schema, recognition, report, ScoreScale.FiveLevels), departments, people);
            var changed = new List<(PlannedPerson, IReadOnlyList<RowDifference>)>();
            foreach (var row in rows.Where(r => r.Existing is not null))
            {
                if (Differences(row, departments) is { Count: > 0 } differences)
                    changed.Add((row, differences));
            }
            var known = rows.Where(r => r.Existing is not null).Select(r => r.Existing!.Id).ToHashSet();
            return new PeoplePlan(report, recognition, departments.Unknowns, sheets)
            {
                New = rows.FindAll(r => r.Existing is null), Changed = changed, Unchanged = known.Count - changed.Count,
                Missing = people.Values.Count(p => (p.LeftOn is null || p.LeftOn >= actor.Today) && !known.Contains(p.Id)),
            };
        }
    }

    private static List<PlannedPerson> Read(TableReader reader, DepartmentWords departments, Dictionary<string, Person> people)
    {
        var rows = new List<PlannedPerson>();
        var rowOfNumber = new Dictionary<string, int>(StringComparer.Ordinal);
        var mail = new EmailAddressAttribute();
        foreach (var row in reader.Rows())
        {
            var number = row.Text(PeopleImportSchema.Number);
            var name = row.Text(PeopleImportSchema.Name);
            var word = row.Text(PeopleImportSchema.Department);
            var email = row.Text(PeopleImportSchema.Email);
            var joined = row.Date(PeopleImportSchema.JoinedOn);
            var left = row.Date(PeopleImportSchema.LeftOn);
            var post = row.Text(PeopleImportSchema.Post);
            var department = word is null ? null : departments.Of(word);
            if (word is not null && department is null)
                row.Reject(PeopleImportSchema.Department, "organization.import-department-unknown", word);
            if (email is not null && !mail.IsValid(email))
                row.Reject(PeopleImportSchema.Email, "kernel.field-email");
            var existing = number is null ? null : people.GetValueOrDefault(HeadingText.Folded(number));
            if (left < (joined ?? existing?.JoinedOn))
                row.Reject(PeopleImportSchema.LeftOn, "organization.left-before-joined");
            if (number is not null && !rowOfNumber.TryAdd(HeadingText.Folded(number), row.Number))
                row.Reject(PeopleImportSchema.Number, "organization.import-duplicate-number", number, rowOfNumber[HeadingText.Folded(number)]);
            if (!row.IsRejected)
                rows.Add(new PlannedPerson(row.Number, number!, name!, department, post, email, joined, left) { Existing = existing });
        }
        return rows;
    }

    private static List<RowDifference> Differences(PlannedPerson row, DepartmentWords departments)
    {
        var (person, list) = (row.Existing!, new List<RowDifference>());
        Add("organization.person-name", person.Name, row.Name);
        if (row.Department is { } department && department.Id != person.DepartmentId)
            list.Add(new RowDifference(Phrase.Of("organization.department"), departments.NameOf(person.DepartmentId), department.Name));
        Add("organization.post", person.Post, row.Post ?? person.Post);
        Add("organization.email", person.Email, row.Email ?? person.Email);
        Add("organization.joined-on", Day(person.JoinedOn), Day(row.JoinedOn ?? person.JoinedOn));
        Add("organization.left-on", Day(person.LeftOn), Day(row.LeftOn ?? person.LeftOn));
        return list;

        void Add(string label, string old, string now)
        {
            if (old != now)
                list.Add(new RowDifference(Phrase.Of(label), old, now));
        }
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Understands a list's words for departments, and remembers those it does not.</summary>
internal sealed class DepartmentWords
{
    private readonly ILookup<string, PlannedDepartment> _known;
    private readonly Dictionary<Guid, string> _names;
    private readonly Dictionary<string, string?> _said;
    private readonly Dictionary<string, (string Word, int Rows)> _unknown = new(StringComparer.Ordinal);

    private DepartmentWords(List<Department> departments, PeopleImportSettings settings)
    {
        _known = departments.Where(d => d.ClosedOn is null).SelectMany(d => new[] { d.Name, d.Code }.Select(w => (Word: HeadingText.Folded(w), Department: new PlannedDepartment(d.Id, d.Name))))
            .Distinct().ToLookup(x => x.Word, x => x.Department);
        _names = departments.ToDictionary(d => d.Id, d => d.Name);
        _said = settings.Departments.DistinctBy(d => HeadingText.Folded(d.Key)).ToDictionary(d => HeadingText.Folded(d.Key), d => d.Value, StringComparer.Ordinal);
    }

    public static async Task<DepartmentWords> OpenAsync(IsmsDbContext db, PeopleImportSettings settings, CancellationToken ct) =>
        new(await db.Departments.AsNoTracking().ToListAsync(ct), settings);

    /// <summary>Words that need somebody's word, the most frequent first.</summary>
    public IReadOnlyList<UnknownDepartment> Unknowns =>
        [.. _unknown.OrderByDescending(u => u.Value.Rows).ThenBy(u => u.Key, StringComparer.Ordinal).Select(u => new UnknownDepartment(u.Value.Word, u.Value.Rows, _said.ContainsKey(u.Key), _said.GetValueOrDefault(u.Key)))];

    public string NameOf(Guid? id) => id is { } known ? _names.GetValueOrDefault(known, "") : "";

    public PlannedDepartment? Of(string word)
    {
        var key = HeadingText.Folded(word);
        if (_known[key].ToList() is [var one])
            return one;
        // 总公司/工程部: the last part is the department, when it is the only one of its name.
        if (key.LastIndexOfAny(['/', '\\', '>']) is > 0 and var at && _known[key[(at + 1)..].Trim()].ToList() is [var last])
            return last;
        _unknown[key] = (HeadingText.Clean(word), _unknown.GetValueOrDefault(key).Rows + 1);
        return _said.GetValueOrDefault(key) switch
        {
            PeopleImportSettings.NewDepartment => new PlannedDepartment(null, HeadingText.Clean(word)),
            { } text when Guid.TryParse(text, out var id) && _names.TryGetValue(id, out var name) => new PlannedDepartment(id, name),
            _ => null,
        };
    }
}
