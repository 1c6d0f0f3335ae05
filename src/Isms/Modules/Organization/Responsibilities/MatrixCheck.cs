using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>A finding as a person works it off.</summary>
/// <param name="Text">In the reader's language.</param>
/// <param name="Link">Where it is put right.</param>
/// <param name="Blocks">The version cannot be approved with it.</param>
/// <param name="Confirmed">Why it was left as it is, and by whom; null while nobody said.</param>
public sealed record FindingView(MatrixFinding Finding, string Text, string Link, bool Blocks, string? Confirmed);

/// <summary>Looks a version through, with what the statement of applicability says of the controls.</summary>
internal sealed class MatrixCheck(IsmsDbContext db, MatrixReader reader, IEnumerable<IControlDecisions> statements)
{
    public async Task<IReadOnlyList<FindingView>> FindingsAsync(Guid matrixId, CancellationToken ct)
    {
        var matrix = await reader.SnapshotAsync(matrixId, ct);
        var said = new Dictionary<ControlKey, ControlSaying>();
        var controls = matrix.Rows.SelectMany(r => MatrixChecks.ControlsOf(r.Element).SelectMany(g => g)).Distinct().ToList();
        foreach (var statement in statements)
        {
            foreach (var (key, (standing, link)) in await statement.OfAsync(controls, ct))
                said[key] = new ControlSaying(standing, link);
        }
        var confirmed = await db.Set<MatrixConfirmation>().AsNoTracking().Where(c => c.MatrixId == matrixId).ToDictionaryAsync(c => c.Finding, StringComparer.Ordinal, ct);
        return [.. MatrixChecks.Of(matrix, said).Select(f => new FindingView(f, TextOf(f, matrix), f.Link ?? LinkOf(f, matrixId), f.Blocks,
            confirmed.TryGetValue(f.Key, out var c) ? Phrase.Of("organization.matrix-finding-confirmed", c.ByName, c.Reason) : null))];
    }

    /// <summary>What stands in the way of approval, with links; null when nothing does.</summary>
    public async Task<Refusal?> ObstacleAsync(Guid matrixId, CancellationToken ct)
    {
        var blocking = (await FindingsAsync(matrixId, ct)).Where(f => f.Blocks).ToList();
        return blocking.Count == 0 ? null : Incomplete.With(blocking.Count) with { Obstacles = [.. blocking.Select(f => new Obstacle(f.Text, f.Link))] };
    }

    public static readonly Refusal Incomplete = new("organization.matrix-incomplete");

    private static string LinkOf(MatrixFinding finding, Guid matrixId) =>
        finding.Code is { } code ? MatrixPaths.Row(matrixId, code) : MatrixPaths.Columns(matrixId);

    private static string TextOf(MatrixFinding finding, ResponsibilitySnapshot matrix)
    {
        string Listed(IEnumerable<string> names) => string.Join(Phrase.Of("ui.list-comma"), names);
        var names = finding.Names;
        var element = finding.Code is { } code ? $"{code} {matrix.RowOf(matrix.Edition, code)!.Element.Title(System.Globalization.CultureInfo.CurrentUICulture)}" : "";
        var key = "organization.matrix-finding." + finding.Kind;
        return finding.Kind switch
        {
            FindingKind.NoLead => Phrase.Of(key, element),
            FindingKind.CopiedColumn => Phrase.Of(key, names[0], names[1]),
            FindingKind.TopManagementColumn => Phrase.Of(key, names[0], Listed(names.Skip(1))),
            FindingKind.ParentConflict => Phrase.Of(key, element, names[2], names[0], names[1]),
            _ => Phrase.Of(key, element, Listed(names)),
        };
    }
}

/// <summary>The findings of a version, the ones in the way first.</summary>
internal sealed class CheckMatrix(IsmsDbContext db, MatrixCheck check)
{
    public async Task<Outcome<IReadOnlyList<FindingView>>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read) is { } no)
            return no;
        if (!await db.Set<ResponsibilityMatrix>().VisibleTo(actor).AnyAsync(m => m.Id == id, ct))
            return Refusal.NotFound;
        return (await check.FindingsAsync(id, ct)).OrderBy(f => f.Confirmed is not null).ToList();
    }
}

internal static class MatrixReach
{
    /// <summary>Drafts are for who draws them up and for who signs or audits; everybody reads what is or was in force.</summary>
    public static IQueryable<ResponsibilityMatrix> VisibleTo(this IQueryable<ResponsibilityMatrix> matrices, Actor actor)
    {
        var all = actor.May(ResponsibilityPermissions.Edit) || actor.Holds(Office.GeneralManager) || actor.Holds(Office.InternalAuditor) || actor.Holds(Office.DepartmentHead);
        return matrices.Where(m => all || m.State == MatrixState.Approved || m.State == MatrixState.Superseded);
    }
}
