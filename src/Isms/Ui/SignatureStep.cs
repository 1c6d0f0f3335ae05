using Isms.Kernel.Signing;

namespace Isms.Ui;

/// <summary>How far a step of a route has come.</summary>
public enum SignatureState
{
    /// <summary>Not its turn yet.</summary>
    Waiting,

    /// <summary>Its turn: the person is asked to sign.</summary>
    Current,

    /// <summary>Signed.</summary>
    Signed,

    /// <summary>Sent back instead of signed.</summary>
    Returned,

    /// <summary>No longer asked for.</summary>
    Skipped,
}

/// <summary>One step of a route.</summary>
/// <param name="Person">Who signed or is to sign; null when nobody is named yet.</param>
/// <param name="Office">The office held when signing, or asked for.</param>
/// <param name="At">When signed or returned, in the organisation's time zone.</param>
/// <param name="Comment">What the person wrote.</param>
public sealed record SignatureStep(SignatureMeaning Meaning, SignatureState State, string? Person, string? Office, DateTimeOffset? At = null, string? Comment = null);
