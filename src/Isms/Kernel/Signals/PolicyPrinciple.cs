namespace Isms.Kernel.Signals;

/// <summary>Asked by whoever ties something to the information security policy: its principles in force. The policy's process contributes.</summary>
internal sealed record PrinciplesInForce;

/// <summary>A principle of the policy (manual 4.2.1.2).</summary>
/// <param name="Key">Stable from version to version.</param>
/// <param name="Words">Its text in the organization's language.</param>
/// <param name="Link">Where it is read.</param>
internal sealed record PolicyPrinciple(string Key, string Words, string Link);
