using System.Text.Json;
using System.Text.Json.Serialization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Secrecy;

/// <summary>How far a version of the scheme has come.</summary>
public enum SchemeState { Draft, InApproval, InForce, Superseded }

/// <summary>How information of a class is dealt with; each may be empty.</summary>
/// <param name="Know">知悉范围, in words.</param>
/// <param name="Store">存放.</param>
/// <param name="Send">传递.</param>
/// <param name="Copy">复制.</param>
/// <param name="Destroy">销毁.</param>
public sealed record ClassHandling(Bilingual Know, Bilingual Store, Bilingual Send, Bilingual Copy, Bilingual Destroy);

/// <summary>One class of the scheme.</summary>
/// <param name="Used">False when the organization does without it: it can no longer be given.</param>
/// <param name="Name">机密; a name stands for one class only.</param>
/// <param name="Mark">What is printed on papers of this class.</param>
/// <param name="Offices">Offices that may know it in every department; <see cref="Office.Employee"/> for everybody.</param>
/// <param name="OwnHead">Head of the department it belongs to.</param>
/// <param name="OwnDepartment">All members of that department.</param>
/// <param name="Logged">Every opening, print and download is logged.</param>
/// <param name="ApprovedOutside">Goes to another party only with an approval.</param>
/// <param name="EncryptedOutside">Goes to another party only encrypted, or on paper under seal.</param>
public sealed record ClassDefinition(
    Classification Class, bool Used, Bilingual Name, Bilingual Mark, IReadOnlyList<Office> Offices, bool OwnHead, bool OwnDepartment, bool Logged, bool ApprovedOutside, bool EncryptedOutside,
    ClassHandling Handling);

/// <summary>A version of the classification scheme (XX-A-04.04). At most one is in force.</summary>
internal sealed class ClassificationScheme : ILedgered
{
    public const int ReasonLength = 500;
    public const int NameLength = 20;
    public const int MarkLength = 60;
    public const int RuleLength = 500;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>1, 2, 3 …; printed as <c>V1.0</c>.</summary>
    public int Serial { get; init; }
    public SchemeState State { get; private set; }

    /// <summary>What is changed, and why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>JSON of the classes, lowest first.</summary>
    public string Definition { get; private set; } = "";
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC; null before.</summary>
    public DateTime? InForceAt { get; private set; }

    public string Label => FormattableString.Invariant($"V{Serial}.0");

    public IReadOnlyList<ClassDefinition> Classes => JsonSerializer.Deserialize<List<ClassDefinition>>(Definition, Options)!;

    public void Define(IEnumerable<ClassDefinition> classes) => Definition = JsonSerializer.Serialize(classes.OrderBy(c => c.Class), Options);

    public void Submit() => Go(SchemeState.Draft, SchemeState.InApproval);

    public void SendBack() => Go(SchemeState.InApproval, SchemeState.Draft);

    /// <param name="at">UTC.</param>
    public void PutInForce(DateTime at) => (State, InForceAt) = (SchemeState.InForce, at);

    public void Supersede() => Go(SchemeState.InForce, SchemeState.Superseded);

    private void Go(SchemeState from, SchemeState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>To whom the scheme in force opens a class. Made from the scheme when it comes into force; what the filter joins.</summary>
internal sealed class ClassReader : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid SchemeId { get; init; }
    public Classification Class { get; init; }
    public Office Office { get; init; }

    /// <summary>True when only for things of the department headed, or belonged to.</summary>
    public bool InOwnDepartment { get; init; }

    public static IEnumerable<ClassReader> Of(ClassificationScheme scheme)
    {
        foreach (var line in scheme.Classes)
        {
            foreach (var office in line.Offices.Distinct())
                yield return new ClassReader { SchemeId = scheme.Id, Class = line.Class, Office = office };
            if (line.OwnHead)
                yield return new ClassReader { SchemeId = scheme.Id, Class = line.Class, Office = Office.DepartmentHead, InOwnDepartment = true };
            if (line.OwnDepartment)
                yield return new ClassReader { SchemeId = scheme.Id, Class = line.Class, Office = Office.Employee, InOwnDepartment = true };
        }
    }
}

/// <summary>知悉人员: a person or department named for one thing, whatever its class.</summary>
internal sealed class NamedHolder : ILedgered
{
    public const int ReasonLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? DepartmentId { get; init; }

    /// <summary>Why they need to know.</summary>
    public required string Reason { get; init; }
    public Guid NamedById { get; init; }
    public DateTime NamedAt { get; init; }
}

/// <summary>How far a request for a lower class has come.</summary>
public enum LoweringState { Draft, InApproval, Granted, Dropped }

/// <summary>密级变更/解密审批表: a lower class asked for.</summary>
internal sealed class ClassLowering : ILedgered
{
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>Number and title when it was asked: what is signed stays what was signed.</summary>
    public required string Title { get; init; }
    public required string Link { get; init; }
    public Guid DepartmentId { get; init; }
    public Classification From { get; init; }
    public Classification To { get; init; }
    public required string Reason { get; init; }
    public Guid AskedById { get; init; }
    public DateTime AskedAt { get; init; }
    public LoweringState State { get; set; }
}

/// <summary>调阅记录: somebody opened, printed or took a thing of an upper class. Never changed.</summary>
internal sealed class Opening : ILedgered
{
    public const int TitleLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }
    public required string Title { get; init; }
    public required string Link { get; init; }
    public Guid DepartmentId { get; init; }
    public Classification Class { get; init; }
    public OpeningWay Way { get; init; }
    public Guid PersonId { get; init; }
    public required string PersonName { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}
