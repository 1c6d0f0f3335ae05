using System.Reflection;
using System.Text.Json.Serialization;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Http.Metadata;

namespace Isms.Kernel.Http;

/// <summary>What kind of no a refusal is; decides the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>400: the request itself is wrong; its fields say where.</summary>
    Invalid,
    /// <summary>401: not signed in, or the re-authentication failed.</summary>
    Unauthenticated,
    /// <summary>403: the office held does not allow it.</summary>
    Forbidden,
    /// <summary>404: no such thing, or not one this person may know of.</summary>
    NotFound,
    /// <summary>409: the state of things, or a rule of the manual, stands against it.</summary>
    Conflict,
    /// <summary>409 with the difference: somebody else changed it first.</summary>
    Stale,
    /// <summary>422: it contradicts what was said before under the same key.</summary>
    Contradiction,
    /// <summary>428: an update came without the version it is based on.</summary>
    VersionRequired,
    /// <summary>429: too much at once; try again shortly.</summary>
    Busy,
    /// <summary>503: something the product needs does not answer; what was asked may succeed later.</summary>
    Unavailable,
}

/// <summary>One thing wrong with one field of a request.</summary>
/// <param name="Field">The field as the caller named it, camelCase; rows as <c>items[2].ease</c>.</param>
/// <param name="Code">Resource key of the message.</param>
/// <param name="Args">Values for the message.</param>
public sealed record FieldProblem(string Field, string Code, params object?[] Args)
{
    /// <summary>The message in the current UI language.</summary>
    public string Message => Phrase.Of(Code, Args);
}

/// <summary>One field that two people changed: what it was sent as, and what it is now.</summary>
public sealed record FieldDifference(string Field, string? Yours, string? Current);

/// <summary>
/// An expected no, as a value. The code is the resource key of its sentence, which says what is wrong, where, and what to do.
/// </summary>
/// <param name="Code">Resource key, <c>module.reason</c>; stable, part of the API.</param>
public sealed record Refusal(string Code, RefusalKind Kind = RefusalKind.Conflict, params object?[] Args)
{
    /// <summary>Field by field, for <see cref="RefusalKind.Invalid"/>.</summary>
    public IReadOnlyList<FieldProblem> Fields { get; init; } = [];

    /// <summary>What differs, for <see cref="RefusalKind.Stale"/>.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init; } = [];

    /// <summary>Things that stand in the way, each with a link a person can follow.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The sentence in the current UI language.</summary>
    public string Message => Phrase.Of(Code, Args);

    /// <summary>The same refusal with values for its sentence.</summary>
    public Refusal With(params object?[] args) => new(Code, Kind, args) { Fields = Fields, Differences = Differences, Obstacles = Obstacles };

    public static readonly Refusal NotFound = new("kernel.not-found", RefusalKind.NotFound);
    public static readonly Refusal Forbidden = new("kernel.forbidden", RefusalKind.Forbidden);
    public static readonly Refusal SignInFirst = new("kernel.sign-in-first", RefusalKind.Unauthenticated);
    public static readonly Refusal VersionRequired = new("kernel.version-required", RefusalKind.VersionRequired);

    /// <summary>400 with these field problems.</summary>
    public static Refusal Invalid(IReadOnlyList<FieldProblem> fields) => new("kernel.invalid", RefusalKind.Invalid) { Fields = fields };

    /// <summary>400 with one field problem.</summary>
    public static Refusal Invalid(string field, string code, params object?[] args) => Invalid([new FieldProblem(field, code, args)]);

    /// <summary>409 because somebody else saved first; the caller sees field by field what differs.</summary>
    public static Refusal Stale(IReadOnlyList<FieldDifference> differences) => new("kernel.stale", RefusalKind.Stale) { Differences = differences };
}

/// <summary>One thing that stands in the way of what was asked.</summary>
/// <param name="Text">In the user's language.</param>
/// <param name="Link">Where it can be dealt with; null when there is no page for it.</param>
public sealed record Obstacle(string Text, string? Link = null);

/// <summary>Nothing to answer beyond success.</summary>
public sealed record Done
{
    public static readonly Done It = new();
}

/// <summary>
/// What an operation answers: its value, or the refusal that says why not. Returned from an endpoint it writes itself:
/// 200 with the value (201 with a Location when <see cref="At"/> was called, 204 for <see cref="Done"/>), or RFC 9457 problem details.
/// </summary>
public sealed class Outcome<T> : IResult, IEndpointMetadataProvider
{
    private readonly string? _location;

    private Outcome(T? value, Refusal? refusal, string? location = null)
    {
        Value = value;
        Refusal = refusal;
        _location = location;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [JsonIgnore]
    public bool Succeeded => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The value; throws when refused, for callers that made sure (tests, seeding).</summary>
    public T Require() => Refusal is null ? Value! : throw new InvalidOperationException(
        $"{Refusal.Code}: {Refusal.Message} {string.Join("; ", Refusal.Fields.Select(f => f.Field + ": " + f.Message))} {string.Join("; ", Refusal.Obstacles.Select(o => o.Text))}");

    /// <summary>Answer 201 Created with this address when it succeeded.</summary>
    public Outcome<T> At(Func<T, string> location) => Succeeded ? new(Value, null, location(Value!)) : this;

    public Task ExecuteAsync(HttpContext http)
    {
        if (Refusal is not null)
            return Problems.From(Refusal).ExecuteAsync(http);
        if (Value is IVersioned versioned)
            http.Response.Headers.ETag = $"\"{versioned.Version}\"";
        if (_location is not null)
            return TypedResults.Created(_location, Value).ExecuteAsync(http);
        return Value is Done ? TypedResults.NoContent().ExecuteAsync(http) : TypedResults.Ok(Value).ExecuteAsync(http);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(typeof(T) == typeof(Done)
            ? new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent)
            : new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        foreach (var status in new[] { 400, 401, 403, 404, 409 })
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
    }
}

/// <summary>An answer whose version becomes the ETag.</summary>
public interface IVersioned
{
    /// <summary>Counts up with every change; sent back as If-Match on update.</summary>
    int Version { get; }
}
