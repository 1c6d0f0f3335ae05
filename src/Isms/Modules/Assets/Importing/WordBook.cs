using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>Understands a register's words for departments, people and categories, and remembers those it does not.</summary>
internal sealed class WordBook
{
    private readonly ImportSettings _settings;
    private readonly ILookup<string, Department> _departments;
    private readonly ILookup<string, StaffMember> _people;
    private readonly Dictionary<Guid, string> _departmentNames;
    private readonly Dictionary<(WordKind, string), Unknown> _unknown = [];

    private sealed record StaffMember(Guid Id, string Number, string Name, string Post, Guid? DepartmentId);

    private sealed class Unknown(string word, IReadOnlyList<string> candidates, Guid? departmentId)
    {
        public Guid? DepartmentId => departmentId;
        public string Word => word;
        public IReadOnlyList<string> Candidates => candidates;
        public int Rows { get; set; }
    }

    private WordBook(ImportSettings settings, List<Department> departments, List<StaffMember> people)
    {
        _settings = settings;
        _departmentNames = departments.ToDictionary(d => d.Id, d => d.Name);
        _departments = departments.Where(d => d.ClosedOn is null).SelectMany(d => new[] { d.Name, d.Code }.Select(w => (Word: HeadingText.Folded(w), d))).DistinctBy(x => (x.Word, x.d.Id)).ToLookup(x => x.Word, x => x.d);
        _people = people.SelectMany(p => new[] { p.Name, p.Number, $"{p.Number} {p.Name}", $"{p.Name} {p.Number}", p.Post }.Where(w => w.Length > 0).Select(w => (Word: HeadingText.Folded(w), p)))
            .DistinctBy(x => (x.Word, x.p.Id)).ToLookup(x => x.Word, x => x.p);
        PersonNames = people.ToDictionary(p => p.Id, p => p.Name);
    }

    /// <summary>Names of those on the staff today.</summary>
    public IReadOnlyDictionary<Guid, string> PersonNames { get; }

    public string DepartmentName(Guid id) => _departmentNames.GetValueOrDefault(id, "");

    /// <summary>The words that need somebody's word, most frequent first.</summary>
    public IReadOnlyList<UnknownWord> Unknowns =>
    [
        .. _unknown.OrderBy(u => u.Key.Item1).ThenByDescending(u => u.Value.Rows).Select(u =>
        {
            var (decided, chosen) = Decision(u.Key.Item1, u.Value.Word);
            return new UnknownWord(u.Key.Item1, u.Value.Word, u.Value.Rows, decided, chosen, u.Value.Candidates, u.Value.DepartmentId);
        }),
    ];

    public static async Task<WordBook> OpenAsync(IsmsDbContext db, ImportSettings settings, DateOnly today, CancellationToken ct) => new(
        settings,
        await db.Departments.AsNoTracking().ToListAsync(ct),
        await db.People.Where(p => p.LeftOn == null || p.LeftOn >= today).Select(p => new StaffMember(p.Id, p.EmployeeNumber, p.Name, p.Post, p.DepartmentId)).ToListAsync(ct));

    public Guid? Department(string word)
    {
        var key = HeadingText.Folded(word);
        var found = _departments[key].ToList();
        // 总公司/工程部: the last part is the department, when it is the only one of its name.
        if (found.Count == 0 && key.LastIndexOfAny(['/', '\\', '-', '>']) is > 0 and var at)
            found = [.. _departments[key[(at + 1)..].Trim()]];
        return found is [var one] ? one.Id : Guid.TryParse(Ask(WordKind.Department, word, [.. found.Select(d => d.Code + " " + d.Name)]), out var chosen) ? chosen : null;
    }

    /// <summary>The person a word means; one of several of the same name or post is preferred when in the department.</summary>
    /// <param name="asks">False for a custodian, who need not be on the staff: an unknown word is then no question.</param>
    public Guid? Person(string word, Guid? departmentId, bool asks)
    {
        var found = Named(word).ToList();
        if (found.Count > 1 && found.Where(p => p.DepartmentId == departmentId).ToList() is [var near])
            return near.Id;
        if (found is [var one])
            return one.Id;
        if (!asks)
            return _settings.People.FirstOrDefault(p => HeadingText.Folded(p.Key) == HeadingText.Folded(word)).Value;
        return Guid.TryParse(Ask(WordKind.Person, word, [.. found.Select(p => $"{p.Number} {p.Name}")], departmentId), out var chosen) ? chosen : null;
    }

    public string? Category(string? word, string name) =>
        AssetCategories.Recognize(word, name)?.Code ?? Ask(WordKind.Category, word ?? "", []);

    private IEnumerable<StaffMember> Named(string word)
    {
        var key = HeadingText.Folded(word);
        var found = _people[key];
        // 王明（财务部）: what stands in brackets only adds to the name.
        return found.Any() || key.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var bracket) ? found : _people[key[..bracket].Trim()];
    }

    private string? Ask(WordKind kind, string word, IReadOnlyList<string> candidates, Guid? departmentId = null)
    {
        var key = (kind, HeadingText.Folded(word));
        if (!_unknown.TryGetValue(key, out var unknown))
            _unknown.Add(key, unknown = new Unknown(HeadingText.Clean(word), candidates, departmentId));
        unknown.Rows++;
        return Decision(kind, word).Chosen;
    }

    private (bool Decided, string? Chosen) Decision(WordKind kind, string word)
    {
        return kind switch
        {
            WordKind.Department => Of(_settings.Departments, id => id?.ToString()),
            WordKind.Person => Of(_settings.People, id => id?.ToString()),
            WordKind.Category => Of(_settings.Categories, code => code is not null && AssetCategories.Find(code) is { } known ? known.Code : null),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        (bool, string?) Of<T>(IReadOnlyDictionary<string, T> choices, Func<T, string?> text)
        {
            var key = HeadingText.Folded(word);
            foreach (var (said, meaning) in choices)
            {
                if (HeadingText.Folded(said) == key)
                    return (true, text(meaning));
            }
            return (false, null);
        }
    }
}
