using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>What is asked for, by whom, for what and until when.</summary>
/// <param name="Procedure">Number or title of the procedure supported; required for <see cref="ResourcePurpose.Procedure"/>.</param>
/// <param name="Planned">In the unit of the kind: people, the organization's currency, or person-days.</param>
/// <param name="Asked">What is asked for now; all that was planned when null.</param>
/// <param name="ItemId">The treatment item it is for.</param>
public sealed record RequestFacts(
    [Required, StringLength(ResourceRequest.TitleLength)] string Title, ResourceKind Kind, ResourcePurpose Purpose, [StringLength(100)] string? Procedure,
    [Required, StringLength(ResourceRequest.TextLength)] string Reason, Guid DepartmentId, [Required] DateOnly? NeededOn, [Required, Range(0.01, 1_000_000_000)] decimal? Planned,
    [Range(0.01, 1_000_000_000)] decimal? Asked = null, Guid? ItemId = null);

/// <summary>A request as saved.</summary>
public sealed record RequestSaved(Guid Id, int Version, string Number, RequestState State) : IVersioned;

/// <summary>Checks the facts of a request and writes them into it.</summary>
internal sealed class RequestFactsCheck(IsmsDbContext db)
{
    /// <summary>What is wrong, field by field; empty when nothing is.</summary>
    public async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(Actor actor, RequestFacts facts, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (!actor.May(ResourcePermissions.Edit, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "resources.no-such-department"));
        // 5.2.1 b): what supports business needs is a procedure, and it is named.
        if (facts.Purpose == ResourcePurpose.Procedure && string.IsNullOrWhiteSpace(facts.Procedure))
            problems.Add(new FieldProblem("procedure", "resources.procedure-needed"));
        else if (facts.Purpose == ResourcePurpose.Procedure && DocumentList.Resolve(facts.Procedure!.Trim()) is not { Kind: ListedKind.Procedure })
            problems.Add(new FieldProblem("procedure", "resources.no-such-procedure", facts.Procedure));
        if (facts.Asked > facts.Planned)
            problems.Add(new FieldProblem("asked", "resources.asked-above-planned"));
        if (facts.ItemId is { } item && !await TreatmentViews.Items(db).AnyAsync(i => i.Id == item && i.DepartmentId == facts.DepartmentId, ct))
            problems.Add(new FieldProblem("itemId", "resources.no-such-item"));
        return problems;
    }

    public static void Fill(ResourceRequest request, RequestFacts facts)
    {
        request.Title = facts.Title.Trim();
        (request.Kind, request.Purpose, request.DepartmentId, request.NeededOn, request.ItemId) = (facts.Kind, facts.Purpose, facts.DepartmentId, facts.NeededOn!.Value, facts.ItemId);
        request.Procedure = facts.Purpose == ResourcePurpose.Procedure ? DocumentList.Resolve(facts.Procedure!.Trim())!.Pattern : "";
        request.Reason = facts.Reason.Trim();
        request.Planned = decimal.Round(facts.Planned!.Value, 2);
        request.Asked = decimal.Round(facts.Asked ?? facts.Planned.Value, 2);
    }
}
