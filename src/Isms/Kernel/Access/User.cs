using Microsoft.AspNetCore.Identity;

namespace Isms.Kernel.Access;

/// <summary>A person's account. Password, lock-out and second factor are ASP.NET Core Identity's.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public User() => Id = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    /// <summary>The language the person chose, <c>zh-CN</c> or <c>en</c>; null follows the organization.</summary>
    public string? Language { get; set; }

    /// <summary>Set when somebody else gave the password; the person must choose another at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Since when nobody can sign in with this account; null while it is in use.</summary>
    public DateTime? DisabledAt { get; set; }
}

/// <summary>One signed-in browser. The cookie holds a random token of which only the hash is kept.</summary>
internal sealed class Session
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public required string TokenHash { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime SeenAt { get; set; }
    public DateTime EndsAt { get; set; }
    public DateTime? RevokedAt { get; set; }

    /// <summary>When the second factor was given; null when only the password was.</summary>
    public DateTime? SecondFactorAt { get; set; }

    /// <summary>False while the second factor is still asked for: such a session opens nothing but that question.</summary>
    public bool Complete { get; set; }

    /// <summary>True when a provider or directory vouched for the person: the local password, and its age, do not matter then.</summary>
    public bool Outside { get; init; }
    public string Address { get; init; } = "";
    public string Browser { get; init; } = "";
}

/// <summary>A personal access token for the API; only its hash is kept.</summary>
internal sealed class AccessToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public required string Name { get; init; }
    public required string TokenHash { get; init; }

    /// <summary><c>read</c> or <c>write</c>.</summary>
    public required string Scope { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime EndsAt { get; init; }
    public DateTime? RevokedAt { get; set; }
}
