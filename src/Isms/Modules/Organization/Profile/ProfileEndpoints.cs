using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Organization.Charts;

namespace Isms.Modules.Organization.Profile;

internal static class ProfileEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var profile = api.MapGroup("/organization-profile").WithTags("Organization");
        profile.MapGet("/", (DateOnly? on, Actor actor, ReadProfile read, CancellationToken ct) => read.RunAsync(actor, on, ct)).Needs(OrganizationPermissions.Read);
        profile.MapPut("/", (ProfileFacts facts, IfMatch match, Actor actor, SaveProfile save, CancellationToken ct) => save.RunAsync(actor, new SaveProfileRequest(match.Version, facts), ct)).Needs(OrganizationPermissions.Edit);
        profile.MapGet("/document", async (DateOnly? on, Actor actor, ExportProfile export, CancellationToken ct) => (await export.RunAsync(actor, on, ct)).AsDownload()).Needs(OrganizationPermissions.Read);

        var certificates = api.MapGroup("/certificates").WithTags("Organization");
        certificates.MapPost("/", async (CertificateFacts facts, Actor actor, SaveCertificate save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveCertificateRequest(null, 0, facts), ct)).At(c => $"/api/v1/certificates/{c.Id}")).Needs(OrganizationPermissions.Edit);
        certificates.MapGet("/{id:guid}", (Guid id, Actor actor, ReadCertificate read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Read);
        certificates.MapPut("/{id:guid}", (Guid id, CertificateFacts facts, IfMatch match, Actor actor, SaveCertificate save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveCertificateRequest(id, match.Version, facts), ct)).Needs(OrganizationPermissions.Edit);

        api.MapGet("/departments/{id:guid}/duties", (Guid id, Actor actor, ReadDepartmentDuties read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.Read).WithTags("Organization");
        api.MapPut("/departments/{id:guid}/duties", (Guid id, SaveDepartmentDutiesRequest request, IfMatch match, Actor actor, SaveDepartmentDuties save, CancellationToken ct) =>
            save.RunAsync(actor, request with { DepartmentId = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.EditPosts).WithTags("Organization");

        api.MapGet("/organization-chart", ChartAsync).Needs(OrganizationPermissions.Read).WithTags("Organization");
    }

    private static async Task<IResult> ChartAsync(DateOnly? on, ChartPaper? paper, int? sheet, Actor actor, DrawChart draw, CancellationToken ct)
    {
        var drawn = await draw.RunAsync(actor, new DrawChartRequest(on, paper ?? ChartPaper.A4, sheet ?? 1), ct);
        return drawn.Refusal is { } refusal ? Problems.From(refusal) : TypedResults.Text(drawn.Value!.Svg, "image/svg+xml");
    }
}
