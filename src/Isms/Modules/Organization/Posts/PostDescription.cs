using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Posts;

/// <summary>岗位说明: a post with its security duties. Who is on staff under its name, in its department, holds it.</summary>
internal sealed class PostDescription : ILedgered
{
    public const int NameLength = 100;
    public const int DutiesLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Name { get; set; }

    /// <summary>Null for a post of this name in any department that has none of its own.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Security duties, one to a line.</summary>
    public string Duties { get; private set; } = "";

    /// <summary>Counts up whenever the duties change: they are then confirmed anew.</summary>
    public int DutiesVersion { get; private set; }
    public DateOnly? ClosedOn { get; set; }

    public void Describe(string duties)
    {
        if (duties == Duties)
            return;
        (Duties, DutiesVersion) = (duties, DutiesVersion + 1);
    }
}

/// <summary>That a holder has read the duties and takes them on.</summary>
internal sealed class DutyConfirmation : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PostId { get; init; }
    public Guid PersonId { get; init; }
    public int DutiesVersion { get; init; }
    public DateTime ConfirmedAt { get; init; }
}

/// <summary>Who holds which post.</summary>
internal sealed record PostHolder
{
    public Guid PostId { get; init; }
    public Guid PersonId { get; init; }
    public int DutiesVersion { get; init; }
}

internal static class PostHolders
{
    /// <summary>People on the staff today with the post that describes theirs: the department's own before the general one.</summary>
    public static IQueryable<PostHolder> Of(IsmsDbContext db, DateOnly today) =>
        from p in db.People
        from d in db.Set<PostDescription>()
        where d.ClosedOn == null && d.Name == p.Post && (p.LeftOn == null || p.LeftOn >= today)
            && (d.DepartmentId == p.DepartmentId
                || (d.DepartmentId == null && !db.Set<PostDescription>().Any(o => o.ClosedOn == null && o.Name == p.Post && o.DepartmentId != null && o.DepartmentId == p.DepartmentId)))
        select new PostHolder { PostId = d.Id, PersonId = p.Id, DutiesVersion = d.DutiesVersion };
}
