using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>What a statement says; each may be empty while it is a draft.</summary>
/// <param name="Business">What the organization does.</param>
/// <param name="Organization">Its departments and units.</param>
/// <param name="Location">Where it works.</param>
/// <param name="Assets">What it works with.</param>
/// <param name="Technology">The techniques it relies on.</param>
/// <param name="ScopeText">What the ISMS covers.</param>
/// <param name="BoundaryText">Where it ends; points to the drawings.</param>
public sealed record ScopeFacts(
    [StringLength(ScopeStatement.TextLength)] string? Business = null, [StringLength(ScopeStatement.TextLength)] string? Organization = null,
    [StringLength(ScopeStatement.TextLength)] string? Location = null, [StringLength(ScopeStatement.TextLength)] string? Assets = null,
    [StringLength(ScopeStatement.TextLength)] string? Technology = null, [StringLength(ScopeStatement.TextLength)] string? ScopeText = null,
    [StringLength(ScopeStatement.TextLength)] string? BoundaryText = null);

/// <summary>A version after it was saved.</summary>
public sealed record ScopeSaved(Guid Id, string VersionLabel, ScopeState State, int Version) : IVersioned
{
    internal static ScopeSaved Of(ScopeStatement statement) => new(statement.Id, statement.VersionLabel, statement.State, statement.Version);
}

/// <summary>What the operations on a statement share.</summary>
internal sealed class ScopeDesk(IsmsDbContext db)
{
    public static readonly Refusal Frozen = new("scope.frozen");

    /// <summary>The draft to be changed; refused when it is unknown or no draft.</summary>
    public async Task<Outcome<ScopeStatement>> DraftAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ScopeStatement>().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } statement)
            return Refusal.NotFound;
        return statement.IsDraft ? statement : Frozen.With(statement.VersionLabel);
    }
}
