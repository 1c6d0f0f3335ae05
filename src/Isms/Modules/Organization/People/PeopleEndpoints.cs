using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Modules.Organization.People;

internal static class PeopleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("Organization");
        people.MapGet("/", (RegisterQuery query, Actor actor, ListPeople list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(OrganizationPermissions.Read);
        people.MapGet("/{id:guid}", (Guid id, Actor actor, ReadPerson read, CancellationToken ct) => read.RunAsync(actor, new ReadPersonRequest(id), ct))
            .Needs(OrganizationPermissions.Read);
        people.MapPost("/", async (PersonFacts person, Actor actor, CreatePerson create, CancellationToken ct) =>
            (await create.RunAsync(actor, new CreatePersonRequest(person), ct)).At(p => $"/api/v1/people/{p.Id}")).Needs(OrganizationPermissions.Edit);
        people.MapPut("/{id:guid}", (Guid id, PersonFacts person, IfMatch match, Actor actor, ChangePerson change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangePersonRequest(id, match.Version, person), ct)).Needs(OrganizationPermissions.Edit);
    }
}
