using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Updates;

/// <summary>A law that was added, changed or repealed.</summary>
/// <param name="Note">What changed.</param>
public sealed record FoundChange(Guid LawId, ChangeKind Kind, [Required, StringLength(Law.TextLength)] string Note);

/// <summary>Records that somebody looked for changes of the laws: where, and what was found (XX-B-10).</summary>
/// <param name="CheckedOn">Not in the future.</param>
/// <param name="Sources">Where was searched.</param>
/// <param name="Changes">Empty when nothing changed.</param>
public sealed record RecordCheckRequest(
    [Required] DateOnly? CheckedOn, [Required, StringLength(Law.TextLength)] string Sources, [StringLength(Law.TextLength)] string? Note, [Required, MaxLength(200)] IReadOnlyList<FoundChange> Changes);

/// <summary>A check as recorded.</summary>
public sealed record CheckSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="RecordCheckRequest"/>
internal sealed class RecordCheck(IsmsDbContext db, Numbers numbers, WorkInbox inbox, SettingsReader settings, ExternalDesk externals, TimeProvider time)
{
    public async Task<Outcome<CheckSaved>> RunAsync(Actor actor, RecordCheckRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (request.CheckedOn > actor.Today)
            return Refusal.Invalid("checkedOn", "compliance.not-in-future");
        var ids = request.Changes.Select(c => c.LawId).ToList();
        if (ids.Distinct().Count() != ids.Count)
            return Refusal.Invalid("changes", "compliance.change-twice");
        var laws = await db.Set<Law>().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        if (request.Changes.Select((c, i) => (c, i)).FirstOrDefault(x => !laws.ContainsKey(x.c.LawId)) is { c: not null } unknown)
            return Refusal.Invalid($"changes[{unknown.i}].lawId", "compliance.no-such-law");
        var due = actor.Today.AddDays(await settings.NumberAsync(ComplianceModule.ChangeDays, ct));
        var check = new LawCheck
        {
            Number = await numbers.TakeAsync(ComplianceModule.CheckNumber, ct), CheckedOn = request.CheckedOn!.Value, ById = actor.PersonId, Sources = request.Sources.Trim(), Note = request.Note?.Trim() ?? "", RecordedAt = time.Instant(),
        };
        db.Add(check);
        foreach (var found in request.Changes)
        {
            var law = laws[found.LawId];
            var change = new LawChange { CheckId = check.Id, LawId = law.Id, Kind = found.Kind, Note = found.Note.Trim(), DueOn = due };
            db.Add(change);
            law.Status = found.Kind switch { ChangeKind.Changed => LawStatus.Amended, ChangeKind.Repealed => LawStatus.Repealed, _ => law.Status };
            if (found.Kind == ChangeKind.Repealed && law.ExternalId is { } text)
                await externals.WithdrawAsync(text, ct);
            inbox.Add(new NewWork(LawDuties.Handle, "compliance.work.handle-change", [law.Number, law.TitleZh, change.Note], CompliancePaths.Law(law.Id) + "#changes", LawDuties.Subject, law.Id, due)
            {
                SourceId = change.Id, Office = law.DepartmentId is null ? Office.IsmsTeam : Office.DepartmentHead, DepartmentId = law.DepartmentId,
            });
        }
        await inbox.CompleteAsync(actor, LawDuties.Subject, LawCheck.Rhythm, LawDuties.Check, ct);
        await db.SaveAsync(actor, "compliance.record-check", ct);
        await writing.CommitAsync(ct);
        return new CheckSaved(check.Id, check.Version, check.Number);
    }
}

/// <summary>Says what was done about a change: clauses compared, documents changed, people told.</summary>
/// <param name="Version">The change's version this is based on.</param>
/// <param name="Handling">What was done.</param>
public sealed record HandleChangeRequest(Guid Id, int Version, [Required, StringLength(Law.TextLength)] string Handling);

/// <summary>A change as saved.</summary>
public sealed record ChangeSaved(Guid Id, int Version) : IVersioned;

/// <inheritdoc cref="HandleChangeRequest"/>
internal sealed class HandleChange(IsmsDbContext db, WorkInbox inbox)
{
    public static readonly Refusal HandledAlready = new("compliance.handled-already");

    /// <summary>An added or changed law that nobody judged: first it is said whether it applies.</summary>
    public static readonly Refusal JudgeFirst = new("compliance.judge-first");

    public async Task<Outcome<ChangeSaved>> RunAsync(Actor actor, HandleChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LawChange>().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } change)
            return Refusal.NotFound;
        var law = await db.Set<Law>().SingleAsync(l => l.Id == change.LawId, ct);
        if (!actor.May(CompliancePermissions.Edit) && !actor.May(CompliancePermissions.Keep, law.DepartmentId))
            return Refusal.Forbidden;
        if (change.HandledOn is not null)
            return HandledAlready;
        if (change.Version != request.Version)
            return Refusal.Stale([]);
        if (change.Kind != ChangeKind.Repealed && law.Standing == LawStanding.Proposed)
            return JudgeFirst with { Obstacles = [new Obstacle(law.TitleZh, CompliancePaths.Law(law.Id))] };
        change.Handle(request.Handling.Trim(), actor.Today, actor.PersonId);
        // Compared with the new text, it is simply the law in force again.
        if (law.Status == LawStatus.Amended && !await db.Set<LawChange>().AnyAsync(c => c.LawId == law.Id && c.Id != change.Id && c.HandledOn == null, ct))
            law.Status = LawStatus.InForce;
        await inbox.CompleteAsync(actor, LawDuties.Subject, law.Id, LawDuties.Handle, ct, change.Id);
        await db.SaveAsync(actor, "compliance.handle-change", ct);
        await writing.CommitAsync(ct);
        return new ChangeSaved(change.Id, change.Version);
    }
}
