using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access;

/// <summary>A department; the tree is kept by <see cref="ParentId"/> and, for one-statement subtree queries, by <see cref="Path"/>.</summary>
internal sealed class Department : ILedgered
{
    public const int NameLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public string NameSort { get; private set; } = "";
    public Guid? ParentId { get; set; }

    /// <summary>Ids from the root to this one, each followed by a slash.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Set when the department was dissolved; it stays readable in everything it took part in.</summary>
    public DateOnly? ClosedOn { get; set; }

    public void Place(Department? parent)
    {
        ParentId = parent?.Id;
        Path = parent?.Path + Id + "/";
        NameSort = SortKey.Of(Name);
    }
}

/// <summary>Somebody who works here, or did.</summary>
internal sealed class Person : ISearchable
{
    public const int NameLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string EmployeeNumber { get; set; }
    public required string Name { get; set; }
    public string NameSort { get; private set; } = "";
    public string Post { get; set; } = "";
    public string Email { get; set; } = "";
    public Guid? DepartmentId { get; set; }
    public DateOnly? JoinedOn { get; set; }

    /// <summary>The last day; from the next day on the person has no rights.</summary>
    public DateOnly? LeftOn { get; set; }

    string ISearchable.SearchText => $"{EmployeeNumber} {Name} {Post} {Email}";

    IEnumerable<Guid> ISearchable.SearchKeys => DepartmentId is { } department ? [department] : [];

    public void Rename(string name)
    {
        Name = name;
        NameSort = SortKey.Of(name);
    }
}

/// <summary>An office held by a person from one day to another (both included).</summary>
internal sealed class Appointment : ILedgered
{
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public Office Office { get; init; }

    /// <summary>The department of a <see cref="Office.DepartmentHead"/>; null for all other offices.</summary>
    public Guid? DepartmentId { get; init; }
    public DateOnly StartsOn { get; set; }
    public DateOnly? EndsOn { get; set; }

    /// <summary>Number of the letter of appointment, when there is one.</summary>
    public string LetterNumber { get; set; } = "";

    /// <summary>Why the general manager is the management representative as well; empty otherwise.</summary>
    public string Reason { get; init; } = "";
}
