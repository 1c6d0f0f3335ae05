using Microsoft.AspNetCore.Authorization;

namespace Isms.Kernel.Access;

/// <summary>What a route asks of the person: an endpoint or page without any of these is closed to everybody.</summary>
public interface IRouteNeed
{
    /// <summary>Code of the permission, or null when being signed in is enough.</summary>
    string? Permission { get; }
}

/// <summary>This page or endpoint needs the permission with this code, anywhere.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string permission) : Attribute, IRouteNeed
{
    public string? Permission { get; } = permission;
}

/// <summary>Everybody signed in may open this; what is shown depends on the person.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute : Attribute, IRouteNeed
{
    public string? Permission => null;
}

internal static class RouteNeeds
{
    /// <summary>Everybody whose offices grant the permission may call this.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeedsAttribute(permission.Code));

    /// <summary>Everybody signed in may call this.</summary>
    public static TBuilder SignedIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new SignedInAttribute());

    /// <summary>Open to everybody, signed in or not.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowAnonymousAttribute());
}
