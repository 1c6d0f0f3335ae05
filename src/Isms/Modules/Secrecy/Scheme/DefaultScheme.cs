using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy.Scheme;

/// <summary>The customary five classes, in force until the organization approves its own.</summary>
internal static class DefaultScheme
{
    private static readonly Office[] Everybody = [Office.Employee];

    private static readonly Office[] Watching =
    [
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DocumentController, Office.InternalAuditor, Office.ExternalAuditor,
    ];

    public static IReadOnlyList<ClassDefinition> Classes { get; } =
    [
        Class(Classification.Public, Everybody, ownHead: false, logged: false, guarded: false),
        Class(Classification.Internal, Everybody, ownHead: false, logged: false, guarded: false),
        Class(Classification.Confidential, Watching, ownHead: true, logged: true, guarded: true),
        Class(Classification.Secret, [Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader], ownHead: true, logged: true, guarded: true),
        Class(Classification.TopSecret, [Office.GeneralManager], ownHead: false, logged: true, guarded: true),
    ];

    /// <summary>The scheme as a first version that is in force, with what the filter joins.</summary>
    public static IEnumerable<object> Rows(DateTime at)
    {
        var scheme = new ClassificationScheme { Serial = 1, CreatedAt = at, Reason = Phrase.In(Phrase.Chinese, "secrecy.default-reason") };
        scheme.Define(Classes);
        scheme.PutInForce(at);
        return [scheme, .. ClassReader.Of(scheme)];
    }

    private static ClassDefinition Class(Classification value, IReadOnlyList<Office> offices, bool ownHead, bool logged, bool guarded) => new(
        value, true, Both("class." + value), Both("mark." + value), offices, ownHead, false, logged, guarded, guarded,
        new ClassHandling(Both("know." + value), Both("store." + value), Both("send." + value), Both("copy." + value), Both("destroy." + value)));

    private static Bilingual Both(string key) => new(Phrase.In(Phrase.Chinese, "secrecy." + key), Phrase.In(Phrase.English, "secrecy." + key));
}

/// <summary>Puts the default scheme in force where there is none; doing it again changes nothing.</summary>
internal sealed class SeedScheme(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.Run) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ClassificationScheme>().AnyAsync(ct))
            return Done.It;
        db.AddRange(DefaultScheme.Rows(time.Instant()));
        await db.SaveAsync(actor, "secrecy.seed", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>The scheme is there from the first day on.</summary>
internal sealed class StarterScheme(SeedScheme seed) : IStarterContent
{
    public async Task AddAsync(Actor system, CancellationToken ct) => (await seed.RunAsync(system, ct)).Require();
}
