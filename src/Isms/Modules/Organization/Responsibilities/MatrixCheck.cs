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
/// <param name="Confirmed">Why it was left as it is, and by whom; null while nobody said, or not of every row.</param>
/// <param name="Rows">Rows that two columns have in common; none for any other kind.</param>
public sealed record FindingView(MatrixFinding Finding, string Text, string Link, bool Blocks, string? Confirmed, IReadOnlyList<EqualRowView> Rows);

/// <summary>A row in which two columns have the same mark.</summary>
/// <param name="Title">The element, in the reader's language.</param>
/// <param name="Confirmed">Who meant it so, and why; null while nobody said.</param>
public sealed record EqualRowView(string Code, string Title, ResponsibilityMark Mark, string? Confirmed);

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
        var sameAs = EqualColumns.Of(await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == matrixId && c.SameAsId != null).ToListAsync(ct));
        return [.. MatrixChecks.Of(matrix, said, sameAs).Select(f => new FindingView(f, TextOf(f, matrix), f.Link ?? LinkOf(f, matrixId), f.Blocks, ConfirmedOf(f, confirmed),
            [.. f.Rows.Select(r => new EqualRowView(r.Code, TitleOf(matrix, r.Code), r.Mark, confirmed.TryGetValue(r.Key, out var c) ? SaidOf(c) : null))]))];
    }

    private static string? ConfirmedOf(MatrixFinding finding, Dictionary<string, MatrixConfirmation> confirmed)
    {
        if (finding.Rows.Count == 0)
            return confirmed.TryGetValue(finding.Key, out var one) ? SaidOf(one) : null;
        var rows = finding.Rows.Select(r => confirmed.GetValueOrDefault(r.Key)).OfType<MatrixConfirmation>().ToList();
        return rows.Count < finding.Rows.Count ? null
            : Phrase.Of("organization.matrix-equal-confirmed", rows.Count, string.Join(Phrase.Of("ui.list-comma"), rows.Select(SaidOf).Distinct()));
    }

    private static string SaidOf(MatrixConfirmation confirmation) => confirmation.Reason.Length == 0
        ? Phrase.Of("organization.matrix-row-confirmed", confirmation.ByName) : Phrase.Of("organization.matrix-finding-confirmed", confirmation.ByName, confirmation.Reason);

    private static string TitleOf(ResponsibilitySnapshot matrix, string code) => matrix.RowOf(matrix.Edition, code)!.Element.Title(System.Globalization.CultureInfo.CurrentUICulture);

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
        var element = finding.Code is { } code ? $"{code} {TitleOf(matrix, code)}" : "";
        var key = "organization.matrix-finding." + finding.Kind;
        return finding.Kind switch
        {
            FindingKind.NoLead => Phrase.Of(key, element),
            FindingKind.CopiedColumn => Phrase.Of(key, names[0], names[1], finding.Rows.Count),
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
