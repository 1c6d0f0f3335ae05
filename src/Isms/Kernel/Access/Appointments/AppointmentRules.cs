using System.Globalization;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Appointments;

/// <summary>A term in an office, as far as the rules look at it. Both days belong to it; no end is open.</summary>
/// <param name="Excused">A reason is given why the general manager is the management representative as well.</param>
internal sealed record Term(Guid PersonId, string PersonName, Office Office, Guid? DepartmentId, DateOnly StartsOn, DateOnly? EndsOn, bool Excused = false)
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

    /// <summary>A seat is taken by one person at any date.</summary>
    public static readonly Refusal Taken = new("kernel.appointment.taken");

    /// <summary>The person holds just this office at that time already.</summary>
    public static readonly Refusal HeldAlready = new("kernel.appointment.held-already");

    /// <summary>The general manager appoints somebody else as representative, unless a reason is on record (4.2.2.3).</summary>
    public static readonly Refusal ManagerRepresentsHimself = new("kernel.appointment.manager-represents-himself");

    public static bool IsAdministration(Office office) =>
        office is Office.SystemAdministrator or Office.SecurityAdministrator or Office.AuditAdministrator;

    /// <summary>One holder at any date; of a department head, one for each department.</summary>
    public static bool IsSingle(Office office) =>
        office is Office.GeneralManager or Office.ManagementRepresentative or Office.ProjectOwner or Office.IsmsTeamLeader or Office.DepartmentHead;

    /// <summary>Offices of the management system: given and ended by a letter that the general manager signs (授权书, Appendix 4).</summary>
    public static bool IsByLetter(Office office) =>
        office is Office.ManagementRepresentative or Office.ProjectOwner or Office.IsmsTeamLeader or Office.IsmsTeam or Office.DepartmentHead or Office.InternalAuditor;

    /// <summary>Why the term may not be added to those that are there; null when it may.</summary>
    public static Refusal? Against(Term term, IEnumerable<Term> others)
    {
        foreach (var other in others.Where(term.Overlaps))
        {
            var samePerson = other.PersonId == term.PersonId;
            if (samePerson && other.Office == term.Office && other.DepartmentId == term.DepartmentId)
                return HeldAlready.With(other);
            if (!samePerson && other.Office == term.Office && other.DepartmentId == term.DepartmentId && IsSingle(term.Office))
                return Taken.With(Phrase.Of("kernel.office." + term.Office), other, term);
            if (samePerson && IsAdministration(term.Office) && IsAdministration(other.Office))
                return TwoAdministrations.With(other, term);
            if (samePerson && !term.Excused && !other.Excused && IsManager(term.Office, other.Office))
                return ManagerRepresentsHimself.With(other, term);
        }
        return null;
    }

    /// <summary>True when somebody who may appoint at all may give, or end, this office directly.</summary>
    /// <param name="managed">
    /// A general manager is in office who can sign letters. While none is, the security administrator may record what would need one: otherwise nobody
    /// could ever begin.
    /// </param>
    public static bool MayGive(Actor actor, Office office, bool managed)
    {
        if (actor.IsSystem)
            return true;
        if (IsByLetter(office))
            return !managed && actor.Holds(Office.SecurityAdministrator);
        return actor.Holds(Office.SecurityAdministrator) || !(IsAdministration(office) || office == Office.GeneralManager);
    }

    private static bool IsManager(Office one, Office other) =>
        (one, other) is (Office.GeneralManager, Office.ManagementRepresentative) or (Office.ManagementRepresentative, Office.GeneralManager);
}
