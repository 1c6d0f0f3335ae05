using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>The hash of a set-up token printed on some node's console.</summary>
internal sealed class IssuedSetupToken
{
    public required string TokenHash { get; init; }
    public DateTime IssuedAt { get; init; }
}

/// <summary>
/// Proof that whoever sets the product up can read its console. Each node prints its own at each start; all of them work until the set-up is done.
/// </summary>
internal sealed class SetupToken(IsmsDbContext db, SetupState state, TimeProvider time)
{
    /// <summary>A token, when nothing has been set up yet; otherwise null.</summary>
    public async Task<string?> IssueAsync(CancellationToken ct)
    {
        if (await state.IsDoneAsync(db, ct))
            return null;
        var token = SessionStart.RandomToken()[..32];
        db.Add(new IssuedSetupToken { TokenHash = ActorMiddleware.HashOf(token), IssuedAt = time.Instant() });
        await db.SaveChangesAsync(ct);
        return token;
    }

    public Task<bool> IsRightAsync(string token, CancellationToken ct)
    {
        var hash = ActorMiddleware.HashOf(token.Trim());
        return db.Set<IssuedSetupToken>().AnyAsync(t => t.TokenHash == hash, ct);
    }

    /// <summary>Ends all tokens; the caller saves.</summary>
    public async Task EndAllAsync(CancellationToken ct) => db.RemoveRange(await db.Set<IssuedSetupToken>().ToListAsync(ct));

    /// <summary>Tells whoever started the product what to do first, in both languages; says nothing once it is set up.</summary>
    /// <param name="address">Where it listens, <c>http://…</c>.</param>
    public static async Task AnnounceAsync(IServiceProvider services, TextWriter console, string address, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupToken>().IssueAsync(ct) is not { } token)
            return;
        await console.WriteLineAsync(Phrase.In(Phrase.Chinese, "kernel.setup.console", address, token));
        await console.WriteLineAsync(Phrase.In(Phrase.English, "kernel.setup.console", address, token));
    }
}

/// <summary>Whether there is anybody who can sign in. Once there is, that stays, and nothing is asked of the database any more.</summary>
internal sealed class SetupState
{
    private volatile bool _done;

    public async Task<bool> IsDoneAsync(IsmsDbContext db, CancellationToken ct) => _done || (_done = await db.Users.AnyAsync(ct));
}

internal sealed class SetupMapping : IEntityTypeConfiguration<IssuedSetupToken>
{
    public void Configure(EntityTypeBuilder<IssuedSetupToken> builder)
    {
        builder.ToTable("kernel_setup_tokens");
        builder.HasKey(t => t.TokenHash);
        builder.Property(t => t.TokenHash).HasMaxLength(64);
    }
}
