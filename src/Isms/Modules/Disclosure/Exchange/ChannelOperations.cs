using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Exchange;

/// <summary>A channel with its rules.</summary>
public sealed record ChannelView(Guid Id, int Version, string Name, Classification UpTo, Classification EncryptFrom, string Rule, bool Retired) : IVersioned;

/// <summary>The channels, highest class first.</summary>
public sealed record ChannelList(IReadOnlyList<ChannelView> Items, bool MayEdit);

/// <inheritdoc cref="ChannelList"/>
internal sealed class ListChannels(IsmsDbContext db)
{
    public async Task<Outcome<ChannelList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var found = await db.Set<ExchangeChannel>().AsNoTracking().OrderBy(c => c.NameSort).Select(c => new ChannelView(c.Id, c.Version, c.Name, c.UpTo, c.EncryptFrom, c.Rule, c.RetiredOn != null)).ToListAsync(ct);
        return new ChannelList([.. found.OrderBy(c => c.Retired).ThenByDescending(c => c.UpTo)], actor.May(DisclosurePermissions.Rule));
    }
}

/// <summary>A channel, new or changed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
/// <param name="UpTo">The highest class that may go this way.</param>
/// <param name="EncryptFrom">From this class on only encrypted.</param>
public sealed record SaveChannelRequest(
    Guid? Id, int Version, [property: Required, StringLength(ExchangeChannel.NameLength)] string Name, Classification UpTo, Classification EncryptFrom, [property: StringLength(ExchangeChannel.RuleLength)] string? Rule, bool Retired = false);

/// <inheritdoc cref="SaveChannelRequest"/>
internal sealed class SaveChannel(IsmsDbContext db)
{
    public async Task<Outcome<ChannelView>> RunAsync(Actor actor, SaveChannelRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Rule, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var channel = request.Id is { } id ? await db.Set<ExchangeChannel>().SingleOrDefaultAsync(c => c.Id == id, ct) : new ExchangeChannel();
        if (channel is null)
            return Refusal.NotFound;
        if (request.Id is not null && request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Id is not null && channel.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Name, channel.Name)]);
        var name = request.Name.Trim();
        if (await db.Set<ExchangeChannel>().AnyAsync(c => c.Name == name && c.Id != channel.Id, ct))
            return Refusal.Invalid("name", "disclosure.channel-twice", name);
        if (!Enum.IsDefined(request.UpTo) || !Enum.IsDefined(request.EncryptFrom))
            return Refusal.Invalid("upTo", "kernel.field-choice");
        (channel.Name, channel.NameSort) = (name, SortKey.Of(name));
        (channel.UpTo, channel.EncryptFrom, channel.Rule, channel.RetiredOn) = (request.UpTo, request.EncryptFrom, request.Rule?.Trim() ?? "", request.Retired ? channel.RetiredOn ?? actor.Today : null);
        if (request.Id is null)
            db.Add(channel);
        await db.SaveAsync(actor, "disclosure.save-channel", ct);
        await writing.CommitAsync(ct);
        return new ChannelView(channel.Id, channel.Version, channel.Name, channel.UpTo, channel.EncryptFrom, channel.Rule, channel.RetiredOn is not null);
    }
}

/// <summary>Adds the customary channels where there are none; doing it again changes nothing.</summary>
internal sealed class SeedChannels(IsmsDbContext db, SettingsReader settings)
{
    private static readonly (string Key, Classification UpTo, Classification EncryptFrom)[] Customary =
    [
        ("courier", Classification.TopSecret, Classification.Secret), ("vpn", Classification.Secret, Classification.Internal), ("mail", Classification.Confidential, Classification.Confidential),
        ("media", Classification.Secret, Classification.Confidential), ("chat", Classification.Internal, Classification.Confidential), ("web", Classification.Public, Classification.Confidential),
    ];

    public async Task<Outcome<Done>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Schedule) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ExchangeChannel>().AnyAsync(ct))
            return Done.It;
        var culture = await settings.TextAsync(KernelSettings.Language, ct) == "en" ? Phrase.English : Phrase.Chinese;
        foreach (var (key, upTo, encryptFrom) in Customary)
        {
            var name = Phrase.In(culture, "disclosure.channel." + key);
            db.Add(new ExchangeChannel { Name = name, NameSort = SortKey.Of(name), UpTo = upTo, EncryptFrom = encryptFrom, Rule = Phrase.In(culture, "disclosure.channel-rule." + key) });
        }
        await db.SaveAsync(actor, "disclosure.seed", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>The customary channels are there from the first day on.</summary>
internal sealed class StarterChannels(SeedChannels seed) : IStarterContent
{
    public async Task AddAsync(Actor system, CancellationToken ct) => (await seed.RunAsync(system, ct)).Require();
}
