using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Isms.Kernel.Settings;

/// <summary>Encrypts the secrets among the settings with the instance's own keys.</summary>
internal sealed class KeptSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("isms.settings");

    /// <summary>Nothing stays nothing.</summary>
    public string Protect(string secret) => secret.Length == 0 ? "" : _protector.Protect(secret);

    /// <summary>Null when there is none, or its key is lost: then it has to be entered again.</summary>
    public string? Open(string kept)
    {
        if (kept.Length == 0)
            return null;
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
