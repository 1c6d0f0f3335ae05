using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;

namespace Isms.Modules.Secrecy;

/// <summary>What was opened.</summary>
/// <param name="Title">Number and title.</param>
internal sealed record OpenedThing(string Kind, Guid Id, string Title, string Link, Guid DepartmentId, Classification Class);

/// <summary>Notes who opened, printed or took a thing of a class whose openings are logged (XX-A-04.04).</summary>
internal sealed class OpeningLog(IsmsDbContext db, SchemeReader scheme, TimeProvider time)
{
    /// <summary>Saves by itself; nothing for classes that are not logged, and nothing for the system.</summary>
    public async Task NoteAsync(Actor actor, OpenedThing thing, OpeningWay way, CancellationToken ct)
    {
        if (actor.PersonId == Guid.Empty || !(await scheme.CurrentAsync(ct))[thing.Class].Logged)
            return;
        var title = thing.Title.Length <= Opening.TitleLength ? thing.Title : thing.Title[..Opening.TitleLength];
        db.Add(new Opening
        {
            SubjectKind = thing.Kind, SubjectId = thing.Id, Title = title, Link = thing.Link, DepartmentId = thing.DepartmentId, Class = thing.Class, Way = way, PersonId = actor.PersonId,
            PersonName = actor.Name, At = time.Instant(),
        });
        await db.SaveAsync(actor, "secrecy.open", ct);
    }
}
