using System.Globalization;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Appointments;

/// <summary>A term in an office, as far as the rules look at it. Both days belong to it; no end is open.</summary>
internal sealed record Term(Guid PersonId, string PersonName, Office Office, Guid? DepartmentId, DateOnly StartsOn, DateOnly? EndsOn)
{
    public bool Overlaps(Term other) => (other.EndsOn is null || StartsOn <= other.EndsOn) && (EndsOn is null || other.StartsOn <= EndsOn);

    /// <summary>Who, what, from when to when, for a message.</summary>
    public override string ToString() => Phrase.Of("kernel.appointment.term", PersonName, Phrase.Of("kernel.office." + Office),
        StartsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Phrase.Of("kernel.appointment.open-end"));
}

/// <summary>Which offices stand against each other. Pure: what it looks at is given.</summary>
internal static class AppointmentRules
{
    /// <summary>One person may not hold two of the three administrations at the same time.</summary>
    public static readonly Refusal TwoAdministrations = new("kernel.appointment.two-administrations");

    /// <summary>There is one general manager and one management representative at any date.</summary>
    public static readonly Refusal Taken = new("kernel.appointment.taken");

    /// <summary>The person holds just this office at that time already.</summary>
    public static readonly Refusal HeldAlready = new("kernel.appointment.held-already");

    public static bool IsAdministration(Office office) =>
        office is Office.SystemAdministrator or Office.SecurityAdministrator or Office.AuditAdministrator;

    public static bool IsSingle(Office office) => office is Office.GeneralManager or Office.ManagementRepresentative;

    /// <summary>Why the term may not be added to those that are there; null when it may.</summary>
    public static Refusal? Against(Term term, IEnumerable<Term> others)
    {
        foreach (var other in others.Where(term.Overlaps))
        {
            var samePerson = other.PersonId == term.PersonId;
            if (samePerson && other.Office == term.Office && other.DepartmentId == term.DepartmentId)
                return HeldAlready.With(other);
            if (!samePerson && other.Office == term.Office && IsSingle(term.Office))
                return Taken.With(Phrase.Of("kernel.office." + term.Office), other, term);
            if (samePerson && IsAdministration(term.Office) && IsAdministration(other.Office))
                return TwoAdministrations.With(other, term);
        }
        return null;
    }

    /// <summary>True when somebody who may appoint at all may give, or end, this office.</summary>
    public static bool MayGive(Actor actor, Office office) =>
        actor.IsSystem || actor.Holds(Office.SecurityAdministrator)
        || (!IsAdministration(office) && (actor.Holds(Office.GeneralManager) || !IsSingle(office)));
}
