using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>What is reported on a control.</summary>
/// <param name="EvidenceLink">Trimmed; empty for none.</param>
internal sealed record ProgressFacts(Guid? DepartmentId, ImplementationStatus Status, string EvidenceLink, string Note);

/// <summary>The rules of reporting, the same for the sheet and for a single control.</summary>
internal sealed class ImplementationDesk(IsmsDbContext db, TimeProvider time)
{
    /// <summary>Takes what is reported; answers everything that is wrong with it, and then has changed nothing.</summary>
    public async Task<IReadOnlyList<FieldProblem>> TakeAsync(Actor actor, ControlImplementation implementation, ProgressFacts facts, string prefix, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (facts.DepartmentId != implementation.DepartmentId)
            problems.AddRange(await DepartmentProblemsAsync(actor, facts.DepartmentId, prefix, ct));
        if (facts.EvidenceLink.Length > 0 && !IsLink(facts.EvidenceLink))
            problems.Add(new FieldProblem(prefix + "evidenceLink", "applicability.evidence-link-format"));
        // 4.2.2.1 c): in place means shown to be in place.
        if (facts.Status == ImplementationStatus.Implemented && facts.EvidenceLink.Length == 0 && !await HasFilesAsync(implementation.Id, ct))
            problems.Add(new FieldProblem(prefix + "status", "applicability.evidence-required", implementation.Code));
        if (problems.Count > 0)
            return problems;
        implementation.DepartmentId = facts.DepartmentId;
        if ((facts.Status, facts.EvidenceLink, facts.Note) != (implementation.Status, implementation.EvidenceLink, implementation.Note))
            implementation.Report(facts.Status, facts.EvidenceLink, facts.Note, time.Instant());
        return [];
    }

    public Task<bool> HasFilesAsync(Guid implementationId, CancellationToken ct) =>
        db.Set<Attachment>().AnyAsync(a => a.SubjectKind == ControlEvidence.KindName && a.SubjectId == implementationId, ct);

    private async Task<IEnumerable<FieldProblem>> DepartmentProblemsAsync(Actor actor, Guid? departmentId, string prefix, CancellationToken ct)
    {
        // 4.2.2.4: the team says which department answers; a head cannot hand a control on.
        if (!actor.May(SoaPermissions.Edit))
            return [new FieldProblem(prefix + "departmentId", "applicability.department-by-team")];
        if (departmentId is not { } id)
            return [];
        var department = await db.Departments.AsNoTracking().Where(d => d.Id == id).Select(d => new { d.Name, d.ClosedOn }).FirstOrDefaultAsync(ct);
        if (department is null)
            return [new FieldProblem(prefix + "departmentId", "applicability.no-such-department")];
        return department.ClosedOn is null ? [] : [new FieldProblem(prefix + "departmentId", "applicability.department-closed", department.Name)];
    }

    // A page of this product, or an address of the web: nothing a browser would run.
    private static bool IsLink(string text) =>
        (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)) ||
        (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));
}
