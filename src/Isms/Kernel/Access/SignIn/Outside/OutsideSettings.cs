using Isms.Kernel.Settings;

namespace Isms.Kernel.Access.SignIn.Outside;

/// <summary>
/// Sign-in by who knows the person elsewhere: an OpenID Connect provider, a directory. The account must exist here; the local password goes on
/// to work, for the day on which the others do not answer.
/// </summary>
internal static class OutsideSettings
{
    /// <summary>The provider's issuer; empty offers no sign-in by it.</summary>
    public static readonly Setting OidcIssuer = Setting.Address("kernel.oidc-issuer");
    public static readonly Setting OidcClient = Setting.Text("kernel.oidc-client", "", 200);
    public static readonly Setting OidcSecret = Setting.Secret("kernel.oidc-secret");

    /// <summary>By which of the provider's claims the account is found: the user name, or the person's mail address.</summary>
    public static readonly Setting OidcClaim = Setting.Choice("kernel.oidc-claim", "preferred_username", "preferred_username", "email", "sub");

    /// <summary>Words of the button.</summary>
    public static readonly Setting OidcName = Setting.Text("kernel.oidc-name", "", 40);

    /// <summary>Host of the directory; empty asks none.</summary>
    public static readonly Setting LdapServer = Setting.Text("kernel.ldap-server", "", 200);
    public static readonly Setting LdapPort = Setting.Number("kernel.ldap-port", 636, 1, 65535);
    public static readonly Setting LdapSecurity = Setting.Choice("kernel.ldap-security", "tls", "tls", "starttls", "none");

    /// <summary>The name to bind with, <c>{user}</c> standing for the user name: <c>uid={user},ou=people,dc=example</c>, or <c>{user}@corp.example</c>.</summary>
    public static readonly Setting LdapName = Setting.Text("kernel.ldap-name", "", 300);

    public static IReadOnlyList<Setting> All { get; } =
        [OidcIssuer, OidcClient, OidcSecret, OidcClaim, OidcName, LdapServer, LdapPort, LdapSecurity, LdapName];
}
