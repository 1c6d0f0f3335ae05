using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Signals;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Modules.Organization;

/// <summary>Departments, people and the offices they hold.</summary>
internal sealed class OrganizationModule : IModule
{
    public string Key => "organization";

    public IEnumerable<Permission> Permissions => [.. OrganizationPermissions.All, .. ResponsibilityPermissions.All];

    public IEnumerable<Kernel.Settings.Setting> Settings => MatrixSettings.All;

    public IEnumerable<Kernel.Numbering.NumberKind> Numbers => [MatrixDesk.Number];

    public IEnumerable<MenuItem> Menu =>
    [
        // A heading of its own: the plan begins with who answers for what.
        new(Phase.Plan, Key + ".responsibilities", "organization.matrix-title", MatrixPaths.Matrices, ResponsibilityPermissions.Read, "sitemap"),
        new(Phase.System, Key, "organization.departments", "/organization/departments", OrganizationPermissions.Read, "building"),
        new(Phase.System, Key, "organization.people", "/organization/people", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.offices", "/organization/offices", OrganizationPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddResponsibilities();
        services.AddScoped<DepartmentChange>().AddScoped<DepartmentDirectory>();
        services.AddScoped<IContribute<DepartmentClosing, Kernel.Http.Obstacle>, DepartmentOccupants>();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        DepartmentEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        OfficeEndpoints.Map(api);
        MatrixEndpoints.Map(api);
    }
}
