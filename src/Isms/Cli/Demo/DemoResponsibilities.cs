using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Standards;
using Isms.Modules.Organization;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Cli.Demo;

/// <summary>The demo company's responsibility matrix (appendix 3), in force, so that controls have their owners.</summary>
internal static class DemoResponsibilities
{
    public static async Task MakeAsync(DemoActors actors, DemoPeople people, CancellationToken ct)
    {
        var matrix = await actors.AsAsync<CreateMatrix, MatrixSaved>("team", (o, a) => o.RunAsync(a, new CreateMatrixRequest(Edition.Iso2005), ct));
        await actors.AsAsync<AddMatrixColumn, MatrixSaved>("team", (o, a) => o.RunAsync(a, new AddMatrixColumnRequest(matrix.Id, Office: Office.GeneralManager), ct));
        var view = await actors.AsAsync<ReadMatrix, MatrixView>("team", (o, a) => o.RunAsync(a, matrix.Id, ct));
        var units = view.Columns.ToDictionary(c => c.DepartmentId is { } id ? people.Departments.Single(d => d.Value == id).Key : c.Office == Office.IsmsTeam ? "team" : "management", c => c.Id);
        var rows = Tsv.Read("demo/responsibilities.tsv").Select(r =>
        {
            var marks = units.Where(u => r.Optional(u.Key) is not null).ToDictionary(u => u.Value, u => MatrixLegend.Standard.Read(r[u.Key])!.Value);
            return new MatrixRowInput(r["code"], view.Rows.Single(v => v.Code == r["code"]).Version, marks, r.Optional("coordinator") is { } unit ? units[unit] : null);
        }).ToList();
        await actors.AsAsync<SaveMatrix, MatrixRowsSaved>("team", (o, a) => o.RunAsync(a, new SaveMatrixRequest(matrix.Id, rows), ct));
        await actors.SignAsync("team", MatrixApproval.KindName, matrix.Id);
    }
}
