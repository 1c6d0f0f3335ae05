using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Scope;

/// <summary>ISMS范围说明书 (4.2.1.1): a version of the scope, with everything it rests on.</summary>
internal sealed class ScopeStatement : ILedgered
{
    public const int TextLength = 2000;
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Number of the document, the same for all versions.</summary>
    public required string Number { get; init; }
    public required int Major { get; init; }
    public required int Minor { get; init; }
    public string VersionLabel { get; private set; } = "";
    public ScopeState State { get; private set; }

    /// <summary>The version it was made from; null for the first.</summary>
    public Guid? BasedOnId { get; init; }

    /// <summary>Why there is this version; empty for the first.</summary>
    public string ChangeNote { get; init; } = "";

    /// <summary>业务特征, the first of the five things the scope is derived from.</summary>
    public string Business { get; private set; } = "";

    /// <summary>组织结构.</summary>
    public string Organization { get; private set; } = "";

    /// <summary>地理位置.</summary>
    public string Location { get; private set; } = "";

    /// <summary>资产.</summary>
    public string Assets { get; private set; } = "";

    /// <summary>技术.</summary>
    public string Technology { get; private set; } = "";

    /// <summary>4.2.1.1 a).</summary>
    public string ScopeText { get; private set; } = "";

    /// <summary>4.2.1.1 c).</summary>
    public string BoundaryText { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The day by which it is looked at again.</summary>
    public DateOnly? ReviewOn { get; private set; }

    public bool IsDraft => State == ScopeState.Draft;
    public bool IsOpen => State is ScopeState.Draft or ScopeState.InApproval;

    public ScopeStatement Labelled()
    {
        VersionLabel = string.Create(CultureInfo.InvariantCulture, $"V{Major}.{Minor}");
        return this;
    }

    public ScopeStatement Say(Statements.ScopeFacts facts)
    {
        (Business, Organization, Location, Assets, Technology) = (Trim(facts.Business), Trim(facts.Organization), Trim(facts.Location), Trim(facts.Assets), Trim(facts.Technology));
        (ScopeText, BoundaryText) = (Trim(facts.ScopeText), Trim(facts.BoundaryText));
        return this;

        static string Trim(string? text) => text?.Trim() ?? "";
    }

    public Statements.ScopeFacts Facts => new(Business, Organization, Location, Assets, Technology, ScopeText, BoundaryText);

    public void Submit() => Go(ScopeState.Draft, ScopeState.InApproval);

    public void SendBack() => Go(ScopeState.InApproval, ScopeState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="day">The organization's day at that time.</param>
    public void Approve(DateTime at, DateOnly day, DateOnly reviewOn)
    {
        Go(ScopeState.InApproval, ScopeState.Approved);
        (ApprovedAt, EffectiveOn, ReviewOn) = (at, day, reviewOn);
    }

    public void Supersede() => Go(ScopeState.Approved, ScopeState.Superseded);

    private void Go(ScopeState from, ScopeState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>An internal or external issue that bears on the ISMS (2013 and 2022: 4.1).</summary>
internal sealed class ScopeIssue : ILedgered
{
    public const int TopicLength = 200;
    public const int EffectLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid StatementId { get; init; }
    public bool External { get; set; }
    public string Topic { get; set; } = "";

    /// <summary>What it means for the ISMS.</summary>
    public string Effect { get; set; } = "";

    /// <summary>It concerns climate change, which has to be considered since the amendment of 2024.</summary>
    public bool Climate { get; set; }
}

/// <summary>An interested party and what it requires (4.2).</summary>
internal sealed class InterestedParty : ILedgered
{
    public const int NameLength = 200;
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid StatementId { get; init; }
    public string Name { get; set; } = "";
    public string Requirement { get; set; } = "";

    /// <summary>How the ISMS meets it.</summary>
    public string Response { get; set; } = "";
}

/// <summary>One of the three drawings; the file is in the vault.</summary>
internal sealed class ScopeDrawing : ILedgered
{
    public const int NameLength = 255;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid StatementId { get; init; }
    public DrawingKind Kind { get; init; }

    /// <summary>1 for the first drawing of its kind, one more for each that replaced it; kept from version to version of the statement.</summary>
    public int Revision { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, by which the vault has it.</summary>
    public required string FileHash { get; init; }
    public required string MediaType { get; init; }

    /// <summary>In pixels, or in the drawing's own units.</summary>
    public int Width { get; init; }
    public int Height { get; init; }

    /// <summary>The day that the drawing shows.</summary>
    public DateOnly DrawnOn { get; init; }
    public required string UploadedBy { get; init; }
    public DateTime UploadedAt { get; init; }
}

/// <summary>An area marked in red on a drawing.</summary>
internal sealed class DrawingArea : ILedgered
{
    public const int PointsLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DrawingId { get; init; }
    public string Name { get; set; } = "";

    /// <summary>Corners as percentages of width and height: <c>10,20 40,20 40,60</c>.</summary>
    public string Points { get; set; } = "";
    public string Note { get; set; } = "";

    /// <summary>Kind of what it is, with <see cref="SubjectId"/>; empty for none.</summary>
    public string SubjectKind { get; set; } = "";
    public Guid? SubjectId { get; set; }

    public const int NameLength = Person.NameLength;
}
