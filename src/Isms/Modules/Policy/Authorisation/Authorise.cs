using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Policy.Texts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Authorisation;

/// <summary>An authorisation.</summary>
public sealed record AuthorisationView(
    Guid Id, int Version, string Number, string Text, PolicyState State, DateTime CreatedAt, DateTime? ApprovedAt, string ApprovedBy, DateOnly? EffectiveOn, bool MayEdit) : IVersioned
{
    internal static AuthorisationView Of(OperatingAuthorisation a, Actor actor) =>
        new(a.Id, a.Version, a.Number, a.Text, a.State, a.CreatedAt, a.ApprovedAt, a.ApprovedBy, a.EffectiveOn, a.IsDraft && actor.May(PolicyPermissions.Edit));
}

/// <summary>Draws up an authorisation, or changes a draft.</summary>
/// <param name="Id">Null draws up a new one.</param>
/// <param name="Version">The version a change is based on.</param>
/// <param name="Text">Null proposes the usual words.</param>
public sealed record SaveAuthorisationRequest(Guid? Id, int Version, [StringLength(OperatingAuthorisation.TextLength)] string? Text = null);

/// <inheritdoc cref="SaveAuthorisationRequest"/>
internal sealed class SaveAuthorisation(IsmsDbContext db, Numbers numbers, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal AnotherOpen = new("policy.authorisation-open");
    public static readonly Refusal Frozen = new("policy.authorisation-frozen");

    public async Task<Outcome<AuthorisationView>> RunAsync(Actor actor, SaveAuthorisationRequest request, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        OperatingAuthorisation? authorisation;
        if (request.Id is { } id)
        {
            authorisation = await db.Set<OperatingAuthorisation>().SingleOrDefaultAsync(a => a.Id == id, ct);
            if (authorisation is null)
                return Refusal.NotFound;
            if (request.Version == 0)
                return Refusal.VersionRequired;
            if (authorisation.Version != request.Version)
                return Refusal.Stale([new FieldDifference("text", request.Text, authorisation.Text)]);
            if (!authorisation.IsDraft)
                return Frozen;
            if (string.IsNullOrWhiteSpace(request.Text))
                return Refusal.Invalid("text", "kernel.field-required");
            authorisation.Text = request.Text.Trim();
        }
        else
        {
            if (await db.Set<OperatingAuthorisation>().FirstOrDefaultAsync(a => a.State == PolicyState.Draft || a.State == PolicyState.InApproval, ct) is { } open)
                return AnotherOpen.With(open.Number) with { Obstacles = [new Obstacle(open.Number, PolicyPaths.Authorisation(open.Id))] };
            var culture = CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct));
            var usual = Phrase.In(culture, "policy.authorisation-words", await settings.TextAsync(KernelSettings.OrganizationName, ct));
            authorisation = new OperatingAuthorisation { Number = await numbers.TakeAsync(PolicyModule.AuthorisationNumber, ct), Text = string.IsNullOrWhiteSpace(request.Text) ? usual : request.Text.Trim(), CreatedAt = time.Instant() };
            db.Add(authorisation);
        }
        await db.SaveAsync(actor, "policy.save-authorisation", ct);
        await writing.CommitAsync(ct);
        return AuthorisationView.Of(authorisation, actor);
    }
}

/// <summary>All authorisations the reader may know of, the newest first.</summary>
internal sealed class ListAuthorisations(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<AuthorisationView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        var all = await db.Set<OperatingAuthorisation>().AsNoTracking().VisibleTo(actor).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).ToListAsync(ct);
        return all.ConvertAll(a => AuthorisationView.Of(a, actor));
    }
}

/// <summary>One authorisation.</summary>
internal sealed class ReadAuthorisation(IsmsDbContext db)
{
    public async Task<Outcome<AuthorisationView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        return await db.Set<OperatingAuthorisation>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(a => a.Id == id, ct) is { } found ? AuthorisationView.Of(found, actor) : Refusal.NotFound;
    }
}

/// <summary>ISMS实施运行授权书 as a Word document; noted in the ledger.</summary>
internal sealed class ExportAuthorisation(IsmsDbContext db, PolicyPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        if (await db.Set<OperatingAuthorisation>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } found)
            return Refusal.NotFound;
        var head = await paper.HeadAsync(actor, AuthorisationApproval.KindName, id, Phrase.In(actor.Culture, "policy.authorisation"), found.Number, found.State == PolicyState.Draft ? "V0.1" : "V1.0", found.State, found.EffectiveOn, ct);
        db.Note("policy_authorisations", id, new { export = found.Number });
        await db.SaveAsync(actor, "policy.export-authorisation", ct);
        List<WordBlock> blocks = [new WordBlock.Banner(), .. found.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(p => new WordBlock.Paragraph(p.Trim())), new WordBlock.Signatures()];
        return WrittenFile.By(Phrase.In(actor.Culture, "policy.authorisation-file"), WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }
}

/// <summary>An authorisation on its way: given by the general manager's signature (4.2.1.9).</summary>
internal sealed class AuthorisationApproval(IsmsDbContext db, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "policy.authorisation";

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 1)];

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => PolicyPermissions.Read;

    protected override Permission Submit => PolicyPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct) =>
        await db.Set<OperatingAuthorisation>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } found
            ? new ApprovalContent(Phrase.Of("policy.authorisation"), found.Number, PolicyPaths.Authorisation(id), SignedContent.Json(new { found.Number, found.Text }))
            {
                Facts = [new(Phrase.Of("policy.field.authorisation"), found.Text)],
            }
            : null;

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<OperatingAuthorisation>().VisibleTo(actor).AnyAsync(a => a.Id == id, ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        foreach (var before in await db.Set<OperatingAuthorisation>().Where(a => a.State == PolicyState.Approved).ToListAsync(ct))
            before.Supersede();
        (await FindAsync(id, ct)).Approve(approval.At, approval.Signatures[^1].Name, await settings.TodayAsync(ct));
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => (await FindAsync(id, ct)).IsDraft ? null : SaveAuthorisation.Frozen;

    private Task<OperatingAuthorisation> FindAsync(Guid id, CancellationToken ct) => db.Set<OperatingAuthorisation>().SingleAsync(a => a.Id == id, ct);
}
