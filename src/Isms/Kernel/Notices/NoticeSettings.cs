using Isms.Kernel.Access;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Notices;

/// <summary>How messages leave the system; with none of the ways set up, everything stays in the inbox.</summary>
internal static class NoticeSettings
{
    /// <summary>Days before the due date for the first reminder; 0 for none.</summary>
    public static readonly Setting FirstDays = Setting.Number("kernel.reminder-first-days", 7, 0, 60);

    /// <summary>Days before the due date for the second reminder; 0 for none.</summary>
    public static readonly Setting SecondDays = Setting.Number("kernel.reminder-second-days", 1, 0, 30);

    /// <summary>Whether a reminder goes out on the day itself.</summary>
    public static readonly Setting OnTheDay = Setting.Choice("kernel.reminder-on-the-day", "yes", "yes", "no");

    /// <summary>Days for which the log of messages is kept.</summary>
    public static readonly Setting KeptDays = Setting.Number("kernel.notice-days", 180, 30, 3650);

    /// <summary>Address at which people reach the system, for links in messages.</summary>
    public static readonly Setting PublicAddress = Setting.Address("kernel.public-address");

    public static readonly Setting MailServer = Setting.Text("kernel.mail-server", "", 200);
    public static readonly Setting MailPort = Setting.Number("kernel.mail-port", 587, 1, 65535);
    public static readonly Setting MailSecurity = Setting.Choice("kernel.mail-security", "starttls", "starttls", "tls", "none");
    public static readonly Setting MailUser = Setting.Text("kernel.mail-user", "", 200);
    public static readonly Setting MailPassword = Setting.Secret("kernel.mail-password");
    public static readonly Setting MailFrom = Setting.Text("kernel.mail-from", "", 200);

    // The address of a robot holds its key: who knows it can write to the group.
    public static readonly Setting WeComRobot = Setting.SecretAddress("kernel.wecom-robot");
    public static readonly Setting DingTalkRobot = Setting.SecretAddress("kernel.dingtalk-robot");
    public static readonly Setting DingTalkSecret = Setting.Secret("kernel.dingtalk-secret");
    public static readonly Setting FeishuRobot = Setting.SecretAddress("kernel.feishu-robot");
    public static readonly Setting FeishuSecret = Setting.Secret("kernel.feishu-secret");

    public static IReadOnlyList<Setting> All { get; } =
    [
        FirstDays, SecondDays, OnTheDay, KeptDays, PublicAddress, MailServer, MailPort, MailSecurity, MailUser, MailPassword, MailFrom,
        WeComRobot, DingTalkRobot, DingTalkSecret, FeishuRobot, FeishuSecret,
    ];
}

/// <summary>Rights around messages.</summary>
internal static class NoticePermissions
{
    /// <summary>The log of messages, and sending again.</summary>
    public static readonly Permission Log = new Permission("kernel.notices").Everywhere(Office.SystemAdministrator, Office.ManagementRepresentative);

    public static IReadOnlyList<Permission> All { get; } = [Log];
}
