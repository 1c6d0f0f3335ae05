using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Offices;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Charts;

/// <param name="On">The day; today when null.</param>
/// <param name="Sheet">Which sheet, from 1 on: a large organization takes several, so that each can be read. Beyond the last is the last.</param>
public sealed record DrawChartRequest(DateOnly? On, ChartPaper Paper, int Sheet = 1);

/// <summary>The chart.</summary>
/// <param name="Svg">A drawing of its own, without script or links to elsewhere.</param>
/// <param name="Sheets">How many sheets there are, 1 or more.</param>
public sealed record ChartDrawing(DateOnly On, string Svg, int Sheet, int Sheets);

/// <summary>Draws the organization chart from the data, as of any day.</summary>
internal sealed class DrawChart(IsmsDbContext db, OfficesHeld held, SettingsReader settings)
{
    public async Task<Outcome<ChartDrawing>> RunAsync(Actor actor, DrawChartRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read, request) is { } no)
            return no;
        var day = request.On ?? actor.Today;
        var culture = actor.Culture;
        var offices = (await held.RunAsync(actor, new OfficesHeldRequest(day), ct)).Require();
        var departments = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null || d.ClosedOn > day).OrderBy(d => d.Code).ThenBy(d => d.Id).ToListAsync(ct);
        var heads = offices.Where(o => o.Office == Office.DepartmentHead && o.DepartmentId is not null).ToLookup(o => o.DepartmentId!.Value, o => o.Person);
        var ids = departments.Select(d => d.Id).ToHashSet();
        var below = departments.ToLookup(d => d.ParentId is { } parent && ids.Contains(parent) ? parent : Guid.Empty);
        var sheets = OrganizationChart.Sheets(Tree(Guid.Empty), request.Paper);
        var sheet = Math.Clamp(request.Sheet, 1, sheets.Count);
        var shownOn = Phrase.In(culture, "organization.chart-on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var content = new ChartContent(
            Phrase.In(culture, "organization.chart-title", await settings.TextAsync(KernelSettings.OrganizationName, ct)),
            sheets.Count == 1 ? shownOn : shownOn + "  " + Phrase.In(culture, "organization.chart-sheet", sheet, sheets.Count),
            Box(Office.GeneralManager), Box(Office.ManagementRepresentative), Box(Office.IsmsTeamLeader), Box(Office.IsmsTeam, required: true),
            Box(Office.ProjectOwner, required: false), Box(Office.InternalAuditor, required: false), sheets[sheet - 1]);
        return new ChartDrawing(day, OrganizationChart.Draw(content, request.Paper, culture), sheet, sheets.Count);

        ChartBox Box(Office office, bool required = true) =>
            new(Phrase.In(culture, "kernel.office." + office), [.. offices.Where(o => o.Office == office).Select(o => o.Person).Distinct()], required);

        List<ChartDepartment> Tree(Guid parent) => [.. below[parent].Select(d => new ChartDepartment(new ChartBox(d.Name, [.. heads[d.Id]]), Tree(d.Id)))];
    }
}

/// <summary>A drawing of one's own beside the one drawn from the data (Appendix 2).</summary>
internal sealed class ChartFiles : IAttachmentSubject
{
    public const string KindName = "organization.chart";

    /// <summary>There is one chart.</summary>
    public static readonly Guid Chart = new("6f1c2b0e-0001-4c3a-9a51-0a5b7d1f2c01");

    public string Kind => KindName;

    public Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(id == Chart && actor.May(OrganizationPermissions.Read));

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(actor.May(OrganizationPermissions.Edit));
}
