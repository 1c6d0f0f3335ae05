using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Risks.Rating;

/// <summary>Brings the libraries' levels, which count 1 to 5, onto the scale of a criteria version.</summary>
internal static class LevelFit
{
    private const int LibraryMin = 1;
    private const int LibraryMax = 5;

    /// <summary>The step that lies as far up the scale as the level does between 1 and 5; itself on a scale of 1 to 5.</summary>
    public static int Onto(this int level, Scale scale) =>
        scale.Min + (int)Math.Round((level - LibraryMin) * (scale.Count - 1) / (double)(LibraryMax - LibraryMin), MidpointRounding.AwayFromZero);
}
