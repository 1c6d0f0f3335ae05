using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts.FirstPasswords;

/// <summary>Accounts that were opened together.</summary>
/// <param name="Waiting">First passwords that were not handed out yet.</param>
/// <param name="ClosedAt">Since when nobody can take the list any more, UTC; null while it can be taken.</param>
/// <param name="KeptUntil">The day on which what was not taken is thrown away.</param>
public sealed record AccountListView(Guid Id, string StartedBy, DateTime StartedAt, int Opened, int Mailed, int Waiting, DateTime? ClosedAt, DateOnly KeptUntil);

/// <summary>One's own lists, the newest first. Whoever opened the accounts hands the passwords out, and nobody else.</summary>
internal sealed class ShowAccountLists(IsmsDbContext db, SettingsReader settings)
{
    private const int Most = 50;

    /// <param name="id">Only this one; null for all.</param>
    public async Task<Outcome<IReadOnlyList<AccountListView>>> RunAsync(Actor actor, Guid? id, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts) is { } no)
            return no;
        var (days, zone) = (await settings.NumberAsync(AccountListDays.Setting, ct), await settings.TimeZoneAsync(ct));
        var lists = await db.Set<AccountList>().AsNoTracking().Where(l => l.StartedById == actor.PersonId && (id == null || l.Id == id)).OrderByDescending(l => l.StartedAt).Take(Most)
            .Select(l => new { List = l, Waiting = db.Set<AccountSlip>().Count(s => s.ListId == l.Id) }).ToListAsync(ct);
        return lists.ConvertAll(l => new AccountListView(
            l.List.Id, l.List.StartedBy, l.List.StartedAt, l.List.Opened, l.List.Mailed, l.Waiting, l.List.ClosedAt, l.List.StartedAt.DayIn(zone).AddDays(days)));
    }
}

/// <param name="Id">Which list.</param>
/// <param name="Format"><c>docx</c>: one slip for each person, to be cut apart; <c>xlsx</c>: a table.</param>
internal sealed record TakeAccountListRequest(Guid Id, string Format);

/// <summary>Hands out the sealed list of first passwords, once: afterwards they are readable nowhere.</summary>
internal sealed class TakeAccountList(IsmsDbContext db, KeptSecrets secrets, SignedPaper paper, SettingsReader settings, TimeProvider time)
{
    /// <summary>It was taken before, or thrown away unread.</summary>
    public static readonly Refusal Gone = new("kernel.accounts.list-gone");

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, TakeAccountListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts, request) is { } no)
            return no;
        if (request.Format is not ("docx" or "xlsx"))
            return Refusal.Invalid("format", "kernel.field-choice", request.Format);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<AccountList>().SingleOrDefaultAsync(l => l.Id == request.Id && l.StartedById == actor.PersonId, ct) is not { } list)
            return Refusal.NotFound;
        var waiting = await (
            from s in db.Set<AccountSlip>()
            join u in db.Users on s.UserId equals u.Id
            join p in db.People on u.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where s.ListId == list.Id
            orderby d.Code, p.NameSort, u.NormalizedUserName
            select new { Slip = s, u.UserName, p.EmployeeNumber, p.Name, Department = d == null ? "" : d.Name }).ToListAsync(ct);
        if (waiting.Count == 0)
            return Gone;
        var slips = waiting.ConvertAll(w => new Slip(w.EmployeeNumber, w.Name, w.Department, w.UserName!, secrets.Open(w.Slip.Password) ?? ""));
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.Of("kernel.accounts.list-title"), State: DocumentState.Approved), ct);
        var site = await settings.TextAsync(Notices.NoticeSettings.PublicAddress, ct);
        // The file is complete before the passwords are forgotten.
        var file = request.Format == "docx"
            ? WrittenFile.By(head.Title + ".docx", WrittenFile.Docx, output => WordWriter.Write(output, head, [.. Blocks(slips, site)]))
            : WrittenFile.By(head.Title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [Sheet(slips)]));
        try
        {
            db.RemoveRange(waiting.Select(w => w.Slip));
            list.ClosedAt = time.Instant();
            db.Note("kernel_account_lists", list.Id, new { passwords = slips.Count });
            await db.SaveAsync(actor, "kernel.account-list-taken", ct);
            await writing.CommitAsync(ct);
        }
        catch
        {
            await file.Content.DisposeAsync();
            throw;
        }
        return file;
    }

    private static WorkbookSheet Sheet(IReadOnlyList<Slip> slips) => new(
        Phrase.Of("kernel.accounts.title"),
        [
            new(Phrase.Of("kernel.employee-number"), 14), new(Phrase.Of("kernel.person"), 14), new(Phrase.Of("kernel.department"), 20), new(Phrase.Of("kernel.user-name"), 24),
            new(Phrase.Of("kernel.accounts.first-password"), 26),
        ],
        slips.Select(s => (IReadOnlyList<object?>)[s.Number, s.Name, s.Department, s.UserName, s.Password]));

    private static IEnumerable<WordBlock> Blocks(IReadOnlyList<Slip> slips, string site)
    {
        yield return new WordBlock.Banner();
        yield return new WordBlock.Paragraph(Phrase.Of("kernel.accounts.list-hint"));
        foreach (var slip in slips)
        {
            yield return new WordBlock.Rule();
            List<(string, object?)> facts =
            [
                (Phrase.Of("kernel.person"), $"{slip.Name} {slip.Number} {slip.Department}".TrimEnd()), (Phrase.Of("kernel.user-name"), slip.UserName), (Phrase.Of("kernel.accounts.first-password"), slip.Password),
            ];
            if (site.Length > 0)
                facts.Add((Phrase.Of("kernel.accounts.site"), site));
            yield return new WordBlock.Facts(facts);
            yield return new WordBlock.Paragraph(Phrase.Of("kernel.accounts.slip-hint"));
        }
    }

    private sealed record Slip(string Number, string Name, string Department, string UserName, string Password);
}

/// <summary>Throws away first passwords that nobody took in time; those accounts get another one by a reset.</summary>
internal sealed class AccountListDays(IsmsDbContext db, SettingsReader settings, TimeProvider time) : IRecurring
{
    /// <summary>Days for which first passwords that were not handed out are kept.</summary>
    public static readonly Setting Setting = Setting.Number("kernel.account-list-days", 7, 1, 60);

    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        var now = time.Instant();
        var before = now.AddDays(-await settings.NumberAsync(Setting, ct));
        await using var writing = await db.BeginAsync(ct);
        var old = await db.Set<AccountList>().Where(l => l.ClosedAt == null && l.StartedAt < before && db.Set<AccountSlip>().Any(s => s.ListId == l.Id)).ToListAsync(ct);
        foreach (var list in old)
        {
            var slips = await db.Set<AccountSlip>().Where(s => s.ListId == list.Id).ToListAsync(ct);
            db.RemoveRange(slips);
            list.ClosedAt = now;
            db.Note("kernel_account_lists", list.Id, new { passwords = slips.Count });
        }
        if (old.Count > 0)
            await db.SaveAsync(actor, "kernel.account-list-dropped", ct);
        await writing.CommitAsync(ct);
    }
}
