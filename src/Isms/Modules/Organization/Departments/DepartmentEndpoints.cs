using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Modules.Organization.Departments;

internal static class DepartmentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var departments = api.MapGroup("/departments").WithTags("Organization");
        departments.MapGet("/", (bool? withClosed, Actor actor, ListDepartments list, CancellationToken ct) =>
            list.RunAsync(actor, new ListDepartmentsRequest(withClosed ?? false), ct)).Needs(OrganizationPermissions.Read);
        departments.MapPost("/", async (CreateDepartmentRequest request, Actor actor, CreateDepartment create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(d => $"/api/v1/departments/{d.Id}")).Needs(OrganizationPermissions.Edit);
        departments.MapPut("/{id:guid}", (Guid id, ChangeDepartmentRequest request, IfMatch match, Actor actor, ChangeDepartment change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.Edit);
        departments.MapPost("/{id:guid}/close", (Guid id, CloseDepartmentRequest request, IfMatch match, Actor actor, CloseDepartment close, CancellationToken ct) =>
            close.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.Edit);
    }
}
