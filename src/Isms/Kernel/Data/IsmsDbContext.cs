using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Search;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Isms.Kernel.Data;

/// <summary>
/// The one unit of work. Modules add their tables by <see cref="IEntityTypeConfiguration{T}"/>. Business data
/// (<see cref="ILedgered"/>) is saved only by <see cref="SaveAsync"/>, which writes the ledger in the same transaction.
/// </summary>
internal abstract class IsmsDbContext : IdentityUserContext<User, Guid>, IDataProtectionKeyContext
{
    // More go into the ledger by themselves, without being tracked.
    private const int FewEntries = 20;

    private readonly TimeProvider _time;
    private readonly List<LedgerNote> _notes = [];
    private WriteTransaction? _writing;

    protected IsmsDbContext(DbContextOptions options, TimeProvider time) : base(options)
    {
        _time = time;
        // What fails is rolled back whole, never to a point within: two round trips less while everybody else waits to write.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Person> People => Set<Person>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public abstract DatabaseKind Kind { get; }

    /// <summary>
    /// Saves what was changed, and one ledger entry per change, in one transaction (its own, or the one begun by <see cref="BeginAsync"/>).
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="useCase">What was done, <c>module.verb</c>; its description is <c>Phrase.Kin("done", useCase)</c>.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the same row since it was read.</exception>
    public async Task SaveAsync(Actor actor, string useCase, CancellationToken ct)
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker.Entries<ILedgered>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in changed)
        {
            if (entry.State != EntityState.Deleted)
                entry.Entity.Version++;
        }
        var at = _time.Instant();
        var drafts = changed.ConvertAll(LedgerDraft.Of);
        var gone = changed.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity).OfType<ISearchable>().ToList();
        drafts.AddRange(_notes.Select(LedgerDraft.Of));

        await using var own = _writing is null ? await BeginAsync(ct) : null;
        await SaveWithEntriesAsync(drafts.Count == 0 ? [] : (await ChainAsync(ct)).Entries(actor, useCase, at, drafts), ct);
        await SearchIndex.RemoveAsync(this, [.. gone], ct);
        await SearchIndex.WriteAsync(this, [.. changed.Select(e => e.Entity).OfType<ISearchable>().Except(gone)], ct);
        _notes.Clear();
        if (own is not null)
            await own.CommitAsync(ct);
    }

    // A few entries go to the database together with what they tell of.
    private async Task SaveWithEntriesAsync(List<LedgerEntry> entries, CancellationToken ct)
    {
        var together = entries.Count <= FewEntries;
        if (together)
            Ledger.AddRange(entries);
        try
        {
            await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
        }
        catch
        {
            _writing!.Chain = null;
            throw;
        }
        finally
        {
            if (together)
                entries.ForEach(e => Entry(e).State = EntityState.Detached);
        }
        if (!together)
            await BulkInsert.RunAsync(this, entries, ct);
    }

    private async Task<LedgerWriter> ChainAsync(CancellationToken ct) => _writing!.Chain ??= await LedgerWriter.EndAsync(this, ct);

    /// <summary>
    /// Saves many new rows at once, untracked, each with its ledger entry and place in the search index. In the open write transaction, or its own.
    /// </summary>
    public async Task SaveNewAsync<T>(Actor actor, string useCase, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class, ILedgered
    {
        await using var own = _writing is null ? await BeginAsync(ct) : null;
        foreach (var row in rows)
            row.Version = 1;
        var type = Model.FindEntityType(typeof(T))!;
        var chain = await ChainAsync(ct);
        var at = _time.Instant();
        // The entries are written out and hashed on another core while the rows go into the database.
        var entries = Task.Run(() => chain.Entries(actor, useCase, at, rows.Select(r => LedgerDraft.Created(type, r))), ct);
        await BulkInsert.RunAsync(this, rows, ct);
        await BulkInsert.RunAsync(this, await entries, ct);
        await SearchIndex.WriteAsync(this, [.. rows.OfType<ISearchable>()], ct);
        if (own is not null)
            await own.CommitAsync(ct);
    }

    /// <summary>
    /// Records something that happened without changing data (sign-in, export, view of a secret); written by the next <see cref="SaveAsync"/>.
    /// </summary>
    public void Note(string entityType, Guid entityId, object details) => _notes.Add(new LedgerNote(entityType, entityId, details));

    /// <summary>
    /// Becomes the only writer until disposed, so that what is read now still holds when it is saved (serial numbers, uniqueness, the chain).
    /// Without a commit everything is rolled back.
    /// </summary>
    public async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        if (_writing is not null)
            throw new InvalidOperationException("A write transaction is already open; save within it.");
        var gate = Kind == DatabaseKind.Sqlite ? WriteGate.For(Database.GetConnectionString()!) : null;
        if (gate is not null)
            await gate.WaitAsync(ct);
        try
        {
            var transaction = await Database.BeginTransactionAsync(ct);
            _writing = new WriteTransaction(transaction, gate, () => _writing = null);
            if (Kind == DatabaseKind.Postgres)
                _writing.Chain = await LedgerWriter.WaitAsync(this, transaction.GetDbTransaction(), ct);
            return _writing;
        }
        catch
        {
            if (_writing is not null)
                await _writing.DisposeAsync();
            else
                gate?.Release();
            throw;
        }
    }

    /// <summary>For the parts of Identity that save by themselves; refuses business data, which must go through the ledger.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseLedgered();
        if (_writing is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await using var own = await BeginAsync(cancellationToken);
        var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await own.CommitAsync(cancellationToken);
        return count;
    }

    /// <summary>For the key ring of data protection, which knows no asynchronous way.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseLedgered();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    private void RefuseLedgered()
    {
        if (ChangeTracker.Entries<ILedgered>().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("Business data is saved by SaveAsync(actor, useCase).");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IsmsDbContext).Assembly);
        builder.Entity<DataProtectionKey>().ToTable("kernel_data_protection_keys");
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(ILedgered).IsAssignableFrom(t.ClrType)))
        {
            builder.Entity(type.ClrType).Property(nameof(ILedgered.Version)).IsConcurrencyToken();
            builder.Entity(type.ClrType).Property(nameof(ILedgered.Id)).ValueGeneratedNever();
            foreach (var key in type.GetForeignKeys().Where(k => !k.IsOwnership))
                key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        // Money and other decimals: hundredths as an integer. SQLite has no decimal that it can order by.
        conventions.Properties<decimal>().HaveConversion<HundredthsConverter>();
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    private sealed class HundredthsConverter() : ValueConverter<decimal, long>(
        v => (long)decimal.Round(v * 100m), v => v / 100m);
}

internal enum DatabaseKind { Sqlite, Postgres }

/// <summary>The right to write, until disposed. Dispose without commit rolls back.</summary>
internal sealed class WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? gate, Action ended) : IAsyncDisposable
{
    /// <summary>Where the ledger goes on; nobody else can write to it meanwhile. Null until it is needed.</summary>
    internal LedgerWriter? Chain { get; set; }

    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            ended();
            gate?.Release();
        }
    }
}

internal sealed class SqliteIsmsDbContext(DbContextOptions<SqliteIsmsDbContext> options, TimeProvider time) : IsmsDbContext(options, time)
{
    public override DatabaseKind Kind => DatabaseKind.Sqlite;
}

internal sealed class PostgresIsmsDbContext(DbContextOptions<PostgresIsmsDbContext> options, TimeProvider time) : IsmsDbContext(options, time)
{
    public override DatabaseKind Kind => DatabaseKind.Postgres;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        // Byte order, as SQLite sorts: paging by key and the stored sort keys then mean the same on both.
        conventions.Properties<string>().UseCollation("C");
    }
}
