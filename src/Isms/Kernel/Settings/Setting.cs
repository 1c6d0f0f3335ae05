using System.Globalization;
using Isms.Kernel.Data;

namespace Isms.Kernel.Settings;

/// <summary>What values a setting takes.</summary>
public enum SettingKind
{
    Number,
    Text,
    Choice,
    /// <summary>A password or key: kept encrypted, never shown.</summary>
    Secret,
}

/// <summary>
/// A number or word that the manual leaves open: its key, default and allowed range. its label is the phrase <c>{module}.setting.{name}</c>.
/// </summary>
/// <param name="Key">Stable, <c>module.name</c>.</param>
/// <param name="Default">Used until somebody with the right changes it.</param>
/// <param name="Min">Smallest number, or shortest text.</param>
/// <param name="Max">Largest number, or longest text.</param>
/// <param name="Choices">The words allowed, for <see cref="SettingKind.Choice"/>.</param>
public sealed record Setting(string Key, SettingKind Kind, string Default, int Min, int Max, params string[] Choices)
{
    public static Setting Number(string key, int standard, int min, int max) =>
        new(key, SettingKind.Number, standard.ToString(CultureInfo.InvariantCulture), min, max);

    public static Setting Text(string key, string standard, int maxLength, int minLength = 0) => new(key, SettingKind.Text, standard, minLength, maxLength);

    public static Setting Choice(string key, string standard, params string[] choices) => new(key, SettingKind.Choice, standard, 0, 0, choices);

    /// <summary>A web address, or nothing.</summary>
    public static Setting Address(string key) => new(key, SettingKind.Text, "", 0, 300) { IsAddress = true };

    public static Setting Secret(string key) => new(key, SettingKind.Secret, "", 0, LongestSecret);

    /// <summary>A web address that holds a key.</summary>
    public static Setting SecretAddress(string key) => new(key, SettingKind.Secret, "", 0, LongestSecret) { IsAddress = true };

    private const int LongestSecret = 500;

    /// <summary>Takes only absolute addresses with http or https.</summary>
    public bool IsAddress { get; init; }

    /// <summary>True when the text is a value of this setting.</summary>
    public bool Accepts(string value) => (!IsAddress || value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0))
        && AcceptsText(value);

    private bool AcceptsText(string value) => Kind switch
    {
        SettingKind.Number => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= Min && n <= Max,
        SettingKind.Text or SettingKind.Secret => value.Length >= Min && value.Length <= Max,
        SettingKind.Choice => Choices.Contains(value, StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}

/// <summary>A setting that was changed from its default.</summary>
internal sealed class SettingValue : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Key { get; init; }
    public required string Value { get; set; }
}
