using System.Collections.Concurrent;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>A department to choose from, in the order of the tree.</summary>
/// <param name="Depth">0 for one without a department above.</param>
internal sealed record DepartmentChoice(Guid Id, string Name, int Depth)
{
    /// <summary>The name, set in by its depth.</summary>
    public string Text => new string('　', Depth) + Name;
}

/// <summary>
/// The open departments for lists and filters. Read at most every five seconds per process (and at once after a change in this one), so a page does not pay
/// for them.
/// </summary>
internal sealed class DepartmentChoices(IsmsDbContext db, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, (DateTime At, IReadOnlyList<DepartmentChoice> Choices)> Cache = new(StringComparer.Ordinal);

    private string Database => db.Database.GetConnectionString() ?? "";

    public async Task<IReadOnlyList<DepartmentChoice>> AllAsync(CancellationToken ct)
    {
        var now = time.Instant();
        if (Cache.TryGetValue(Database, out var cached) && now - cached.At < Freshness && now >= cached.At)
            return cached.Choices;
        var open = await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Code).Select(d => new { d.Id, d.Name, d.ParentId }).ToListAsync(ct);
        var ids = open.Select(d => d.Id).ToHashSet();
        var below = open.ToLookup(d => d.ParentId is { } parent && ids.Contains(parent) ? d.ParentId : null);
        var choices = new List<DepartmentChoice>(open.Count);
        Append(null, 0);
        Cache[Database] = (now, choices);
        return choices;

        void Append(Guid? parent, int depth)
        {
            foreach (var d in below[parent])
            {
                choices.Add(new DepartmentChoice(d.Id, d.Name, depth));
                Append(d.Id, depth + 1);
            }
        }
    }

    /// <summary>Call after departments were saved.</summary>
    public void Forget() => Cache.TryRemove(Database, out _);
}
