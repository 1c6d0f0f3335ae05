using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;

namespace Isms.Modules.Resources.Requests;

/// <summary>Asks for a resource: a draft, to be put up for approval.</summary>
internal sealed class CreateRequest(IsmsDbContext db, RequestFactsCheck check, Numbers numbers, TimeProvider time)
{
    public async Task<Outcome<RequestSaved>> RunAsync(Actor actor, RequestFacts facts, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Edit, facts) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await check.ProblemsAsync(actor, facts, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var request = new ResourceRequest { Number = await numbers.TakeAsync(ResourcesModule.RequestNumber, ct), RequestedById = actor.PersonId, CreatedAt = time.Instant() };
        RequestFactsCheck.Fill(request, facts);
        db.Add(request);
        await db.SaveAsync(actor, "resources.create-request", ct);
        await writing.CommitAsync(ct);
        return new RequestSaved(request.Id, request.Version, request.Number, request.State);
    }
}
