using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Net;
using System.Text;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Access.SignIn.Outside;

/// <summary>What a directory says of a password.</summary>
internal enum DirectoryAnswer { NotAsked, Right, Wrong, Unreachable }

/// <summary>Is this the person's password in the directory? Asked by a simple bind; nothing of the directory is read.</summary>
internal sealed partial class LdapDirectory(SettingsReader settings, ILogger<LdapDirectory> log)
{
    private const int InvalidCredentials = 49;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<DirectoryAnswer> CheckAsync(string userName, string password, CancellationToken ct)
    {
        var server = await settings.TextAsync(OutsideSettings.LdapServer, ct);
        var pattern = await settings.TextAsync(OutsideSettings.LdapName, ct);
        // A bind without a password succeeds at many directories, as nobody.
        if (server.Length == 0 || !pattern.Contains("{user}", StringComparison.Ordinal) || password.Length == 0)
            return DirectoryAnswer.NotAsked;
        var port = await settings.NumberAsync(OutsideSettings.LdapPort, ct);
        var security = await settings.TextAsync(OutsideSettings.LdapSecurity, ct);
        var name = pattern.Replace("{user}", pattern.Contains('=', StringComparison.Ordinal) ? Escaped(userName) : userName, StringComparison.Ordinal);
        return await Task.Run(() => Bind(server, port, security, name, password), ct);
    }

    private DirectoryAnswer Bind(string server, int port, string security, string name, string password)
    {
        try
        {
            using var connection = new LdapConnection(new LdapDirectoryIdentifier(server, port), new NetworkCredential(name, password), AuthType.Basic);
            connection.SessionOptions.ProtocolVersion = 3;
            connection.Timeout = Patience;
            if (security == "tls")
                connection.SessionOptions.SecureSocketLayer = true;
            else if (security == "starttls")
                connection.SessionOptions.StartTransportLayerSecurity(null);
            connection.Bind();
            return DirectoryAnswer.Right;
        }
        catch (LdapException e) when (e.ErrorCode == InvalidCredentials)
        {
            return DirectoryAnswer.Wrong;
        }
        catch (Exception e) when (e is LdapException or DirectoryOperationException or DllNotFoundException or TypeInitializationException or PlatformNotSupportedException)
        {
            LogUnreachable(log, server, e);
            return DirectoryAnswer.Unreachable;
        }
    }

    /// <summary>As a value within a distinguished name (RFC 4514).</summary>
    internal static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '"' or '+' or ',' or ';' or '<' or '>' or '\\' or '=' || (i == 0 && c is ' ' or '#') || (i == value.Length - 1 && c == ' '))
                escaped.Append('\\').Append(c);
            else if (char.IsControl(c))
                escaped.Append('\\').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    [LoggerMessage(LogLevel.Error, "The directory {Server} does not answer; only local passwords work.")]
    private static partial void LogUnreachable(ILogger logger, string server, Exception failure);
}
