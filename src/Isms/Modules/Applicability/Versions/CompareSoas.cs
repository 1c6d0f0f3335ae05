using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>Two versions side by side.</summary>
public sealed record CompareSoasRequest(Guid OldId, Guid NewId);

/// <summary>How a control differs.</summary>
/// <param name="OldKeys">What it was in the old version: the same key, those mapped to it from another edition, or none.</param>
/// <param name="Differences">Field, old value as <c>Yours</c>, new as <c>Current</c>.</param>
public sealed record ControlComparison(string? NewKey, IReadOnlyList<string> OldKeys, string Title, IReadOnlyList<FieldDifference> Differences, string Link);

/// <summary>What changed between two versions.</summary>
/// <param name="ScopeChanged">The scope text is another.</param>
/// <param name="Same">Controls of which the two say the same.</param>
public sealed record SoaComparison(SoaSaved Old, SoaSaved New, bool ScopeChanged, string OldScope, string NewScope, IReadOnlyList<ControlComparison> Changed, int Same);

/// <summary>Compares two versions; of different editions through the map.</summary>
internal sealed class CompareSoas(IsmsDbContext db, StatementReader statements)
{
    public async Task<Outcome<SoaComparison>> RunAsync(Actor actor, CompareSoasRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read, request) is { } no)
            return no;
        var older = await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.OldId, ct);
        var newer = await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.NewId, ct);
        if (older is null || newer is null)
            return Refusal.NotFound;
        var before = (await statements.RowsAsync(older, ct)).ToDictionary(r => r.Key);
        var after = await statements.RowsAsync(newer, ct);
        var compared = after.Select(row => Compare(row, Counterparts(row, older.Edition, before))).ToList();
        var reached = after.SelectMany(row => Counterparts(row, older.Edition, before)).Select(r => r.Key).ToHashSet();
        compared.AddRange(before.Values.Where(r => !reached.Contains(r.Key)).Select(Gone));
        return new SoaComparison(SoaSaved.Of(older), SoaSaved.Of(newer), older.Scope != newer.Scope, older.Scope, newer.Scope,
            [.. compared.Where(c => c.Differences.Count > 0)], compared.Count(c => c.Differences.Count == 0));
    }

    private static List<StatementRow> Counterparts(StatementRow row, Edition edition, Dictionary<ControlKey, StatementRow> before) =>
        row.Decision.Additional || row.Key.Edition == edition
            ? before.TryGetValue(new(edition, row.Key.Code), out var same) ? [same] : []
            : [.. ControlMap.To(row.Key, edition).Where(m => before.ContainsKey(m.Key)).Select(m => before[m.Key])];

    private static ControlComparison Compare(StatementRow row, List<StatementRow> old)
    {
        var fields = Fields(row).Zip(Fields(), (now, name) => new FieldDifference(name, string.Join("；", old.Select(o => Fields(o)[Array.IndexOf(Fields(), name)]).Where(t => t.Length > 0).Distinct()), now));
        return new(row.Key.ToString(), [.. old.Select(o => o.Key.ToString())], row.Title(CultureInfo.CurrentUICulture), [.. fields.Where(f => f.Yours != f.Current)],
            SoaPages.Control(row.Decision.SoaId, row.Key));
    }

    private static ControlComparison Gone(StatementRow row) => new(null, [row.Key.ToString()], row.Title(CultureInfo.CurrentUICulture),
        [new FieldDifference("standing", DecisionDesk.StandingName(row.Decision.Standing), null)], SoaPages.Control(row.Decision.SoaId, row.Key));

    private static string[] Fields() => ["standing", "reasons", "reason", "documents", "status", "department"];

    private static string[] Fields(StatementRow row) =>
    [
        DecisionDesk.StandingName(row.Decision.Standing), DecisionDesk.ReasonNames(row.Decision.Reasons), row.Decision.Reason, row.Decision.Documents,
        row.Decision.Standing == ControlStanding.Applicable ? Phrase.Of("applicability.status." + row.Status) : "", row.Department,
    ];
}
