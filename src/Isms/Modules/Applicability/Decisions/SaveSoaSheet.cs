using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Editing;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Implementing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>Decides on several controls of a draft at once: all, or none.</summary>
/// <param name="SaveOthers">True to save the rows that nobody else changed, when some were; false saves nothing then.</param>
public sealed record SaveSoaSheetRequest(Guid SoaId, [Required, MinLength(1), MaxLength(300)] IReadOnlyList<SoaSheetRow> Rows, bool SaveOthers = false);

/// <summary>One control of the sheet.</summary>
/// <param name="Key">Edition and code.</param>
/// <param name="Version">The version of the decision it is based on.</param>
/// <param name="Decision">Null leaves it as it is.</param>
/// <param name="Progress">Null leaves it as it is.</param>
public sealed record SoaSheetRow([Required] string Key, int Version, DecisionInput? Decision = null, SheetProgress? Progress = null);

/// <summary>Who answers for a control and how far it is.</summary>
/// <param name="Version">The version of the implementation it is based on.</param>
public sealed record SheetProgress(int Version, Guid? DepartmentId, ImplementationStatus Status);

/// <summary>What was saved.</summary>
/// <param name="Saved">How many controls were changed.</param>
/// <param name="Conflicts">Controls that somebody else changed; they are as the other person left them.</param>
public sealed record SoaSheetSaved(int Saved, IReadOnlyList<SheetConflict> Conflicts);

/// <summary>Saves the sheet in one transaction; every problem is reported with its row.</summary>
internal sealed class SaveSoaSheet(IsmsDbContext db, DecisionDesk desk, ImplementationDesk implementations)
{
    public async Task<Outcome<SoaSheetSaved>> RunAsync(Actor actor, SaveSoaSheetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var found = new List<FoundControl>();
        foreach (var row in request.Rows)
        {
            var control = await desk.FindAsync(request.SoaId, row.Key, ct);
            if (control.Refusal is { } missing)
                return missing;
            found.Add(control.Value!);
        }
        if (!found[0].Soa.IsDraft)
            return DecisionDesk.Frozen.With(found[0].Soa.VersionLabel);
        var sheet = SheetRows.Sort(request.Rows, r => r.Key[(r.Key.IndexOf(':') + 1)..], (r, index) => Stale(r, found[index]) is { Count: > 0 } differences ? differences : null);
        if (sheet.Refuse(request.SaveOthers) is { } stale)
            return stale;
        if (await TakeAsync(actor, sheet.Fresh, found, ct) is { } wrong)
            return wrong;
        var excluded = found.Where(f => f.Decision.Standing == ControlStanding.Excluded && db.Entry(f.Decision).State == EntityState.Modified).Select(f => f.Decision.Key).ToList();
        if (await desk.ReliedOnAsync(found[0].Soa.Edition, excluded, actor, ct) is { } relied)
            return relied;
        await db.SaveAsync(actor, "applicability.save-sheet", ct);
        await writing.CommitAsync(ct);
        return new SoaSheetSaved(sheet.Fresh.Count, sheet.Conflicts);
    }

    private async Task<Refusal?> TakeAsync(Actor actor, IReadOnlyList<(int Index, SoaSheetRow Row)> rows, List<FoundControl> found, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        foreach (var (index, row) in rows)
        {
            if (row.Decision is { } input)
            {
                var facts = await desk.CheckAsync(found[index].Decision.Key, input, found[index].Decision.ChallengeAnswer, SheetRows.Prefix(index), ct);
                problems.AddRange(facts.Refusal?.Fields ?? []);
                if (facts.Value is { } decided)
                    found[index].Decision.Decide(decided);
            }
            if (row.Progress is { } progress)
            {
                var implementation = found[index].Implementation;
                problems.AddRange(await implementations.TakeAsync(actor, implementation,
                    new ProgressFacts(progress.DepartmentId, progress.Status, implementation.EvidenceLink, implementation.Note), SheetRows.Prefix(index), ct));
            }
        }
        return problems.Count > 0 ? Refusal.Invalid(problems) : null;
    }

    private static IReadOnlyList<FieldDifference> Stale(SoaSheetRow row, FoundControl found)
    {
        var differences = new List<FieldDifference>();
        if (row.Decision is { } decision && found.Decision.Version != row.Version)
            differences.AddRange(DecisionDesk.Differences(found.Decision, decision, "").DefaultIfEmpty(new FieldDifference("version", Text(row.Version), Text(found.Decision.Version))));
        if (row.Progress is { } progress && found.Implementation.Version != progress.Version)
            differences.Add(new FieldDifference("status", StatusName(progress.Status), StatusName(found.Implementation.Status)));
        return differences;
    }

    private static string StatusName(ImplementationStatus status) => Phrase.Of("applicability.status." + status);

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
