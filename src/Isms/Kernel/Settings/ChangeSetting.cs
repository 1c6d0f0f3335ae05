using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Settings;

/// <param name="Key">Which setting.</param>
/// <param name="Value">Its new value, within its range.</param>
/// <param name="Version">The version that was read; 0 when none was sent.</param>
internal sealed record ChangeSettingRequest(string Key, [property: StringLength(2000)] string Value, int Version);

/// <summary>Changes one number or word that the manual leaves open.</summary>
internal sealed class ChangeSetting(IsmsDbContext db, Catalogue catalogue, SettingsReader reader, KeptSecrets secrets)
{
    public async Task<Outcome<SettingView>> RunAsync(Actor actor, ChangeSettingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Settings, request) is { } no)
            return no;
        if (!catalogue.Settings.TryGetValue(request.Key, out var setting))
            return Refusal.NotFound;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var text = request.Value.Trim();
        if (Problem(setting, text) is { } problem)
            return Refusal.Invalid([problem]);
        await using var writing = await db.BeginAsync(ct);
        var value = await db.Set<SettingValue>().FirstOrDefaultAsync(s => s.Key == setting.Key, ct);
        if (request.Version != (value?.Version ?? 0) + 1)
            return Refusal.Stale(setting.Kind == SettingKind.Secret ? [] : [new FieldDifference("value", text, value?.Value ?? setting.Default)]);
        // The ledger keeps what the row keeps: of a secret, only what it was encrypted to.
        var kept = setting.Kind == SettingKind.Secret ? secrets.Protect(text) : text;
        if (value is null)
            db.Add(value = new SettingValue { Key = setting.Key, Value = kept });
        value.Value = kept;
        await db.SaveAsync(actor, "kernel.setting-changed", ct);
        await writing.CommitAsync(ct);
        reader.Forget();
        return SettingView.Of(setting, value);
    }

    private static FieldProblem? Problem(Setting setting, string value)
    {
        if (!setting.Accepts(value))
        {
            if (setting.IsAddress && value.Length <= setting.Max)
                return new FieldProblem("value", "kernel.setting.no-address");
            return setting.Kind switch
            {
                SettingKind.Number => new FieldProblem("value", "kernel.setting.number-range", setting.Min, setting.Max),
                SettingKind.Text or SettingKind.Secret => new FieldProblem("value", "kernel.field-length", setting.Min, setting.Max),
                _ => new FieldProblem("value", "kernel.field-choice", value),
            };
        }
        return setting == KernelSettings.TimeZone && !TimeZones.IsKnown(value) ? new FieldProblem("value", "kernel.setting.time-zone-unknown", value) : null;
    }
}
