namespace Isms.Modules.Disclosure;

/// <summary>Addresses of the pages.</summary>
internal static class DisclosurePaths
{
    public const string Secrets = "/secrets";
    public const string NewSecret = "/secrets/new";
    public const string Requests = "/secrets/requests";
    public const string Transfers = "/exchange";
    public const string NewTransfer = "/exchange/new";
    public const string Channels = "/exchange/channels";
    public const string Transits = "/exchange/media";
    public const string NewTransit = "/exchange/media/new";
    public const string Carriers = "/exchange/carriers";

    public static string Secret(Guid id) => $"/secrets/{id}";

    public static string Request(Guid id) => $"/secrets/requests/{id}";

    public static string Review(Guid id) => $"/secrets/reviews/{id}";

    public static string Transfer(Guid id) => $"/exchange/{id}";

    public static string Transit(Guid id) => $"/exchange/media/{id}";

    public static string Carrier(Guid id) => $"/exchange/carriers/{id}";
}
