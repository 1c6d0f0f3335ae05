using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Registers;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Implementing;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>One control of a version in its register.</summary>
public sealed record DecisionRow
{
    public Guid Id { get; init; }
    public Guid SoaId { get; init; }
    public Edition Edition { get; init; }

    /// <summary>Together with <see cref="Edition"/> the control's key.</summary>
    public string Code { get; init; } = "";
    public string Key => new ControlKey(Edition, Code).ToString();
    public int Position { get; init; }

    /// <summary>Chapter of Annex A; empty for an additional control.</summary>
    public string Chapter { get; init; } = "";
    public bool Additional { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public ControlStanding Standing { get; init; }
    public bool ForRisk { get; init; }
    public bool ForLaw { get; init; }
    public bool ForContract { get; init; }
    public bool ForBusiness { get; init; }
    public string Reason { get; init; } = "";
    public string Documents { get; init; } = "";

    /// <summary>Applied, and no document says how.</summary>
    public bool LacksDocument { get; init; }
    public MoveProposal Proposal { get; init; }
    public bool ToConfirm { get; init; }
    public Guid ImplementationId { get; init; }
    public int ImplementationVersion { get; init; }

    /// <summary>As signed; while the version is a draft, and always among "my controls", as it is today.</summary>
    public ImplementationStatus Status { get; init; }
    public Guid? DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public string EvidenceLink { get; init; } = "";

    /// <summary>Files attached as evidence.</summary>
    public int Files { get; init; }

    /// <summary>Risks it answers today.</summary>
    public int Risks { get; init; }

    /// <summary>Treatment items that rely on it today.</summary>
    public int Items { get; init; }
    public int Version { get; init; }

    public IReadOnlyList<ReasonKind> Reasons =>
        [.. new[] { (ForRisk, ReasonKind.Risk), (ForLaw, ReasonKind.Law), (ForContract, ReasonKind.Contract), (ForBusiness, ReasonKind.Business) }.Where(r => r.Item1).Select(r => r.Item2)];
}

/// <summary>The register of a version's controls, and of the controls a department answers for.</summary>
internal static class DecisionRegister
{
    /// <param name="today">True for how far controls are today, whatever was signed.</param>
    public static IQueryable<DecisionRow> Rows(IsmsDbContext db, bool today) =>
        from d in db.Set<ControlDecision>()
        join i in db.Set<ControlImplementation>() on d.ImplementationId equals i.Id
        join department in db.Departments on i.DepartmentId equals department.Id into departments
        from department in departments.DefaultIfEmpty()
        select new DecisionRow
        {
            Id = d.Id, SoaId = d.SoaId, Edition = d.Edition, Code = d.Code, Position = d.Position, Chapter = d.DomainCode, Additional = d.Additional,
            TitleZh = d.TitleZh, TitleEn = d.TitleEn, Standing = d.Standing, ForRisk = d.ForRisk, ForLaw = d.ForLaw, ForContract = d.ForContract,
            ForBusiness = d.ForBusiness, Reason = d.Reason, Documents = d.Documents, LacksDocument = d.Standing == ControlStanding.Applicable && d.Documents == "",
            Proposal = d.Proposal, ToConfirm = d.ToConfirm, ImplementationId = i.Id, ImplementationVersion = i.Version,
            Status = today || d.SignedStatus == null ? i.Status : d.SignedStatus.Value,
            DepartmentId = i.DepartmentId, Department = department == null ? "" : department.Name, EvidenceLink = i.EvidenceLink,
            Files = db.Set<Attachment>().Count(a => a.SubjectId == i.Id && a.SubjectKind == ControlEvidence.KindName), Version = d.Version,
        };

    /// <summary>Columns in the reader's language; without an edition only those that every edition shares.</summary>
    public static Register<DecisionRow> Of(CultureInfo culture, Edition? edition, IReadOnlyList<(string Value, string Label)> departments)
    {
        Expression<Func<DecisionRow, string>> title = culture.TwoLetterISOLanguageName == "en" ? r => r.TitleEn : r => r.TitleZh;
        var chapters = edition is { } one ? SoaChapters.Choices(one, culture) : [];
        return new Register<DecisionRow>("applicability.controls", r => r.Id, "code")
            .Column("code", "applicability.field.code", ColumnKind.Text, r => r.Code, c => c with
            {
                Searchable = true, SortBy = (Expression<Func<DecisionRow, int>>)(r => r.Position), Link = r => SoaPages.Control(r.SoaId, new ControlKey(r.Edition, r.Code)),
            })
            .Column("title", "applicability.field.control", ColumnKind.Text, title, c => c with { Searchable = true })
            .Column("chapter", "applicability.field.chapter", ColumnKind.Choice, r => r.Chapter, c => c with { Filterable = chapters.Count > 0, Choices = chapters, Shown = false })
            .Column("standing", "applicability.field.standing", ColumnKind.State, r => r.Standing, c => c with
            {
                Filterable = edition is not null, Sortable = false, Choices = [.. Enum.GetValues<ControlStanding>().Select(s => (s.ToString(), "applicability.standing." + s))],
            })
            .Column("reasons", "applicability.field.reasons", ColumnKind.Text, r => r.ForRisk, c => c with { Sortable = false, Text = r => DecisionDesk.ReasonNames(r.Reasons) })
            .Column("reason", "applicability.field.reason", ColumnKind.Text, r => r.Reason, c => c with { Searchable = true, Sortable = false })
            .Column("status", "applicability.field.status", ColumnKind.State, r => r.Status, c => c with
            {
                Filterable = true, Sortable = false, Choices = [.. Enum.GetValues<ImplementationStatus>().Select(s => (s.ToString(), "applicability.status." + s))],
                Text = r => r.Standing == ControlStanding.Applicable ? Phrase.Of("applicability.status." + r.Status) : "",
            })
            .Column("department", "applicability.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with
            {
                Filterable = departments.Count > 0, Sortable = false, Choices = departments, Text = r => r.Department,
            })
            .Column("documents", "applicability.field.documents", ColumnKind.Text, r => r.Documents, c => c with { Searchable = true, Sortable = false })
            .Column("risks", "applicability.field.risks", ColumnKind.Number, r => r.Risks, c => c with { Sortable = false })
            .Column("items", "applicability.field.items", ColumnKind.Number, r => r.Items, c => c with { Sortable = false })
            .Column("files", "applicability.field.evidence", ColumnKind.Number, r => r.Files, c => c with { Sortable = false, Shown = false })
            .Column("lacksDocument", "applicability.gap.Document", ColumnKind.Choice, r => r.LacksDocument, YesNo)
            .Column("toConfirm", "applicability.gap.ToConfirm", ColumnKind.Choice, r => r.ToConfirm, YesNo)
            .Column("additional", "applicability.additional", ColumnKind.Choice, r => r.Additional, YesNo);
    }

    private static Column<DecisionRow> YesNo(Column<DecisionRow> column) =>
        column with { Shown = false, Sortable = false, Choices = [("true", "kernel.yes"), ("false", "kernel.no")] };
}
