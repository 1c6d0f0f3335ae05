namespace Isms.Modules.Communication;

/// <summary>Addresses of the pages.</summary>
internal static class CommunicationPaths
{
    public const string Meetings = "/communication/meetings";
    public const string NewMeeting = "/communication/meetings/new";
    public const string Resolutions = "/communication/resolutions";
    public const string Reports = "/communication/reports";
    public const string Announcements = "/communication/announcements";
    public const string NewAnnouncement = "/communication/announcements/new";
    public const string Plan = "/communication/plan";
    public const string NewLine = "/communication/plan/new";
    public const string Contacts = "/communication/contacts";
    public const string NewContact = "/communication/contacts/new";

    public static string Meeting(Guid id) => $"/communication/meetings/{id}";

    public static string Report(Guid id) => $"/communication/reports/{id}";

    public static string Announcement(Guid id) => $"/communication/announcements/{id}";

    public static string Line(Guid id) => $"/communication/plan/{id}";

    public static string Contact(Guid id) => $"/communication/contacts/{id}";
}
