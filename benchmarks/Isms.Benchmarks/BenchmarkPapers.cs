using System.Globalization;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Search;
using Isms.Kernel.Text;
using Isms.Modules.Documents;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Benchmarks;

/// <summary>Documents, records and readers of the company.</summary>
internal sealed partial class BenchmarkCompany
{
    // Whatever the text, a word of the first list is in every tenth of them, one of the second in every thousandth.
    private static readonly string[] Common = ["巡检", "备份", "审批", "培训", "变更", "盘点", "演练", "访客", "机房", "合同"];
    private static readonly string[] Rare = ["勒索", "断电", "窃听", "泄洪", "地震", "罢工", "盗版", "伪基", "爆破", "钓鱼"];
    private const string Letters = "信息安全管理体系文件控制程序记录保存期限责任部门检查日志账号权限网络设备系统数据介质处置风险评估措施符合要求定期执行及时报告负责人签字确认存档复核更新发布实施范围目的依据职责流程规定";

    private Guid _kind;

    /// <summary>An address with what only this company knows put in.</summary>
    public string Fill(string address) => address.Replace("{department}", Departments[3].Id.ToString(), StringComparison.Ordinal);

    /// <summary>Approved records of one form with their content and search index, without the ledger.</summary>
    public async Task FillRecordsAsync(int records)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AddStarterForms>().RunAsync(Actor.System("bench", Today), CancellationToken.None)).Require();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var forms = await db.Set<RecordForm>().AsNoTracking().OrderBy(f => f.Code).ToListAsync();
        var now = TimeProvider.System.Instant();
        await FillAsync<FormRecord>(db, records, i =>
        {
            var form = forms[i % forms.Count];
            var record = new FormRecord
            {
                Version = 1, Number = string.Create(CultureInfo.InvariantCulture, $"SL-JL-{i:0000000}"), FormId = form.Id, FormVersionId = form.CurrentId!.Value, Basis = form.Basis, DepartmentId = Departments[i % Departments.Count].Id,
                FilledById = People[i % People.Count].Id, FilledOn = Today.AddDays(-i % 1000), CreatedAt = now, Access = FormAccess.Department, ContentHash = new string('0', 64),
                RetentionFrom = RetentionStart.Approval, RetentionYears = 3, Words = TextOf(i, 30),
            };
            record.Submit();
            record.Approve(now, Today);
            return record;
        }, rows => BulkInsert.RunAsync(db, rows.Select(r => new RecordContent { RecordId = r.Id, Content = "{}", Summary = r.Words }).ToList(), CancellationToken.None));
    }

    /// <summary>Documents in force, each with one version, without the ledger.</summary>
    /// <param name="length">Characters of each text.</param>
    public async Task FillDocumentsAsync(int documents, int length)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var kind = await KindAsync(db);
        var made = new List<ControlledDocument>();
        await FillAsync<DocumentVersion>(db, documents, i =>
        {
            var (document, version) = Document(kind, string.Create(CultureInfo.InvariantCulture, $"SL-D-{i:0000000}"), Departments[i % Departments.Count].Id, TextOf(i, length), Common[i % Common.Length] + "管理规定");
            made.Add(document);
            return version;
        }, null, async () =>
        {
            await BulkInsert.RunAsync(db, made, CancellationToken.None);
            made.Clear();
        });
    }

    /// <summary>A document in force with this text.</summary>
    public async Task<(ControlledDocument Document, DocumentVersion Version)> IssuedAsync(string number, string text)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var made = Document(await KindAsync(scope.ServiceProvider.GetRequiredService<IsmsDbContext>()), number, Departments[0].Id, text, "信息安全管理手册");
        // What is saved counts its version up.
        (made.Document.Version, made.Version.Version) = (0, 0);
        await SaveAsync(made.Document, made.Version, new DocumentRecipient { DocumentId = made.Document.Id, Scope = RecipientScope.Everyone });
        return made;
    }

    /// <summary>Employees with accounts, each signed in with the token <see cref="TokenOf"/>.</summary>
    public async Task HireAsync(int people)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var now = TimeProvider.System.Instant();
        var persons = Enumerable.Range(1, people).Select(i =>
        {
            var person = new Person { EmployeeNumber = string.Create(CultureInfo.InvariantCulture, $"R{i:00000}"), Name = "", DepartmentId = Departments[i % 20].Id };
            person.Rename(string.Create(CultureInfo.InvariantCulture, $"读者{i}"));
            return person;
        }).ToList();
        var users = persons.ConvertAll(p => new User { PersonId = p.Id, UserName = p.EmployeeNumber, NormalizedUserName = p.EmployeeNumber, SecurityStamp = "stamp", ConcurrencyStamp = "stamp" });
        await using var writing = await db.BeginAsync(CancellationToken.None);
        await db.SaveNewAsync(Actor.System("bench", Today), "kernel.set-up", persons, CancellationToken.None);
        await BulkInsert.RunAsync(db, users, CancellationToken.None);
        await BulkInsert.RunAsync(db, users.ConvertAll(u => new Session { UserId = u.Id, TokenHash = ActorMiddleware.HashOf(TokenOf(u.PersonId)), StartedAt = now, SeenAt = now, EndsAt = now.AddDays(1), Complete = true }), CancellationToken.None);
        await writing.CommitAsync(CancellationToken.None);
        await SettleAsync(db);
    }

    /// <summary>What stands in the cookie of somebody who was hired.</summary>
    public static string TokenOf(Guid person) => "session-of-" + person.ToString("N");

    /// <summary>Words that look like a text, the same for the same number.</summary>
    public static string TextOf(int number, int length)
    {
        var random = new Random(number);
        var text = new StringBuilder(length + 16).Append(Common[number % Common.Length]);
        if (number % 100 == 0)
            text.Append('，').Append(Rare[number / 100 % Rare.Length]);
        while (text.Length < length)
            text.Append(random.Next(12) == 0 ? '，' : Letters[random.Next(Letters.Length)]);
        return text.ToString();
    }

    private async Task<Guid> KindAsync(IsmsDbContext db)
    {
        if (_kind != Guid.Empty)
            return _kind;
        var kind = new DocumentKind { Code = "bench", NameZh = "程序文件", NameEn = "Procedure", Level = 2, NumberPattern = "{prefix}-D-{serial:0000000}", Route = DocumentRoute.Procedure, Confirmed = true };
        db.Add(kind);
        await db.SaveAsync(Actor.System("bench", Today), "kernel.set-up", CancellationToken.None);
        return _kind = kind.Id;
    }

    private static (ControlledDocument Document, DocumentVersion Version) Document(Guid kind, string number, Guid department, string text, string title)
    {
        var document = new ControlledDocument { Version = 1, Number = number, KindId = kind, DepartmentId = department, Classification = Classification.Internal, Confirmed = true };
        document.Rename(title, "");
        var version = new DocumentVersion { Version = 1, DocumentId = document.Id, Number = number, Ordinal = 1, Label = "A/0", TitleZh = title, BodyZh = text, CreatedAt = TimeProvider.System.Instant() };
        version.Submit();
        version.Approve(TimeProvider.System.Instant());
        version.Schedule(Today);
        version.BringIntoForce();
        return (document, version);
    }

    private static async Task FillAsync<T>(IsmsDbContext db, int count, Func<int, T> make, Func<List<T>, Task>? after, Func<Task>? before = null) where T : class, ISearchable
    {
        if (db.Kind == DatabaseKind.Postgres)
            await db.Database.ExecuteSqlRawAsync("DROP INDEX ix_kernel_search_tokens");
        for (var first = 1; first <= count; first += 10_000)
        {
            var rows = Enumerable.Range(first, Math.Min(10_000, count - first + 1)).Select(make).ToList();
            await using var writing = await db.BeginAsync(CancellationToken.None);
            if (before is not null)
                await before();
            await BulkInsert.RunAsync(db, rows, CancellationToken.None);
            if (after is not null)
                await after(rows);
            await SearchIndex.WriteAsync(db, rows, CancellationToken.None);
            await writing.CommitAsync(CancellationToken.None);
        }
        await SettleAsync(db);
    }
}
