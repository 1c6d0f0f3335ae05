using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Rendering;

/// <summary>What stands for <c>{{name}}</c> in texts: facts of the organization, who holds which office, facts of the document, and what other processes contribute.</summary>
internal sealed class LiveFields(IsmsDbContext db, SettingsReader settings, OfficeHolders holders, IEnumerable<IContribute<LiveFieldQuestion, LiveField>> contributors)
{
    private static readonly (string Name, Office Office)[] Offices =
    [
        ("general-manager", Office.GeneralManager), ("management-representative", Office.ManagementRepresentative), ("project-owner", Office.ProjectOwner),
        ("team-leader", Office.IsmsTeamLeader), ("document-controller", Office.DocumentController), ("system-administrator", Office.SystemAdministrator),
        ("security-administrator", Office.SecurityAdministrator), ("audit-administrator", Office.AuditAdministrator),
    ];

    /// <summary>Facts that are the same for every document; the later ones win.</summary>
    public async Task<Dictionary<string, string>> CommonAsync(CultureInfo culture, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["organization"] = await settings.TextAsync(KernelSettings.OrganizationName, ct),
            ["prefix"] = await settings.TextAsync(KernelSettings.NumberPrefix, ct),
        };
        foreach (var (name, office) in Offices)
            fields[name] = string.Join(Phrase.In(culture, "ui.list-comma"), (await holders.OfAsync(office, null, ct)).Select(h => h.Name));
        foreach (var contributor in contributors)
        {
            foreach (var field in await contributor.AnswerAsync(Actor.System("documents", await settings.TodayAsync(ct)), new LiveFieldQuestion(culture), ct))
                fields[field.Name] = field.Value;
        }
        return fields;
    }

    /// <summary>All fields of one version: as they are now, or once it is no longer in force, as they were on its last day.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(DocumentVersion version, CultureInfo culture, CancellationToken ct)
    {
        var fields = version.FrozenFields.Length > 0
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(version.FrozenFields, EntityJson.Options)! : await CommonAsync(culture, ct);
        fields["number"] = version.Number;
        fields["title"] = version.Titles.In(culture);
        fields["version"] = version.Label;
        fields["effective-on"] = version.EffectiveOn is { } day ? WrittenText.Day(day) : Phrase.In(culture, "documents.not-yet-issued");
        fields["department"] = await (from d in db.Set<ControlledDocument>() join p in db.Departments on d.DepartmentId equals p.Id where d.Id == version.DocumentId select p.Name).FirstOrDefaultAsync(ct) ?? "";
        return fields;
    }

    /// <summary>What is kept of them when a version ceases to be in force.</summary>
    public async Task<string> FreezeAsync(CancellationToken ct) =>
        JsonSerializer.Serialize(await CommonAsync(CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct)), ct), EntityJson.Options);
}
