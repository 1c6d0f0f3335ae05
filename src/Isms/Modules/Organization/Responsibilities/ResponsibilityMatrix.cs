using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.Standards;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>职能分配表 (appendix 3): who leads and who supports each element of the standard; a version of it.</summary>
internal sealed class ResponsibilityMatrix : ILedgered
{
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Number of the document, the same for all versions.</summary>
    public required string Number { get; init; }
    public required int Major { get; init; }
    public required int Minor { get; init; }
    public string VersionLabel { get; private set; } = "";

    /// <summary>The edition whose elements it distributes.</summary>
    public Edition Edition { get; init; }
    public MatrixState State { get; private set; }

    /// <summary>The version it was made from; null for the first.</summary>
    public Guid? BasedOnId { get; init; }

    /// <summary>Why there is this version; empty for the first.</summary>
    public string ChangeNote { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    public bool IsDraft => State == MatrixState.Draft;

    /// <summary>Draft or in approval: on its way to be in force.</summary>
    public bool IsOpen => State is MatrixState.Draft or MatrixState.InApproval;

    public ResponsibilityMatrix Labelled()
    {
        VersionLabel = string.Create(CultureInfo.InvariantCulture, $"V{Major}.{Minor}");
        return this;
    }

    public void Submit() => Go(MatrixState.Draft, MatrixState.InApproval);

    public void SendBack() => Go(MatrixState.InApproval, MatrixState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="day">The organization's day at that time.</param>
    public void Approve(DateTime at, DateOnly day)
    {
        Go(MatrixState.InApproval, MatrixState.Approved);
        (ApprovedAt, EffectiveOn) = (at, day);
    }

    public void Supersede() => Go(MatrixState.Approved, MatrixState.Superseded);

    private void Go(MatrixState from, MatrixState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>A column: a department, or those who hold an office.</summary>
internal sealed class MatrixColumn : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MatrixId { get; init; }

    /// <summary>From left to right.</summary>
    public int Place { get; set; }
    public Guid? DepartmentId { get; private set; }
    public Office? Office { get; private set; }

    /// <summary>As printed; stays when the department is renamed later.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A column further left that this was the same as throughout; null when it never was, or when no row is the same any more.</summary>
    public Guid? SameAsId { get; set; }

    public MatrixColumn Standing(MatrixUnit unit)
    {
        (DepartmentId, Office, Name) = (unit.DepartmentId, unit.Office, unit.Name);
        return this;
    }
}

/// <summary>What a column stands for.</summary>
internal sealed record MatrixUnit(Guid? DepartmentId, Office? Office, string Name);

/// <summary>A row: one element with the marks of all columns.</summary>
internal sealed class MatrixRow : ILedgered
{
    public const int CodeLength = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MatrixId { get; init; }
    public Edition Edition { get; init; }
    public required string Code { get; init; }

    /// <summary>From top to bottom.</summary>
    public int Place { get; init; }

    /// <summary>Column → mark as JSON; blank cells are left out.</summary>
    public string Marks { get; private set; } = "{}";

    /// <summary>The column that coordinates where several lead.</summary>
    public Guid? CoordinatorId { get; private set; }

    public IReadOnlyDictionary<Guid, ResponsibilityMark> ReadMarks() => JsonSerializer.Deserialize<Dictionary<Guid, ResponsibilityMark>>(Marks, EntityJson.Options)!;

    /// <summary>A coordinator that does not lead is dropped.</summary>
    public void Mark(IReadOnlyDictionary<Guid, ResponsibilityMark> marks, Guid? coordinatorId)
    {
        Marks = JsonSerializer.Serialize(new SortedDictionary<Guid, ResponsibilityMark>(
            marks.Where(m => m.Value != ResponsibilityMark.None).ToDictionary(m => m.Key, m => m.Value)), EntityJson.Options);
        CoordinatorId = coordinatorId is { } id && marks.GetValueOrDefault(id) == ResponsibilityMark.Lead ? id : null;
    }
}

/// <summary>Something conspicuous that a person looked at and means to leave as it is.</summary>
internal sealed class MatrixConfirmation : ILedgered
{
    public const int FindingLength = 120;
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MatrixId { get; init; }

    /// <summary><see cref="MatrixFinding.Key"/>, or <see cref="EqualRow.Key"/> for one row of two equal columns.</summary>
    public required string Finding { get; init; }

    /// <summary>The mark that both columns had in that row; null for anything but a row.</summary>
    public ResponsibilityMark? Mark { get; set; }

    /// <summary>Empty only for a row.</summary>
    public required string Reason { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}
