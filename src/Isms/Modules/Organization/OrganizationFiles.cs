using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Organization.Letters;
using Isms.Modules.Organization.Posts;
using Isms.Modules.Organization.Profile;
using Isms.Modules.Organization.Promises;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Modules.Organization;

/// <summary>The papers of this process that can be taken out as files.</summary>
internal sealed class OrganizationFiles(IsmsDbContext db, ExportProfile profile, ExportMatrix matrix, ExportPost post, ExportLetter letter, ExportPromise promise) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind != FilesOf.Documents ? [] : [
            new("organization.profile", "", token => profile.RunAsync(actor, null, token)),
            .. await ExportableFiles.EachAsync("organization.responsibilities", db.Set<ResponsibilityMatrix>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => matrix.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("organization.posts", db.Set<PostDescription>().Select(x => new NumberedRow { Id = x.Id, Number = x.Name }), (id, token) => post.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("organization.letters", db.Set<AppointmentLetter>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => letter.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("organization.promises", db.People.Where(p => db.Set<SignedPromise>().Any(s => s.PersonId == p.Id)).Select(p => new NumberedRow { Id = p.Id, Number = p.EmployeeNumber }), (id, token) => promise.RunAsync(actor, id, token), ct),
        ];
}
