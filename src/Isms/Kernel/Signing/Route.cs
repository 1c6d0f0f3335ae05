using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;

namespace Isms.Kernel.Signing;

/// <summary>What a signature says of the content it is given to.</summary>
public enum SignatureMeaning
{
    /// <summary>编制: given by submitting; never a step of a route.</summary>
    Prepare,
    /// <summary>审核.</summary>
    Review,
    /// <summary>会签.</summary>
    Countersign,
    /// <summary>批准.</summary>
    Approve,
}

/// <summary>
/// One step after preparing: what its signature means and who gives it, either whoever holds an office on the day or one named person.
/// </summary>
/// <param name="Order">Steps are taken in ascending order, 1 and up; those of the same order in parallel, all of them.</param>
/// <param name="Office">Who holds it on the day of signing may sign.</param>
/// <param name="PersonId">Only this person may sign.</param>
/// <param name="DepartmentId">With <see cref="Office.DepartmentHead"/>: head of this department; null means the department of what is signed.</param>
public sealed record RouteStep(
    SignatureMeaning Meaning, [Range(1, 20)] int Order, Office? Office = null, Guid? PersonId = null, Guid? DepartmentId = null)
{
    /// <summary>Who holds this office on the day.</summary>
    public static RouteStep By(SignatureMeaning meaning, Office office, int order) => new(meaning, order, office);

    /// <summary>This person.</summary>
    public static RouteStep ByPerson(SignatureMeaning meaning, Guid personId, int order) => new(meaning, order, PersonId: personId);

    /// <summary>The head of this department, or with null of the department of what is signed.</summary>
    public static RouteStep ByHeadOf(SignatureMeaning meaning, Guid? departmentId, int order) =>
        new(meaning, order, Access.Office.DepartmentHead, DepartmentId: departmentId);

    /// <summary>审核 by the management representative, then 批准 by the general manager.</summary>
    public static IReadOnlyList<RouteStep> Standard { get; } =
        [By(SignatureMeaning.Review, Access.Office.ManagementRepresentative, 1), By(SignatureMeaning.Approve, Access.Office.GeneralManager, 2)];
}
