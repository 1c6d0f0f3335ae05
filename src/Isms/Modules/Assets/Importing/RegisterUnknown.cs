using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Modules.Criteria;
using Isms.Modules.Organization;

namespace Isms.Modules.Assets.Importing;

/// <summary>Enters what the file names and the organization does not have.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record RegisterUnknownRequest(Guid Id, int Version);

/// <summary>
/// Enters the departments, and then the people in them, that a register names and nobody has entered yet, and looks at the file again: who begins with
/// nothing but a spreadsheet need not type in the organization first. Words that a person has given a meaning, or that mean several people, are left alone.
/// </summary>
internal sealed class RegisterUnknown(IsmsDbContext db, ImportDesk desk, ImportPlanner planner, CriteriaInForce criteria, Newcomers newcomers)
{
    private const string UseCase = "assets.register-unknown";

    public async Task<Outcome<ImportView>> RunAsync(Actor actor, RegisterUnknownRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.EnterNewcomers, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var open = await desk.TakeUpAsync<AssetImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        await using var file = desk.Open(import);
        if (file is null)
            return ImportDesk.FileLost;

        var settings = import.ReadSettings();
        await newcomers.AddDepartmentsAsync(actor, Nobody(await PlanAsync(), WordKind.Department).Select(w => w.Word), ct);
        await db.SaveAsync(actor, UseCase, ct);
        // Only now the file's people are known to be of the departments just entered.
        await newcomers.AddPeopleAsync(Nobody(await PlanAsync(), WordKind.Person).Select(w => (w.Word, w.DepartmentId)), ct);
        await db.SaveAsync(actor, UseCase, ct);
        import.Look(settings, new ImportPreview(await PlanAsync(), await criteria.CurrentAsync(ct), actor.Culture));
        await db.SaveAsync(actor, UseCase, ct);
        await writing.CommitAsync(ct);
        return new ImportView(import);

        Task<ImportPlan> PlanAsync()
        {
            file.Position = 0;
            return planner.PlanAsync(actor, file, import.FileName, settings, ct);
        }
    }

    private static IEnumerable<UnknownWord> Nobody(ImportPlan plan, WordKind kind) =>
        plan.Unknown.Where(w => w.Kind == kind && w.Chosen is null && w.Candidates.Count == 0 && w.Word.Length is > 0 and <= Department.NameLength);
}
