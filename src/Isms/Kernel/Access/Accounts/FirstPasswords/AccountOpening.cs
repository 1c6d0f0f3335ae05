using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Notices;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts.FirstPasswords;

/// <summary>Somebody and the sign-in name he gets.</summary>
internal sealed record AccountToOpen(Guid PersonId, string UserName);

/// <summary>How the opening of many accounts ended.</summary>
/// <param name="Skipped">Those who left, got an account, or lost the name to somebody else meanwhile.</param>
public sealed record AccountsOpened(int Opened, int Mailed, int Skipped);

/// <summary>
/// Opens accounts a few at a time, each few in one transaction with their ledger entries and their first passwords: what was done stays done when the work is interrupted, and
/// the rest is found again as people without an account.
/// </summary>
internal sealed class AccountOpening(
    IsmsDbContext db, Passwords passwords, KeptSecrets secrets, ILookupNormalizer normalizer, IEnumerable<INoticeChannel> channels, SettingsReader settings, TimeProvider time)
{
    private const int AtOnce = 50;

    public static string PageOf(Guid list) => "/accounts/lists/" + list;

    /// <summary>An empty list to put the first passwords on.</summary>
    public async Task<Guid> BeginAsync(Actor actor, CancellationToken ct)
    {
        var list = new AccountList { StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        db.Add(list);
        await db.SaveChangesAsync(ct);
        return list.Id;
    }

    public async Task<AccountsOpened> OpenAsync(Actor actor, Guid list, IReadOnlyList<AccountToOpen> people, PasswordDelivery delivery, JobProgress progress, CancellationToken ct)
    {
        var (opened, mailed, done) = (0, 0, 0);
        progress.Report(0, people.Count);
        foreach (var some in people.Chunk(AtOnce))
        {
            var made = await OpenSomeAsync(actor, list, some, ct);
            opened += made.Count;
            if (delivery == PasswordDelivery.Mail)
                mailed += await SendAsync(list, made, ct);
            progress.Report(done += some.Length, people.Count);
        }
        return new AccountsOpened(opened, mailed, people.Count - opened);
    }

    private async Task<IReadOnlyList<MadeAccount>> OpenSomeAsync(Actor actor, Guid listId, AccountToOpen[] some, CancellationToken ct)
    {
        var users = some.Select(p => new User { PersonId = p.PersonId, UserName = p.UserName, NormalizedUserName = normalizer.NormalizeName(p.UserName) }).ToList();
        // Before the transaction: hashing takes long, and there is one writer.
        var given = await passwords.InitialAsync(users, ct);
        await using var writing = await db.BeginAsync(ct);
        var (ids, names) = (some.Select(p => p.PersonId).ToList(), users.Select(u => u.NormalizedUserName).ToList());
        var here = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && (p.LeftOn == null || p.LeftOn >= actor.Today) && !db.Users.Any(u => u.PersonId == p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var taken = (await db.Users.Where(u => names.Contains(u.NormalizedUserName)).Select(u => u.NormalizedUserName!).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var made = new List<MadeAccount>();
        foreach (var (user, password) in users.Zip(given))
        {
            if (!here.TryGetValue(user.PersonId, out var person) || !taken.Add(user.NormalizedUserName!))
                continue;
            db.Add(user);
            passwords.Remember(user);
            db.Note("kernel_users", user.Id, new { user.UserName, person = person.Name });
            var slip = new AccountSlip { ListId = listId, UserId = user.Id, Password = secrets.Protect(password) };
            db.Add(slip);
            made.Add(new MadeAccount(slip, user.UserName!, password, person.Name, person.Email));
        }
        var list = await db.Set<AccountList>().SingleAsync(l => l.Id == listId, ct);
        list.Opened += made.Count;
        await db.SaveAsync(actor, "kernel.account-created", ct);
        await writing.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return made;
    }

    // Whoever could not be reached stays on the list.
    private async Task<int> SendAsync(Guid listId, IReadOnlyList<MadeAccount> made, CancellationToken ct)
    {
        var sent = new List<Guid>();
        var mail = channels.First(c => c.Kind == Channel.Mail);
        var site = await settings.TextAsync(NoticeSettings.PublicAddress, ct);
        var organization = await settings.TextAsync(KernelSettings.OrganizationName, ct);
        foreach (var account in made.Where(m => m.Email.Length > 0))
        {
            try
            {
                await mail.SendAsync(new NoticeMessage(account.Email, account.PersonName, Phrase.Of("kernel.accounts.mail-subject", organization),
                    Phrase.Of("kernel.accounts.mail-text", account.PersonName, account.UserName, account.Password, site)), ct);
                sent.Add(account.Slip.Id);
            }
            catch (NoticeFailedException)
            {
                continue;
            }
        }
        await db.Set<AccountSlip>().Where(s => sent.Contains(s.Id)).ExecuteDeleteAsync(ct);
        await db.Set<AccountList>().Where(l => l.Id == listId).ExecuteUpdateAsync(l => l.SetProperty(x => x.Mailed, x => x.Mailed + sent.Count), ct);
        return sent.Count;
    }

    private sealed record MadeAccount(AccountSlip Slip, string UserName, string Password, string PersonName, string Email);
}
