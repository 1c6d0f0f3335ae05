namespace Isms.Kernel.Standards;

/// <summary>Which properties of an asset a threat takes away; any combination.</summary>
[Flags]
public enum SecurityLoss
{
    None = 0,
    Confidentiality = 1,
    Integrity = 2,
    Availability = 4,
}
