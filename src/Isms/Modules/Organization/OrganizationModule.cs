using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;

namespace Isms.Modules.Organization;

/// <summary>Departments, people and the offices they hold.</summary>
internal sealed class OrganizationModule : IModule
{
    public string Key => "organization";

    public IEnumerable<Permission> Permissions => OrganizationPermissions.All;

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.System, Key, "organization.departments", "/organization/departments", OrganizationPermissions.Read, "building"),
        new(Phase.System, Key, "organization.people", "/organization/people", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.offices", "/organization/offices", OrganizationPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<DepartmentChange>().AddScoped<DepartmentDirectory>();
        services.AddScoped<IContribute<DepartmentClosing, Kernel.Http.Obstacle>, DepartmentOccupants>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, OrganizationEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        DepartmentEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        OfficeEndpoints.Map(api);
    }
}
