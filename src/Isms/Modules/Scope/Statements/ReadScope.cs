using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Scope.Drawings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>An issue of the context.</summary>
public sealed record IssueView(Guid Id, int Version, bool External, string Topic, string Effect, bool Climate) : IVersioned;

/// <summary>An interested party.</summary>
public sealed record PartyView(Guid Id, int Version, string Name, string Requirement, string Response) : IVersioned;

/// <summary>An area marked on a drawing.</summary>
/// <param name="Points">Corners as percentages of width and height: <c>10,20 40,20 40,60</c>.</param>
/// <param name="SubjectName">What it is, as its own process calls it; empty for none.</param>
public sealed record AreaView(Guid Id, int Version, string Name, string Points, string Note, string SubjectKind, Guid? SubjectId, string SubjectName, string? SubjectLink) : IVersioned;

/// <summary>A drawing.</summary>
/// <param name="Image">Address of the picture.</param>
/// <param name="OlderThan">The approved change of the network that it does not show yet; null when it is up to date.</param>
public sealed record DrawingView(
    Guid Id, int Version, DrawingKind Kind, int Revision, string FileName, string MediaType, int Width, int Height, DateOnly DrawnOn, string UploadedBy, DateTime UploadedAt,
    string Image, IReadOnlyList<AreaView> Areas, NetworkChangeView? OlderThan) : IVersioned;

/// <summary>An approved change of the network.</summary>
/// <param name="Number">Of its record.</param>
/// <param name="Link">The record; null for who may not read it.</param>
public sealed record NetworkChangeView(string Number, DateOnly ApprovedOn, string? Link);

/// <summary>A version with everything it rests on.</summary>
/// <param name="Gaps">What is missing or conspicuous.</param>
/// <param name="MayEdit">The reader may change it now.</param>
public sealed record ScopeView(
    Guid Id, int Version, string Number, string VersionLabel, ScopeState State, string ChangeNote, ScopeFacts Facts, DateTime CreatedAt, DateTime? ApprovedAt, DateOnly? EffectiveOn, DateOnly? ReviewOn,
    IReadOnlyList<IssueView> Issues, IReadOnlyList<PartyView> Parties, IReadOnlyList<DrawingView> Drawings, IReadOnlyList<ScopeGap> Gaps, bool MayEdit) : IVersioned
{
    public DrawingView? Of(DrawingKind kind) => Drawings.FirstOrDefault(d => d.Kind == kind);
}

/// <inheritdoc cref="ScopeView"/>
internal sealed class ReadScope(IsmsDbContext db, ScopeReader reader)
{
    public async Task<Outcome<ScopeView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Read) is { } no)
            return no;
        return await db.Set<ScopeStatement>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, ct) is { } statement
            ? await reader.ViewAsync(actor, statement, ct) : Refusal.NotFound;
    }
}

/// <summary>A version in the list.</summary>
/// <param name="OlderThan">The approved change of the network that its topology drawing does not show yet; null when it is up to date, or was replaced.</param>
public sealed record ScopeListRow(
    Guid Id, string Number, string VersionLabel, ScopeState State, string ChangeNote, string ScopeText, DateOnly? EffectiveOn, DateOnly? ReviewOn, int Version, NetworkChangeView? OlderThan = null);

/// <summary>All versions the reader may know of, the newest first.</summary>
internal sealed class ListScopes(IsmsDbContext db, OldDrawings old)
{
    public async Task<Outcome<IReadOnlyList<ScopeListRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Read) is { } no)
            return no;
        var rows = await db.Set<ScopeStatement>().AsNoTracking().VisibleTo(actor).OrderByDescending(s => s.Major).ThenByDescending(s => s.Minor)
            .Select(s => new ScopeListRow(s.Id, s.Number, s.VersionLabel, s.State, s.ChangeNote, s.ScopeText, s.EffectiveOn, s.ReviewOn, s.Version, null)).ToListAsync(ct);
        var found = await old.FindAsync(actor, ct);
        return rows.ConvertAll(r => r with { OlderThan = found.GetValueOrDefault(r.Id) });
    }
}

internal static class ScopeReach
{
    /// <summary>Drafts are for who draws them up, signs or audits; everybody reads what is or was in force.</summary>
    public static IQueryable<ScopeStatement> VisibleTo(this IQueryable<ScopeStatement> statements, Actor actor)
    {
        var all = actor.IsSystem || actor.May(ScopePermissions.Edit) || actor.Holds(Office.GeneralManager) || actor.Holds(Office.InternalAuditor) || actor.Holds(Office.DepartmentHead);
        return statements.Where(s => all || s.State == ScopeState.Approved || s.State == ScopeState.Superseded);
    }
}
