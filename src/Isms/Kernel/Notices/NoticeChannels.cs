using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Isms.Kernel.Notices;

/// <summary>What is sent: nothing of the content of records, only that there is something to do, until when, and where.</summary>
/// <param name="To">Mail address; empty for a group's robot.</param>
internal sealed record NoticeMessage(string To, string ToName, string Subject, string Text);

/// <summary>Why a message could not be sent, in the words of who refused it.</summary>
internal sealed class NoticeFailedException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>One way out of the system.</summary>
internal interface INoticeChannel
{
    Channel Kind { get; }

    /// <summary>True when it reaches each person; false when it is a group's robot.</summary>
    bool Personal { get; }

    Task<bool> IsSetUpAsync(CancellationToken ct);

    /// <exception cref="NoticeFailedException">It was not sent.</exception>
    Task SendAsync(NoticeMessage message, CancellationToken ct);
}

/// <summary>E-mail by the organization's own server.</summary>
internal sealed class MailChannel(SettingsReader settings) : INoticeChannel
{
    private const int TimeoutMilliseconds = 20_000;

    public Channel Kind => Channel.Mail;

    public bool Personal => true;

    public async Task<bool> IsSetUpAsync(CancellationToken ct) =>
        await settings.TextAsync(NoticeSettings.MailServer, ct) is { Length: > 0 } && await settings.TextAsync(NoticeSettings.MailFrom, ct) is { Length: > 0 };

    public async Task SendAsync(NoticeMessage message, CancellationToken ct)
    {
        try
        {
            using var mail = new MimeMessage
            {
                Subject = message.Subject,
                Body = new TextPart("plain") { Text = message.Text },
            };
            mail.From.Add(new MailboxAddress(await settings.TextAsync(KernelSettings.OrganizationName, ct), await settings.TextAsync(NoticeSettings.MailFrom, ct)));
            mail.To.Add(new MailboxAddress(message.ToName, message.To));
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(await settings.TextAsync(NoticeSettings.MailServer, ct), await settings.NumberAsync(NoticeSettings.MailPort, ct),
                await settings.TextAsync(NoticeSettings.MailSecurity, ct) switch
                {
                    "tls" => SecureSocketOptions.SslOnConnect,
                    "none" => SecureSocketOptions.None,
                    _ => SecureSocketOptions.StartTls,
                }, ct);
            if (await settings.TextAsync(NoticeSettings.MailUser, ct) is { Length: > 0 } user)
                await client.AuthenticateAsync(user, await settings.SecretAsync(NoticeSettings.MailPassword, ct) ?? "", ct);
            await client.SendAsync(mail, ct);
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or SslHandshakeException or SmtpCommandException or SmtpProtocolException
            or NotSupportedException or TimeoutException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new NoticeFailedException(e.Message, e);
        }
    }
}

/// <summary>A robot in a group of WeCom, DingTalk or Feishu.</summary>
internal abstract class RobotChannel(SettingsReader settings, RobotPost post) : INoticeChannel
{
    public abstract Channel Kind { get; }

    public bool Personal => false;

    protected abstract Setting Robot { get; }

    protected SettingsReader Settings => settings;

    public async Task<bool> IsSetUpAsync(CancellationToken ct) => await settings.SecretAsync(Robot, ct) is { Length: > 0 };

    public async Task SendAsync(NoticeMessage message, CancellationToken ct)
    {
        var address = await settings.SecretAsync(Robot, ct) ?? throw new NoticeFailedException(Phrase.Of("kernel.notices.not-set-up"));
        var (signed, content) = await SignAsync(address, message.Text, ct);
        await post.SendAsync(signed, content, ct);
    }

    /// <summary>Address and content as this service wants them, signed where a secret is set.</summary>
    protected abstract Task<(string Address, JsonObject Content)> SignAsync(string address, string text, CancellationToken ct);

    protected static string Hmac(string key, string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}

internal sealed class WeComChannel(SettingsReader settings, RobotPost post) : RobotChannel(settings, post)
{
    public override Channel Kind => Channel.WeCom;

    protected override Setting Robot => NoticeSettings.WeComRobot;

    protected override Task<(string, JsonObject)> SignAsync(string address, string text, CancellationToken ct) =>
        Task.FromResult((address, new JsonObject { ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = text } }));
}

internal sealed class DingTalkChannel(SettingsReader settings, RobotPost post, TimeProvider time) : RobotChannel(settings, post)
{
    public override Channel Kind => Channel.DingTalk;

    protected override Setting Robot => NoticeSettings.DingTalkRobot;

    protected override async Task<(string, JsonObject)> SignAsync(string address, string text, CancellationToken ct)
    {
        var content = new JsonObject { ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = text } };
        if (await Settings.SecretAsync(NoticeSettings.DingTalkSecret, ct) is not { Length: > 0 } secret)
            return (address, content);
        var at = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Uri.EscapeDataString(Hmac(secret, at + "\n" + secret));
        return ($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={at}&sign={sign}", content);
    }
}

internal sealed class FeishuChannel(SettingsReader settings, RobotPost post, TimeProvider time) : RobotChannel(settings, post)
{
    public override Channel Kind => Channel.Feishu;

    protected override Setting Robot => NoticeSettings.FeishuRobot;

    protected override async Task<(string, JsonObject)> SignAsync(string address, string text, CancellationToken ct)
    {
        var content = new JsonObject { ["msg_type"] = "text", ["content"] = new JsonObject { ["text"] = text } };
        if (await Settings.SecretAsync(NoticeSettings.FeishuSecret, ct) is { Length: > 0 } secret)
        {
            var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            content["timestamp"] = at;
            content["sign"] = Hmac(at + "\n" + secret, "");
        }
        return (address, content);
    }
}

/// <summary>Posts to a robot and reads its answer. Follows no redirects: the address is the one that was set.</summary>
internal sealed class RobotPost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpMessageInvoker _sender = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) });

    public async Task SendAsync(string address, JsonObject content, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            using var answer = await _sender.SendAsync(request, limit.Token);
            if (!answer.IsSuccessStatusCode)
                throw new NoticeFailedException("HTTP " + ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            // They answer 200 also when they refuse; a code other than 0 says so.
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(limit.Token), cancellationToken: limit.Token);
            if (CodeOf(json.RootElement) is not (0 or null))
                throw new NoticeFailedException(json.RootElement.GetRawText());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new NoticeFailedException(e.Message, e);
        }
    }

    private static int? CodeOf(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in (string[])["errcode", "code", "StatusCode"])
        {
            if (answer.TryGetProperty(name, out var code) && code.TryGetInt32(out var value))
                return value;
        }
        return null;
    }

    public void Dispose() => _sender.Dispose();
}
