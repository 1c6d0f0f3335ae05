namespace Isms.Kernel.Access.SignIn;

/// <summary>Where to go back to, as far as it stays on this site.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of this site; the home page for anything a browser might take for another site.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.Contains('\\', StringComparison.Ordinal)
            ? address
            : "/";
}
