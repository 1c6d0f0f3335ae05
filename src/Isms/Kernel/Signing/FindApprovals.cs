using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>An approval in the list.</summary>
public sealed record ApprovalRow
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Number { get; init; } = "";
    public ApprovalState State { get; init; }
    public int Round { get; init; }
    public string SubmittedBy { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime SubmittedAt { get; init; }
}

/// <summary>
/// Approvals: for who oversees all but those of things that are kept from them, otherwise those one submitted or signed, or has to sign in person or by office.
/// </summary>
internal sealed class FindApprovals(IsmsDbContext db, Concealment concealment)
{
    public static readonly Register<ApprovalRow> Register = new Register<ApprovalRow>("signing.approvals", r => r.Id, "-submittedAt")
        .Column("title", "signing.title", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, Link = r => ApprovalPages.Of(r.Id) })
        .Column("number", "signing.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true })
        .Column("kind", "signing.kind", ColumnKind.Text, r => r.Kind, c => c with { Text = r => Phrase.Kin("approval", r.Kind) })
        .Column("state", "signing.state", ColumnKind.State, r => r.State, c => c with
        {
            Filterable = true, Text = r => Phrase.Of("signing.state." + r.State),
            Choices = [.. Enum.GetNames<ApprovalState>().Select(s => (s, "signing.state." + s))],
        })
        .Column("round", "signing.round", ColumnKind.Number, r => r.Round)
        .Column("submittedBy", "signing.submitted-by", ColumnKind.Text, r => r.SubmittedBy, c => c with { Searchable = true })
        .Column("submittedAt", "signing.submitted-at", ColumnKind.Date, r => r.SubmittedAt);

    public async Task<Outcome<RegisterPage<ApprovalRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.See) is { } no)
            return no;
        var (me, all) = (actor.PersonId, actor.May(SigningPermissions.SeeAll));
        var offices = actor.Offices.Select(o => o.Office).Where(o => o != Office.DepartmentHead).Cast<Office?>().ToList();
        var headed = actor.Offices.SelectMany(o => o.Departments).Cast<Guid?>().ToList();
        Expression<Func<Approval, bool>> own = a => a.SubmittedById == me
            || a.Signatures.Any(s => s.PersonId == me)
            || a.Steps.Any(s => s.PersonId == me || (s.PersonId == null && (offices.Contains(s.Office) || headed.Contains(s.DepartmentId))));
        var approvals = db.Set<Approval>().AsNoTracking();
        var rows = (all ? concealment.Open(approvals, actor, a => a.SubjectId, own) : approvals.Where(own))
            .Select(a => new ApprovalRow
            {
                Id = a.Id, Kind = a.Kind, Title = a.Title, Number = a.Number, State = a.State, Round = a.Round, SubmittedBy = a.SubmittedByName, SubmittedAt = a.SubmittedAt,
            });
        return await Register.PageAsync(rows, query, ct);
    }
}
