using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Settings;

/// <summary>A setting with its value in force.</summary>
/// <param name="Module">Key of the process it belongs to.</param>
/// <param name="Label">What it means, in the reader's language.</param>
/// <param name="Min">Smallest number, or shortest text; null for a choice.</param>
/// <param name="Max">Largest number, or longest text; null for a choice.</param>
/// <param name="Choices">The words allowed; empty when it is no choice.</param>
/// <param name="Version">1 while nobody has changed it; counts up with every change.</param>
/// <param name="Id">Of its history; null while nobody has changed it.</param>
public sealed record SettingView(string Key, string Module, string Label, SettingKind Kind, string Value, string Default, int? Min, int? Max,
    IReadOnlyList<string> Choices, int Version, Guid? Id) : IVersioned
{
    /// <summary>Who changed it last; null in answer to the change itself, and while nobody has.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime? ChangedAt { get; init; }

    /// <summary>True when a secret is set; its value is never shown.</summary>
    public bool IsSet { get; init; }

    internal static SettingView Of(Setting setting, SettingValue? value) => new(
        setting.Key, setting.Key.Split('.')[0], Phrase.Kin("setting", setting.Key), setting.Kind,
        setting.Kind == SettingKind.Secret ? "" : value?.Value ?? setting.Default, setting.Default,
        setting.Kind == SettingKind.Choice ? null : setting.Min, setting.Kind == SettingKind.Choice ? null : setting.Max,
        setting.Choices, (value?.Version ?? 0) + 1, value?.Id) { IsSet = value is { Value.Length: > 0 } };

    /// <summary>The value in force as the list shows it.</summary>
    public string Shown => Kind == SettingKind.Secret ? Phrase.Of(IsSet ? "kernel.settings.is-set" : "kernel.settings.is-not-set") : Show(Value);

    /// <summary>How a value reads: a choice by its phrase when it has one.</summary>
    public string Show(string value) => Kind == SettingKind.Choice && Phrase.Has(ChoiceKey(value)) ? Phrase.Of(ChoiceKey(value)) : value;

    private string ChoiceKey(string value) => Phrase.KinKey("setting", Key) + "-" + value;
}

/// <summary>All settings, in the order of the processes.</summary>
internal sealed class ListSettings(IsmsDbContext db, Catalogue catalogue)
{
    public async Task<Outcome<SettingView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Settings) is { } no)
            return no;
        var values = await db.Set<SettingValue>().AsNoTracking().ToDictionaryAsync(s => s.Key, StringComparer.Ordinal, ct);
        var changes = await LastChangesAsync([.. values.Values.Select(v => v.Id)], ct);
        return catalogue.Modules.SelectMany(m => m.Settings).Select(s => With(SettingView.Of(s, values.GetValueOrDefault(s.Key)), changes)).ToArray();
    }

    private static SettingView With(SettingView view, Dictionary<Guid, LedgerRow> changes) =>
        view.Id is { } id && changes.TryGetValue(id, out var change) ? view with { ChangedBy = change.ActorName, ChangedAt = change.At } : view;

    private async Task<Dictionary<Guid, LedgerRow>> LastChangesAsync(List<Guid> ids, CancellationToken ct)
    {
        var last = db.Ledger.Where(e => ids.Contains(e.EntityId)).GroupBy(e => e.EntityId).Select(g => g.Max(e => e.Sequence));
        return await LedgerRegister.Rows(db).Where(e => last.Contains(e.Sequence)).ToDictionaryAsync(e => e.EntityId, ct);
    }
}
