using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Registers;

public sealed class RegisterTests
{
    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public string Name { get; init; } = "";
        public string NameSort { get; init; } = "";
        public DateOnly Joined { get; init; }
    }

    private static readonly Register<Row> People = new Register<Row>("test.people", r => r.Id, "number")
        .Column("number", "n", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Filterable = true })
        .Column("name", "n", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = (System.Linq.Expressions.Expression<Func<Row, string>>)(r => r.NameSort) })
        .Column("joined", "n", ColumnKind.Date, r => r.Joined, c => c with { Filterable = true });

    [Theory, BothDatabases]
    public async Task Leafing_forward_shows_every_row_once_and_backward_the_same_pages(On on)
    {
        await using var app = await WithPeopleAsync(on, 23);
        foreach (var sort in new[] { "number", "-number", "name", "-name", "joined", "-joined" })
        {
            var pages = new List<List<string>>();
            var query = new RegisterQuery { Sort = sort, Limit = 5 };
            RegisterPage<Row> page;
            do
            {
                page = await PageAsync(app, query);
                pages.Add([.. page.Rows.Select(r => r.Number)]);
                query = query with { After = page.Next };
            }
            while (page.Next is not null);
            pages.Sum(p => p.Count).ShouldBe(23, sort);
            pages.SelectMany(p => p).Distinct().Count().ShouldBe(23, sort);

            var last = await PageAsync(app, new RegisterQuery { Sort = sort, Limit = 5, Last = true });
            last.Rows.Select(r => r.Number).ShouldBe(pages[^1], sort);
            last.Next.ShouldBeNull();
            var before = await PageAsync(app, new RegisterQuery { Sort = sort, Limit = 5, Before = last.Previous });
            before.Rows.Select(r => r.Number).ShouldBe(pages[^2], sort);
        }
    }

    [Theory, BothDatabases]
    public async Task Chinese_names_sort_by_pinyin_on_both_databases(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.SaveAsync(db => db.AddRange(new[] { "张", "阿", "李", "王", "白" }.Select((n, i) => Named("P" + i, n))));

        var page = await PageAsync(app, new RegisterQuery { Sort = "name" });

        string.Concat(page.Rows.Select(r => r.Name)).ShouldBe("阿白李王张");
    }

    [Theory, BothDatabases]
    public async Task Search_finds_two_characters_in_the_middle_and_only_what_a_key_allows(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var (mine, other) = (await app.DepartmentAsync("工程部"), await app.DepartmentAsync("财务部"));
        var (one, two, three) = (Named("P-001", "核心数据库管理"), Named("P-002", "数据备份"), Named("P-003", "门禁"));
        (one.DepartmentId, two.DepartmentId) = (mine, other);
        await app.SaveAsync(db => db.AddRange(one, two, three));

        (await FoundAsync(app, "数据")).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        (await FoundAsync(app, "数据 备份")).ShouldBe([two.Id]);
        (await FoundAsync(app, "p-003")).ShouldBe([three.Id]);
        (await FoundAsync(app, "禁")).ShouldBe([], "one character finds what begins a pair");
        (await FoundAsync(app, "门")).ShouldBe([three.Id]);
        (await FoundAsync(app, "数据", mine)).ShouldBe([one.Id]);
        (await FoundAsync(app, "\" OR * ' ) -")).ShouldBe([]);
        (await FoundAsync(app, "\" * ' ) -")).ShouldBeNull("nothing to search for");

        await app.SaveAsync(db => db.People.Single(p => p.Id == one.Id).Rename("机房"));
        (await FoundAsync(app, "数据")).ShouldBe([two.Id]);
        (await FoundAsync(app, "机房")).ShouldBe([one.Id]);
    }

    [Theory, BothDatabases]
    public async Task Search_finds_any_part_of_a_number_and_nothing_that_only_has_its_pairs(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var (one, two, three) = (Named("ZC-0012345", "2026年度盘点"), Named("ZC-0123450", "sv12a第3版"), Named("ZC-0034512", "2025年度盘点"));
        await app.SaveAsync(db => db.AddRange(one, two, three));

        (await FoundAsync(app, "0012345")).ShouldBe([one.Id]);
        (await FoundAsync(app, "12345")).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        (await FoundAsync(app, "zc-003")).ShouldBe([three.Id]);
        (await FoundAsync(app, "234512")).ShouldBe([], "the third has all its pairs, but elsewhere");
        (await FoundAsync(app, "345")).ShouldBe([one.Id, two.Id, three.Id], ignoreOrder: true);
        (await FoundAsync(app, "2026年度")).ShouldBe([one.Id]);
        (await FoundAsync(app, "年度盘点")).ShouldBe([one.Id, three.Id], ignoreOrder: true);
        (await FoundAsync(app, "V12a第")).ShouldBe([two.Id]);
        (await FoundAsync(app, "12a 3版")).ShouldBe([two.Id]);
    }

    [Theory, BothDatabases]
    public async Task Filters_take_ranges_and_a_wrong_value_finds_nothing(On on)
    {
        await using var app = await WithPeopleAsync(on, 10);
        async Task<int> Count(string column, string value) =>
            (await PageAsync(app, new RegisterQuery { Filters = new Dictionary<string, string> { [column] = value } })).Count;

        (await Count("joined", "2026-01-03..2026-01-05")).ShouldBe(3);
        (await Count("joined", "..2026-01-02")).ShouldBe(2);
        (await Count("number", "P0007,P0008")).ShouldBe(2);
        (await Count("joined", "yesterday")).ShouldBe(0);
    }

    private static async Task<TestApp> WithPeopleAsync(On on, int count)
    {
        var app = await TestApp.StartAsync(on);
        await app.SaveAsync(db => db.AddRange(Enumerable.Range(1, count).Select(i =>
        {
            var person = Named($"P{i:0000}", "员工" + i % 4);
            person.JoinedOn = new DateOnly(2026, 1, 1 + (i - 1) % 28);
            return person;
        })));
        return app;
    }

    private static Person Named(string number, string name)
    {
        var person = new Person { EmployeeNumber = number, Name = name };
        person.Rename(name);
        return person;
    }

    private static Task<RegisterPage<Row>> PageAsync(TestApp app, RegisterQuery query) => app.ReadAsync(db => People.PageAsync(
        db.People.Select(p => new Row { Id = p.Id, Number = p.EmployeeNumber, Name = p.Name, NameSort = p.NameSort, Joined = p.JoinedOn ?? DateOnly.MinValue }),
        query, CancellationToken.None));

    private static Task<List<Guid>?> FoundAsync(TestApp app, string words, params Guid[] keys) => app.ReadAsync(async db =>
        SearchIndex.Matches<Person>(db, words, keys.Length == 0 ? null : keys) is not { } found ? null
            : await db.People.Where(p => found.Contains(p.Id)).Select(p => p.Id).ToListAsync());
}
