using System.Collections.Concurrent;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers.Views;

/// <summary>A view as its reader sees it.</summary>
/// <param name="Register">Key of the register it asks.</param>
/// <param name="Question">As it stands in the address behind the question mark.</param>
/// <param name="Shared">Everybody who opens the register sees it.</param>
/// <param name="Mine">The reader saved it.</param>
/// <param name="MayChange">The reader may rename, change or delete it.</param>
public sealed record ViewOfRegister(Guid Id, string Register, string Name, string Question, bool Shared, bool Mine, bool MayChange, int Version) : Http.IVersioned;

/// <summary>What one person's list offers beside its rows.</summary>
/// <param name="Columns">Keys of the columns last chosen; empty for the standard ones.</param>
internal sealed record ListChoices(IReadOnlyList<ViewOfRegister> Views, IReadOnlyList<string> Columns);

/// <summary>
/// The views and columns of a register. Read at most every five seconds per process (at once after a change in this one), so that a list does
/// not pay for them with a statement of its own.
/// </summary>
internal sealed class ViewsReader(IsmsDbContext db, TimeProvider time)
{
    private const int MostColumnChoices = 10_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<(string Database, string Register), Known> Cache = new();

    private string Database => db.Database.GetConnectionString() ?? "";

    public async Task<ListChoices> OfAsync(Actor actor, string register, CancellationToken ct)
    {
        var known = await KnownAsync(register, ct);
        return new ListChoices(
            [.. known.Views.Where(v => v.Shared || v.OwnerId == actor.PersonId).Select(v => Of(actor, v))],
            known.Columns.GetValueOrDefault(actor.PersonId, []));
    }

    /// <summary>Call after a view or a choice of columns was saved.</summary>
    public void Forget(string register) => Cache.TryRemove((Database, register), out _);

    public static ViewOfRegister Of(Actor actor, SavedView view) => new(view.Id, view.Register, view.Name, view.Question, view.Shared,
        view.OwnerId == actor.PersonId, MayChange(actor, view), view.Version);

    /// <summary>One's own; and what is shared, for those who may share.</summary>
    public static bool MayChange(Actor actor, SavedView view) => view.OwnerId == actor.PersonId || (view.Shared && actor.May(ViewPermissions.Share));

    private async Task<Known> KnownAsync(string register, CancellationToken ct)
    {
        var now = time.Instant();
        if (Cache.TryGetValue((Database, register), out var cached) && now - cached.At < Freshness && now >= cached.At)
            return cached;
        // Both in one statement: a list page has few to spend.
        var rows = await db.Set<SavedView>().Where(v => v.Register == register)
            .Select(v => new { v.Id, PersonId = v.OwnerId, v.Name, Text = v.Question, v.Shared, v.Version })
            .Concat(db.Set<ShownColumns>().Where(c => c.Register == register).Take(MostColumnChoices)
                .Select(c => new { Id = c.PersonId, c.PersonId, Name = "", Text = c.Columns, Shared = false, Version = 0 }))
            .ToListAsync(ct);
        var known = new Known(now,
            [.. rows.Where(r => r.Version > 0).OrderBy(r => SortKey.Of(r.Name), StringComparer.Ordinal).Select(r => new SavedView
            {
                Id = r.Id, Register = register, Name = r.Name, Question = r.Text, Shared = r.Shared, OwnerId = r.PersonId, Version = r.Version,
            })],
            rows.Where(r => r.Version == 0).ToDictionary(r => r.PersonId, r => r.Text.Split(',', StringSplitOptions.RemoveEmptyEntries)));
        return Cache[(Database, register)] = known;
    }

    private sealed record Known(DateTime At, IReadOnlyList<SavedView> Views, Dictionary<Guid, string[]> Columns);
}

/// <summary>Rights around views.</summary>
internal static class ViewPermissions
{
    /// <summary>One's own views and columns.</summary>
    public static readonly Permission Own = new Permission("kernel.own-views").Everywhere(Enum.GetValues<Office>());

    /// <summary>Views that everybody sees.</summary>
    public static readonly Permission Share = new Permission("kernel.share-views").Everywhere(
        Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead,
        Office.DocumentController, Office.InternalAuditor, Office.SystemAdministrator, Office.AuditAdministrator);

    public static IReadOnlyList<Permission> All { get; } = [Own, Share];
}
