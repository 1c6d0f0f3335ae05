using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>One control of a version with all that the statement says of it: as signed, and while it is a draft as it is today.</summary>
/// <param name="Risks">Numbers, as <see cref="ControlLinks.Numbers"/> writes them.</param>
/// <param name="HasEvidence">A file is attached or a link given, today.</param>
internal sealed record StatementRow(
    ControlDecision Decision, ControlImplementation Implementation, ImplementationStatus Status, string Department, string Risks, string Items, bool HasEvidence)
{
    public ControlKey Key => Decision.Key;

    public string Title(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? Decision.TitleEn : Decision.TitleZh;
}

/// <summary>Reads versions whole: for signing, printing, comparing and checking.</summary>
internal sealed class StatementReader(IsmsDbContext db, ControlLinks links)
{
    /// <summary>Every control of the version, in the order of print.</summary>
    public async Task<IReadOnlyList<StatementRow>> RowsAsync(SoaVersion soa, CancellationToken ct)
    {
        var rows = await (
            from d in db.Set<ControlDecision>().AsNoTracking()
            join i in db.Set<ControlImplementation>().AsNoTracking() on d.ImplementationId equals i.Id
            join department in db.Departments.AsNoTracking() on i.DepartmentId equals department.Id into departments
            from department in departments.DefaultIfEmpty()
            where d.SoaId == soa.Id
            orderby d.Position, d.Code
            select new
            {
                Decision = d, Implementation = i, Department = department == null ? "" : department.Name,
                HasFiles = db.Set<Kernel.Files.Attachment>().Any(a => a.SubjectId == i.Id && a.SubjectKind == Implementing.ControlEvidence.KindName),
            }).ToListAsync(ct);
        var live = soa.IsDraft;
        var risks = live ? await links.RisksAsync(soa.Edition, ControlLinks.Nobody, ct) : null;
        var items = live ? await links.ItemsAsync(soa.Edition, whole: false, ControlLinks.Nobody, ct) : null;
        return rows.ConvertAll(r => new StatementRow(
            r.Decision, r.Implementation,
            r.Decision.SignedStatus ?? r.Implementation.Status,
            live ? r.Department : r.Decision.SignedDepartment,
            risks is null ? r.Decision.SignedRisks : ControlLinks.Numbers(risks[r.Decision.Key].Select(x => x.Number)),
            items is null ? r.Decision.SignedItems : ControlLinks.Numbers(items[r.Decision.Key].Select(x => x.Number)),
            r.HasFiles || r.Implementation.EvidenceLink.Length > 0));
    }
}
