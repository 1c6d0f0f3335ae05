using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Exchange;

/// <summary>What goes, to whom, and how.</summary>
/// <param name="ContactId">The other party, of the register of contacts; null for a department of our own.</param>
/// <param name="ToDepartmentId">For our own: the department that receives it.</param>
/// <param name="Receiver">Who receives it, by name.</param>
/// <param name="Agreement">The agreement with the party; needed where the class goes outside only with an approval.</param>
/// <param name="Encryption">How it is encrypted; empty when it is not.</param>
public sealed record TransferFacts(
    [property: Required, StringLength(Transfer.TitleLength)] string Title, Classification Class, Guid ChannelId, Guid? ContactId, Guid? ToDepartmentId, [property: StringLength(Transfer.TitleLength)] string? Receiver,
    [property: StringLength(Transfer.TitleLength)] string? Agreement, [property: StringLength(Transfer.TitleLength)] string? Encryption, [property: Required, StringLength(Transfer.TextLength)] string Purpose);

/// <summary>A new transfer, or a draft changed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record LogTransferRequest(Guid? Id, int Version, TransferFacts Facts);

/// <summary>A transfer as saved.</summary>
public sealed record TransferSaved(Guid Id, int Version, string Number, TransferState State) : IVersioned;

/// <summary>
/// Logs information that goes to others. What the rules of class and channel leave free is sent at once; the rest waits for an approval.
/// What they forbid, such as 秘密 going outside without encryption, is refused.
/// </summary>
internal sealed class LogTransfer(IsmsDbContext db, SchemeReader scheme, Numbers numbers, TimeProvider time)
{
    public static readonly Refusal NotDraft = new("disclosure.transfer-not-draft");

    public async Task<Outcome<TransferSaved>> RunAsync(Actor actor, LogTransferRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Send, request.Facts) is { } no)
            return no;
        var facts = request.Facts;
        await using var writing = await db.BeginAsync(ct);
        Transfer? transfer = null;
        if (request.Id is { } id)
        {
            if (request.Version == 0)
                return Refusal.VersionRequired;
            if ((transfer = await db.Set<Transfer>().SingleOrDefaultAsync(t => t.Id == id && t.SenderId == actor.PersonId, ct)) is null)
                return Refusal.NotFound;
            if (transfer.State != TransferState.Draft)
                return NotDraft;
            if (transfer.Version != request.Version)
                return Refusal.Stale([new FieldDifference("title", facts.Title, transfer.Title)]);
        }
        if (actor.DepartmentId is not { } department)
            return Refusal.Invalid("title", "disclosure.no-own-department");
        if (!Enum.IsDefined(facts.Class))
            return Refusal.Invalid("class", "kernel.field-choice");
        var rules = (await scheme.CurrentAsync(ct))[facts.Class];
        if (await ProblemsAsync(facts, rules, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        if (transfer is null)
            db.Add(transfer = new Transfer { Number = await numbers.TakeAsync(DisclosureModule.TransferNumber, ct), SenderId = actor.PersonId, DepartmentId = department, CreatedAt = time.Instant() });
        (transfer.Title, transfer.Class, transfer.ChannelId, transfer.ContactId) = (facts.Title.Trim(), facts.Class, facts.ChannelId, facts.ContactId);
        (transfer.ToDepartmentId, transfer.Receiver, transfer.Agreement) = (facts.ContactId is null ? facts.ToDepartmentId : null, facts.Receiver?.Trim() ?? "", facts.Agreement?.Trim() ?? "");
        (transfer.Encryption, transfer.Purpose) = (facts.Encryption?.Trim() ?? "", facts.Purpose.Trim());
        if (facts.ContactId is not null && rules.ApprovedOutside)
            transfer.State = TransferState.Draft;
        else
            (transfer.State, transfer.SentOn) = (TransferState.Sent, actor.Today);
        await db.SaveAsync(actor, "disclosure.log-transfer", ct);
        await writing.CommitAsync(ct);
        return new TransferSaved(transfer.Id, transfer.Version, transfer.Number, transfer.State);
    }

    private async Task<List<FieldProblem>> ProblemsAsync(TransferFacts facts, ClassDefinition rules, CancellationToken ct)
    {
        var (problems, culture) = (new List<FieldProblem>(), CultureInfo.CurrentUICulture);
        var name = rules.Name.In(culture);
        var (outside, encrypted) = (facts.ContactId is not null, !string.IsNullOrWhiteSpace(facts.Encryption));
        if (await db.Set<ExchangeChannel>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == facts.ChannelId && c.RetiredOn == null, ct) is not { } channel)
            problems.Add(new FieldProblem("channelId", "disclosure.no-such-channel"));
        else if (facts.Class > channel.UpTo)
            problems.Add(new FieldProblem("channelId", "disclosure.channel-too-low", channel.Name, name));
        else if (!encrypted && ((outside && rules.EncryptedOutside) || facts.Class >= channel.EncryptFrom))
            problems.Add(new FieldProblem("encryption", "disclosure.unencrypted", name));
        if (facts.ContactId is null == facts.ToDepartmentId is null)
            problems.Add(new FieldProblem("contactId", "disclosure.one-receiver"));
        else if (facts.ContactId is { } contact && !await CommunicationViews.Contacts(db).AnyAsync(c => c.Id == contact && !c.Retired, ct))
            problems.Add(new FieldProblem("contactId", "disclosure.no-such-contact"));
        else if (facts.ToDepartmentId is { } to && !await db.Departments.AnyAsync(d => d.Id == to && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("toDepartmentId", "disclosure.no-such-department"));
        if (outside && rules.ApprovedOutside && string.IsNullOrWhiteSpace(facts.Receiver))
            problems.Add(new FieldProblem("receiver", "disclosure.receiver-needed", name));
        if (outside && rules.ApprovedOutside && string.IsNullOrWhiteSpace(facts.Agreement))
            problems.Add(new FieldProblem("agreement", "disclosure.agreement-needed", name));
        return problems;
    }
}

/// <summary>A transfer outside of an upper class: the sender's head approves; then it is sent.</summary>
internal sealed class TransferApproval(IsmsDbContext db, SchemeReader scheme, WorkInbox inbox) : ApprovalSubject
{
    public const string KindName = "disclosure.transfer";
    public const string SendWork = "disclosure.send";

    public override string Kind => KindName;

    protected override Permission Read => DisclosurePermissions.See;

    protected override Permission Submit => DisclosurePermissions.Send;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.ByHeadOf(SignatureMeaning.Approve, null, 1)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from t in db.Set<Transfer>().AsNoTracking()
            join c in db.Set<ExchangeChannel>() on t.ChannelId equals c.Id
            from p in CommunicationViews.Contacts(db).Where(p => p.Id == t.ContactId).Select(p => p.Name).DefaultIfEmpty()
            where t.Id == id
            select new { Transfer = t, Channel = c.Name, Party = p ?? "" }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var sent = found.Transfer;
        return new ApprovalContent(sent.Title, sent.Number, DisclosurePaths.Transfer(id), SignedContent.Json(new { sent.Number, sent.Title, sent.Class, sent.ChannelId, sent.SenderId, sent.ContactId, sent.Receiver, sent.Agreement, sent.Encryption, sent.Purpose }))
        {
            DepartmentId = sent.DepartmentId,
            Facts =
            [
                new(Phrase.Of("disclosure.field.class"), (await scheme.CurrentAsync(ct)).Name(sent.Class, CultureInfo.CurrentUICulture)), new(Phrase.Of("disclosure.field.party"), $"{found.Party} {sent.Receiver}".Trim()),
                new(Phrase.Of("disclosure.field.channel"), found.Channel), new(Phrase.Of("disclosure.field.encryption"), sent.Encryption), new(Phrase.Of("disclosure.field.agreement"), sent.Agreement), new(Phrase.Of("disclosure.field.purpose"), sent.Purpose),
            ],
        };
    }

    public override Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => db.Set<Transfer>().VisibleTo(db, actor).AnyAsync(t => t.Id == id, ct);

    public override async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.SenderId == actor.PersonId, ct) is not { } transfer)
            return Refusal.NotFound;
        return transfer.State == TransferState.Draft ? null : LogTransfer.NotDraft;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = TransferState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = TransferState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var transfer = await FindAsync(id, ct);
        transfer.State = TransferState.Approved;
        inbox.Add(new NewWork(SendWork, "disclosure.work.send", [transfer.Number], DisclosurePaths.Transfer(id), KindName, id, approval.By.Today.AddDays(7)) { PersonId = transfer.SenderId });
    }

    protected override Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult<Refusal?>(null);

    private Task<Transfer> FindAsync(Guid id, CancellationToken ct) => db.Set<Transfer>().SingleAsync(t => t.Id == id, ct);
}

/// <summary>How a transfer goes on.</summary>
public enum TransferStep { Sent, Received, Dropped }

/// <summary>Records that an approved transfer was sent, that one was received, or that it is given up.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record MoveTransferRequest(Guid Id, int Version, TransferStep Step);

/// <inheritdoc cref="MoveTransferRequest"/>
internal sealed class MoveTransfer(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>An upper class goes outside only when the transfer was approved.</summary>
    public static readonly Refusal NotApproved = new("disclosure.transfer-not-approved");
    public static readonly Refusal NotThatWay = new("disclosure.transfer-not-that-way");

    public async Task<Outcome<TransferSaved>> RunAsync(Actor actor, MoveTransferRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Send, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Transfer>().SingleOrDefaultAsync(t => t.Id == request.Id && t.SenderId == actor.PersonId, ct) is not { } transfer)
            return Refusal.NotFound;
        if (transfer.Version != request.Version)
            return Refusal.Stale([]);
        switch (request.Step, transfer.State)
        {
            case (TransferStep.Sent, TransferState.Draft or TransferState.InApproval):
                return NotApproved;
            case (TransferStep.Sent, TransferState.Approved):
                (transfer.State, transfer.SentOn) = (TransferState.Sent, actor.Today);
                await inbox.CompleteAsync(actor, TransferApproval.KindName, transfer.Id, TransferApproval.SendWork, ct);
                break;
            case (TransferStep.Received, TransferState.Sent):
                (transfer.State, transfer.ReceivedOn) = (TransferState.Received, actor.Today);
                break;
            case (TransferStep.Dropped, TransferState.Draft or TransferState.Approved):
                transfer.State = TransferState.Dropped;
                await inbox.CancelAsync(TransferApproval.KindName, transfer.Id, TransferApproval.SendWork, ct);
                break;
            default:
                return NotThatWay;
        }
        await db.SaveAsync(actor, "disclosure.move-transfer", ct);
        await writing.CommitAsync(ct);
        return new TransferSaved(transfer.Id, transfer.Version, transfer.Number, transfer.State);
    }
}

/// <summary>A transfer in the list.</summary>
public sealed record TransferRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public Classification Class { get; init; }
    public string Channel { get; init; } = "";
    public string Sender { get; init; } = "";
    public string Department { get; init; } = "";

    /// <summary>The party or our own department.</summary>
    public string To { get; init; } = "";
    public bool Outside { get; init; }
    public string Receiver { get; init; } = "";
    public string Encryption { get; init; } = "";
    public string Agreement { get; init; } = "";
    public TransferState State { get; init; }
    public DateOnly? SentOn { get; init; }
}

/// <summary>信息交换登记表: one definition for the page, the API and the export.</summary>
internal static class TransferRegister
{
    /// <summary>One's own, what came to the own department, and what the office reaches as far as the class is open.</summary>
    public static IQueryable<Transfer> VisibleTo(this IQueryable<Transfer> transfers, IsmsDbContext db, Actor actor)
    {
        var (me, own, reach) = (actor.PersonId, actor.DepartmentId, actor.ReachOf(DisclosurePermissions.ReadExchange));
        var (all, departments) = (reach.All, reach.Departments.ToList());
        return transfers.Where(t => all || t.SenderId == me || departments.Contains(t.DepartmentId) || (t.ToDepartmentId != null && t.ToDepartmentId == own && (t.State == TransferState.Sent || t.State == TransferState.Received)))
            .KnownTo(db, actor, t => t.Id, t => t.DepartmentId, t => t.Class, t => t.SenderId == me);
    }

    public static IQueryable<TransferRow> Rows(IsmsDbContext db, Actor actor) =>
        from t in db.Set<Transfer>().AsNoTracking().VisibleTo(db, actor)
        join c in db.Set<ExchangeChannel>() on t.ChannelId equals c.Id
        join p in db.People on t.SenderId equals p.Id
        join d in db.Departments on t.DepartmentId equals d.Id
        from party in CommunicationViews.Contacts(db).Where(x => x.Id == t.ContactId).Select(x => x.Name).DefaultIfEmpty()
        from own in db.Departments.Where(own => own.Id == t.ToDepartmentId).Select(own => own.Name).DefaultIfEmpty()
        select new TransferRow
        {
            Id = t.Id, Version = t.Version, Number = t.Number, Title = t.Title, Class = t.Class, Channel = c.Name, Sender = p.Name, Department = d.Name, To = party ?? own ?? "", Outside = t.ContactId != null,
            Receiver = t.Receiver, Encryption = t.Encryption, Agreement = t.Agreement, State = t.State, SentOn = t.SentOn,
        };

    public static Register<TransferRow> Of(ClassesInForce classes, CultureInfo culture) => new Register<TransferRow>("disclosure.transfers", r => r.Id, "-number")
        .Column("number", "disclosure.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => DisclosurePaths.Transfer(r.Id) })
        .Column("title", "disclosure.field.what", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => DisclosurePaths.Transfer(r.Id) })
        .Column("class", "disclosure.field.class", ColumnKind.Choice, r => r.Class, c => c with { Sortable = false, Filterable = true, Text = r => classes.Name(r.Class, culture), Choices = [.. classes.Classes.Select(k => (k.Class.ToString(), k.Name.In(culture)))] })
        .Column("sender", "disclosure.field.sender", ColumnKind.Text, r => r.Sender, c => c with { Sortable = false, Searchable = true })
        .Column("department", "disclosure.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Shown = false })
        .Column("to", "disclosure.field.party", ColumnKind.Text, r => r.To, c => c with { Sortable = false, Searchable = true })
        .Column("outside", "disclosure.field.outside", ColumnKind.Choice, r => r.Outside, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => Phrase.In(culture, r.Outside ? "disclosure.outside" : "disclosure.inside"), Choices = [("true", "disclosure.outside"), ("false", "disclosure.inside")] })
        .Column("receiver", "disclosure.field.receiver", ColumnKind.Text, r => r.Receiver, c => c with { Sortable = false, Searchable = true })
        .Column("channel", "disclosure.field.channel", ColumnKind.Text, r => r.Channel, c => c with { Sortable = false, Searchable = true })
        .Column("encryption", "disclosure.field.encryption", ColumnKind.Text, r => r.Encryption, c => c with { Sortable = false })
        .Column("agreement", "disclosure.field.agreement", ColumnKind.Text, r => r.Agreement, c => c with { Sortable = false, Shown = false })
        .Column("sent", "disclosure.field.sent", ColumnKind.Date, r => r.SentOn, c => c with { Sortable = false })
        .Column("state", "disclosure.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "disclosure.transfer-state." + r.State), Choices = [.. Enum.GetNames<TransferState>().Select(n => (n, "disclosure.transfer-state." + n))] });
}

/// <summary>Transfers the reader may know of.</summary>
internal sealed class FindTransfers(IsmsDbContext db, SchemeReader scheme)
{
    public async Task<Outcome<RegisterPage<TransferRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(DisclosurePermissions.See) is { } no
        ? no : await TransferRegister.Of(await scheme.CurrentAsync(ct), actor.Culture).PageAsync(TransferRegister.Rows(db, actor), query, ct);
}

/// <summary>信息交换登记表 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportTransfers(IsmsDbContext db, SchemeReader scheme, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "disclosure.transfer-list");
        return await file.WriteAsync(actor, TransferRegister.Of(await scheme.CurrentAsync(ct), actor.Culture), TransferRegister.Rows(db, actor), query, "disclosure_transfers", "disclosure.export-transfers", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A transfer in full.</summary>
public sealed record TransferView(TransferRow Row, TransferFacts Facts, int Version, DateOnly? ReceivedOn, bool Mine) : IVersioned;

/// <inheritdoc cref="TransferView"/>
internal sealed class ReadTransfer(IsmsDbContext db)
{
    public async Task<Outcome<TransferView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        if (await TransferRegister.Rows(db, actor).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row)
            return Refusal.NotFound;
        var t = await db.Set<Transfer>().AsNoTracking().SingleAsync(t => t.Id == id, ct);
        return new TransferView(row, new TransferFacts(t.Title, t.Class, t.ChannelId, t.ContactId, t.ToDepartmentId, t.Receiver, t.Agreement, t.Encryption, t.Purpose), t.Version, t.ReceivedOn, t.SenderId == actor.PersonId);
    }
}
