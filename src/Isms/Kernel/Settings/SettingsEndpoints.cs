using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;

namespace Isms.Kernel.Settings;

/// <summary><c>/api/v1/settings</c> and <c>/api/v1/number-rules</c>.</summary>
internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings").Needs(KernelPermissions.Settings);
        settings.MapGet("", (Actor actor, ListSettings list, CancellationToken ct) => list.RunAsync(actor, ct));
        settings.MapPut("/{key}", (string key, NewValue value, IfMatch match, Actor actor, ChangeSetting change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeSettingRequest(key, value.Value, match.Version), ct));

        var rules = api.MapGroup("/number-rules").WithTags("Settings").Needs(KernelPermissions.Settings);
        rules.MapGet("", (Actor actor, ListNumberRules list, CancellationToken ct) => list.RunAsync(actor, ct));
        rules.MapPut("/{kind}", (string kind, NewPattern pattern, IfMatch match, Actor actor, ChangeNumberRule change, CancellationToken ct) =>
            change.RunAsync(actor, new ChangeNumberRuleRequest(kind, pattern.Pattern, match.Version), ct));
    }

    /// <param name="Value">Within the setting's range.</param>
    public sealed record NewValue(string Value);

    /// <param name="Pattern">With exactly one {serial}.</param>
    public sealed record NewPattern(string Pattern);
}
