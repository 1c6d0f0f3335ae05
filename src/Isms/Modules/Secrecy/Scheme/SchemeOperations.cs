using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy.Scheme;

/// <summary>A version of the scheme in the list.</summary>
public sealed record SchemeLine(Guid Id, string Label, SchemeState State, string Reason, DateTime CreatedAt, DateTime? InForceAt);

/// <summary>A version of the scheme with its classes, lowest first.</summary>
public sealed record SchemeView(
    Guid Id, int Version, string Label, SchemeState State, string Reason, DateTime? InForceAt, IReadOnlyList<ClassDefinition> Classes, IReadOnlyList<SchemeLine> Versions, bool MayEdit) : IVersioned;

/// <summary>A scheme as saved.</summary>
public sealed record SchemeSaved(Guid Id, int Version, string Label, SchemeState State) : IVersioned;

/// <summary>Reads the scheme in force, or another version.</summary>
internal sealed class ReadScheme(IsmsDbContext db)
{
    /// <param name="id">Null for the one in force.</param>
    public async Task<Outcome<SchemeView>> RunAsync(Actor actor, Guid? id, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See) is { } no)
            return no;
        var schemes = await db.Set<ClassificationScheme>().AsNoTracking().OrderByDescending(s => s.Serial).ToListAsync(ct);
        var mayEdit = actor.May(SecrecyPermissions.Edit);
        // What is being thought about is for who writes and signs it.
        var shown = schemes.Where(s => mayEdit || actor.Holds(Office.GeneralManager) || s.State is SchemeState.InForce or SchemeState.Superseded).ToList();
        if ((id is { } asked ? shown.Find(s => s.Id == asked) : shown.Find(s => s.State == SchemeState.InForce)) is not { } scheme)
            return Refusal.NotFound;
        return new SchemeView(scheme.Id, scheme.Version, scheme.Label, scheme.State, scheme.Reason, scheme.InForceAt, scheme.Classes,
            shown.ConvertAll(s => new SchemeLine(s.Id, s.Label, s.State, s.Reason, s.CreatedAt, s.InForceAt)), mayEdit);
    }
}

/// <summary>Begins a new version as a copy of the one in force.</summary>
internal sealed class DraftScheme(IsmsDbContext db, TimeProvider time)
{
    public static readonly Refusal OneAtATime = new("secrecy.one-draft");

    public async Task<Outcome<SchemeSaved>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.Edit) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var schemes = await db.Set<ClassificationScheme>().OrderByDescending(s => s.Serial).ToListAsync(ct);
        if (schemes.Find(s => s.State is SchemeState.Draft or SchemeState.InApproval) is { } open)
            return OneAtATime with { Obstacles = [new Obstacle(open.Label, SecrecyPaths.Scheme(open.Id))] };
        var scheme = new ClassificationScheme { Serial = schemes.Count == 0 ? 1 : schemes[0].Serial + 1, CreatedAt = time.Instant() };
        scheme.Define(schemes.Find(s => s.State == SchemeState.InForce)?.Classes ?? DefaultScheme.Classes);
        db.Add(scheme);
        await db.SaveAsync(actor, "secrecy.draft-scheme", ct);
        await writing.CommitAsync(ct);
        return new SchemeSaved(scheme.Id, scheme.Version, scheme.Label, scheme.State);
    }
}

/// <summary>Writes a draft of the scheme.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="Reason">What is changed, and why.</param>
/// <param name="Classes">All five; those not used are kept with <c>used</c> false.</param>
public sealed record SaveSchemeRequest(
    Guid Id, int Version, [Required, StringLength(ClassificationScheme.ReasonLength)] string Reason, [property: Required, MinLength(5), MaxLength(5)] IReadOnlyList<ClassDefinition> Classes);

/// <inheritdoc cref="SaveSchemeRequest"/>
internal sealed class SaveScheme(IsmsDbContext db)
{
    /// <summary>What is in force, or being signed, does not change.</summary>
    public static readonly Refusal NotDraft = new("secrecy.scheme-not-draft");

    public async Task<Outcome<SchemeSaved>> RunAsync(Actor actor, SaveSchemeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (SchemeCheck.Problems(request.Classes) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ClassificationScheme>().SingleOrDefaultAsync(s => s.Id == request.Id, ct) is not { } scheme)
            return Refusal.NotFound;
        if (scheme.State != SchemeState.Draft)
            return NotDraft;
        if (scheme.Version != request.Version)
            return Refusal.Stale([new FieldDifference("reason", request.Reason, scheme.Reason)]);
        scheme.Reason = request.Reason.Trim();
        scheme.Define(request.Classes);
        await db.SaveAsync(actor, "secrecy.save-scheme", ct);
        await writing.CommitAsync(ct);
        return new SchemeSaved(scheme.Id, scheme.Version, scheme.Label, scheme.State);
    }
}

/// <summary>What makes a scheme unfit.</summary>
internal static class SchemeCheck
{
    public static List<FieldProblem> Problems(IReadOnlyList<ClassDefinition> classes)
    {
        var problems = new List<FieldProblem>();
        if (!classes.Select(c => c.Class).Order().SequenceEqual(Enum.GetValues<Classification>()))
            return [new FieldProblem("classes", "secrecy.five-classes")];
        foreach (var line in classes)
        {
            var field = line.Class.ToString().ToLowerInvariant();
            if (string.IsNullOrWhiteSpace(line.Name.Zh) || string.IsNullOrWhiteSpace(line.Name.En))
                problems.Add(new FieldProblem("name." + field, "kernel.field-required"));
            else if (line.Name.Zh.Length > ClassificationScheme.NameLength || line.Name.En.Length > ClassificationScheme.NameLength * 2)
                problems.Add(new FieldProblem("name." + field, "secrecy.too-long", ClassificationScheme.NameLength));
            else if (classes.Any(c => c.Class != line.Class && (c.Name.Zh == line.Name.Zh || string.Equals(c.Name.En, line.Name.En, StringComparison.OrdinalIgnoreCase))))
                problems.Add(new FieldProblem("name." + field, "secrecy.name-twice", line.Name.Zh));
            if ((line.Mark.Zh ?? "").Length > ClassificationScheme.MarkLength || (line.Mark.En ?? "").Length > ClassificationScheme.MarkLength)
                problems.Add(new FieldProblem("mark." + field, "secrecy.too-long", ClassificationScheme.MarkLength));
            if (line.Handling is not { } rules || new[] { rules.Know, rules.Store, rules.Send, rules.Copy, rules.Destroy }.Any(r => r.Zh is null || r.En is null || r.Zh.Length > ClassificationScheme.RuleLength || r.En.Length > ClassificationScheme.RuleLength))
                problems.Add(new FieldProblem("rules." + field, "secrecy.too-long", ClassificationScheme.RuleLength));
            if (line.Offices is null || line.Offices.Any(o => !Enum.IsDefined(o)))
                problems.Add(new FieldProblem("offices." + field, "kernel.field-choice"));
            // Whatever is secret enough to be kept from most is not open to everybody.
            else if (line.Class >= Classification.Confidential && line.Offices.Contains(Office.Employee))
                problems.Add(new FieldProblem("offices." + field, "secrecy.not-everybody", line.Name.Zh));
            if (line.Class >= Classification.Confidential && line.Used && !(line.Logged && line.ApprovedOutside && line.EncryptedOutside))
                problems.Add(new FieldProblem("rules." + field, "secrecy.upper-guarded", line.Name.Zh));
        }
        if (classes.Count(c => c.Used) < 2)
            problems.Add(new FieldProblem("classes", "secrecy.two-classes"));
        return problems;
    }
}

/// <summary>The scheme on its way: 审核 by the management representative, 批准 by the general manager. On approval it counts at once, everywhere.</summary>
internal sealed class SchemeApproval(IsmsDbContext db, SchemeReader reader) : ApprovalSubject
{
    public const string KindName = "secrecy.scheme";

    /// <summary>Say first what is changed and why.</summary>
    public static readonly Refusal NoReason = new("secrecy.scheme-no-reason");

    public override string Kind => KindName;

    protected override Permission Read => SecrecyPermissions.See;

    protected override Permission Submit => SecrecyPermissions.Edit;

    public override Office? FinalApprover => Office.GeneralManager;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ClassificationScheme>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } scheme)
            return null;
        var culture = CultureInfo.CurrentUICulture;
        return new ApprovalContent(Phrase.Of("secrecy.scheme-title", scheme.Label), scheme.Label, SecrecyPaths.Scheme(id), SignedContent.Json(new { scheme.Label, scheme.Reason, scheme.Classes }))
        {
            Facts =
            [
                new(Phrase.Of("secrecy.field.reason"), scheme.Reason),
                .. scheme.Classes.Where(c => c.Used).Select(c => new ApprovalFact(c.Name.In(culture), SchemeText.Readers(c))),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var scheme = await FindAsync(id, ct);
        foreach (var before in await db.Set<ClassificationScheme>().Where(s => s.State == SchemeState.InForce).ToListAsync(ct))
            before.Supersede();
        scheme.PutInForce(approval.At);
        // Only what changes is touched: a reader that stays keeps its row.
        var now = await db.Set<ClassReader>().ToListAsync(ct);
        var wanted = ClassReader.Of(scheme).ToList();
        db.RemoveRange(now.Where(r => !wanted.Exists(w => Same(w, r))));
        db.AddRange(wanted.Where(w => !now.Exists(r => Same(w, r))));
        reader.Forget();

        static bool Same(ClassReader a, ClassReader b) => (a.Class, a.Office, a.InOwnDepartment) == (b.Class, b.Office, b.InOwnDepartment);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var scheme = await db.Set<ClassificationScheme>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        return scheme.State != SchemeState.Draft ? SaveScheme.NotDraft : scheme.Reason.Length == 0 ? NoReason with { Obstacles = [new Obstacle(scheme.Label, SecrecyPaths.Scheme(id))] } : null;
    }

    private Task<ClassificationScheme> FindAsync(Guid id, CancellationToken ct) => db.Set<ClassificationScheme>().SingleAsync(s => s.Id == id, ct);
}

/// <summary>The scheme in words.</summary>
internal static class SchemeText
{
    /// <summary>Who may know a class: 总经理、管理者代表、所属部门负责人.</summary>
    public static string Readers(ClassDefinition line)
    {
        if (line.Offices.Contains(Office.Employee))
            return Phrase.Of("secrecy.everybody");
        IEnumerable<string> words = line.Offices.Order().Select(o => Phrase.Of("kernel.office." + o));
        if (line.OwnHead)
            words = words.Append(Phrase.Of("secrecy.own-head"));
        if (line.OwnDepartment)
            words = words.Append(Phrase.Of("secrecy.own-department"));
        return string.Join(Phrase.Of("ui.list-comma"), words.Append(Phrase.Of("secrecy.and-named")));
    }
}
