using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Architecture;

/// <summary>Every route, asked by every office: taken from the running product's own list of routes, so that a new one is in at once.</summary>
public sealed partial class RouteAccessTests
{
    [Fact] // A new endpoint or page that forgot to say who may use it: it would be closed to everybody, and shows here.
    public async Task Every_route_says_who_may_use_it()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var routes = Routes(app);
        routes.Count.ShouldBeGreaterThan(10);
        routes.Where(r => r.Metadata.GetMetadata<IRouteNeed>() is null && r.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(r => r.DisplayName).ShouldBeEmpty();
        var known = app.Services.GetRequiredService<Catalogue>().Permissions;
        routes.Select(r => r.Metadata.GetMetadata<IRouteNeed>()?.Permission).OfType<string>().Where(p => !known.ContainsKey(p)).ShouldBeEmpty();
    }

    [Fact] // A route that answers somebody whose office does not allow it, or refuses somebody whose office does.
    [Trait("Requirement", "R-PLAT-01")]
    public async Task Every_route_answers_every_office_as_its_permission_says()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var permissions = app.Services.GetRequiredService<Catalogue>().Permissions;
        var department = await app.DepartmentAsync("工程部");
        var people = new List<TestPerson>();
        foreach (var office in Enum.GetValues<Office>())
            people.Add(office == Office.Employee ? await app.PersonAsync(department) : await app.PersonAsync(department, office));
        var nobody = app.Client();
        var wrong = new List<string>();

        foreach (var route in Routes(app).Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var api = route.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal);
            var method = api ? route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET" : "GET";
            var address = Address(route);
            var anonymous = await AskAsync(nobody, method, address);
            if (anonymous != (api ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect))
                wrong.Add($"{method} {address} answers {anonymous} to nobody");
            var permission = route.Metadata.GetMetadata<IRouteNeed>()?.Permission;
            foreach (var person in people)
            {
                var status = await AskAsync(person.Client, method, address);
                var allowed = permission is null || person.Actor.May(permissions[permission]);
                if (!allowed && status is not (HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType))
                    wrong.Add($"{method} {address} answers {status} to {person.Actor.Name} without {permission}");
                // Beyond the door an operation may still refuse this person this thing; it must not break.
                if (status is HttpStatusCode.InternalServerError or HttpStatusCode.Unauthorized || (allowed && permission is not null && status == HttpStatusCode.Forbidden && !AsksForMore(route)))
                    wrong.Add($"{method} {address} answers {status} to {person.Actor.Name} with {permission}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact] // Part of R-AUTH-02: he answers for all processes, so he sees all of them; what he does not see is the running of the installation itself.
    public async Task The_management_representative_sees_every_register_of_the_management_system()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var permissions = app.Services.GetRequiredService<Catalogue>().Permissions;
        var representative = (await app.PersonAsync(await app.DepartmentAsync("工程部"), Office.ManagementRepresentative)).Actor;
        var closed = Routes(app).Where(r => !r.RoutePattern.RawText!.Contains('{') && (r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true))
            .Select(r => r.Metadata.GetMetadata<IRouteNeed>()?.Permission).OfType<string>().Distinct().Where(p => !representative.ReachOf(permissions[p]).All).Order(StringComparer.Ordinal);
        closed.ShouldBe(["kernel.accounts", "kernel.backups", "kernel.health"]);
    }

    // Previewing a submission needs the right to submit besides.
    private static bool AsksForMore(RouteEndpoint route) => route.RoutePattern.RawText!.EndsWith("/preview", StringComparison.Ordinal);

    private static List<RouteEndpoint> Routes(TestApp app) => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(r => r.RoutePattern.RawText is { Length: > 0 } text && !text.Contains("_framework", StringComparison.Ordinal) && !text.Contains("_blazor", StringComparison.Ordinal))];

    private static string Address(RouteEndpoint route) => "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/'),
        m => m.Groups["type"].Value.Contains("int", StringComparison.Ordinal) || m.Groups["type"].Value.Contains("long", StringComparison.Ordinal) ? "1" : "01900000-0000-7000-8000-000000000000");

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is not ("GET" or "HEAD"))
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{\*{0,2}[^}:?]+(?<type>:[^}?]+)?\??\}")]
    private static partial Regex Parameter();
}
