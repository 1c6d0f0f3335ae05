using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Progress;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Packs;

/// <summary>Asks for a pack.</summary>
/// <param name="Edition">Year of the edition whose clauses it follows.</param>
/// <param name="Clauses">Numbers of clauses with evidence of their own; null or empty for all.</param>
/// <param name="From">First day of the period; what was dated before and is still in force is in it, too.</param>
/// <param name="To">Last day; today at the latest.</param>
public sealed record PreparePackRequest(int Edition, IReadOnlyList<string>? Clauses, DateOnly From, DateOnly To);

/// <summary>The pack asked for, and the work that puts it together.</summary>
public sealed record PackStarted(Guid Id, string Number, Guid JobId);

/// <summary>Puts together, in the background, what the person may see of the evidence for some clauses; the export is in the ledger.</summary>
internal sealed class PreparePack(IsmsDbContext db, Numbers numbers, Jobs jobs, TimeProvider time)
{
    /// <summary>The longest period of one pack, in years: longer than a certificate with the cycle before it.</summary>
    public const int MostYears = 6;

    public async Task<Outcome<PackStarted>> RunAsync(Actor actor, PreparePackRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.Pack, request) is { } no)
            return no;
        if (Check(request, actor.Today) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        EvidencePack pack;
        await using (var writing = await db.BeginAsync(ct))
        {
            pack = new EvidencePack
            {
                Number = await numbers.TakeAsync(ConformityModule.PackNumber, ct), Edition = (Edition)request.Edition, FromOn = request.From, ToOn = request.To,
                Clauses = string.Join('|', (request.Clauses ?? []).Distinct(StringComparer.Ordinal)), PreparedById = actor.PersonId, PreparedBy = actor.Name, PreparedAt = time.Instant(),
            };
            db.Add(pack);
            await db.SaveAsync(actor, "conformity.prepare-pack", ct);
            await writing.CommitAsync(ct);
        }
        var id = pack.Id;
        var job = await jobs.StartAsync(actor, "conformity.pack", Phrase.Of("conformity.pack-job", pack.Number),
            (services, progress, token) => services.GetRequiredService<PackAssembly>().RunJobAsync(actor, id, progress, token), ct);
        return new PackStarted(id, pack.Number, job);
    }

    private static List<FieldProblem> Check(PreparePackRequest request, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        var edition = (Edition)request.Edition;
        if (!Enum.IsDefined(edition))
            problems.Add(new FieldProblem("edition", "conformity.pack-unknown-edition"));
        else
        {
            var known = ClauseRows(edition);
            if (request.Clauses?.FirstOrDefault(c => !known.Contains(c)) is { } unknown)
                problems.Add(new FieldProblem("clauses", "conformity.pack-unknown-clause", unknown, request.Edition));
        }
        if (request.From == default)
            problems.Add(new FieldProblem("from", "conformity.pack-no-day"));
        if (request.To == default)
            problems.Add(new FieldProblem("to", "conformity.pack-no-day"));
        else if (request.To > today)
            problems.Add(new FieldProblem("to", "conformity.pack-future"));
        else if (request.To < request.From)
            problems.Add(new FieldProblem("to", "conformity.pack-reversed"));
        else if (request.From != default && request.From.AddYears(MostYears) < request.To)
            problems.Add(new FieldProblem("from", "conformity.pack-too-long", MostYears));
        return problems;
    }

    private static HashSet<string> ClauseRows(Edition edition) => [.. ControlCatalogue.Of(edition).Clauses.Select(c => c.Key.Number)];
}
