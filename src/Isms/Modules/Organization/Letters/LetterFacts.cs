using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;

namespace Isms.Modules.Organization.Letters;

/// <summary>What a letter says.</summary>
/// <param name="Title">The standard title when empty.</param>
/// <param name="Preamble">The standard words when empty.</param>
/// <param name="Grants">Offices given, in the order in which the letter names them.</param>
/// <param name="Ends">Offices ended without a successor.</param>
/// <param name="AuthorizesOperation">Also authorises that the management system is put into operation (4.2.1.9).</param>
public sealed record LetterFacts(
    [StringLength(AppointmentLetter.TitleLength)] string? Title = null, [StringLength(AppointmentLetter.PreambleLength)] string? Preamble = null,
    [MaxLength(LetterFacts.MostLines)] IReadOnlyList<GrantFacts>? Grants = null, [MaxLength(LetterFacts.MostLines)] IReadOnlyList<EndFacts>? Ends = null,
    bool AuthorizesOperation = false)
{
    /// <summary>Lines in one letter.</summary>
    public const int MostLines = 50;
}

/// <summary>An office given.</summary>
/// <param name="Office">One of those that need a letter.</param>
/// <param name="DepartmentId">Of a department head.</param>
/// <param name="StartsOn">First day; a letter signed later takes effect on the day it is signed.</param>
/// <param name="EndsOn">Last day; null for open.</param>
/// <param name="Handover">Who holds the seat until then ends the day before.</param>
/// <param name="Duties">One to a line; the manual's own when empty.</param>
/// <param name="Reason">Why the general manager represents himself; empty otherwise.</param>
public sealed record GrantFacts(
    Office Office, Guid PersonId, Guid? DepartmentId, DateOnly StartsOn, DateOnly? EndsOn = null, bool Handover = false,
    [StringLength(LetterGrant.DutiesLength)] string? Duties = null, [StringLength(Appointment.ReasonLength)] string? Reason = null);

/// <summary>An office ended.</summary>
/// <param name="EndsOn">Last day in office.</param>
public sealed record EndFacts(Guid AppointmentId, DateOnly EndsOn);
