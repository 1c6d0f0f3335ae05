using Isms.Kernel.Http;
using Isms.Kernel.Standards;

namespace Isms.Modules.Treatment.Items;

/// <summary>
/// What the statement of applicability says of the controls that treatment relies on (4.2.1.6 a). While nobody answers for it, every control is undecided.
/// </summary>
internal sealed class ControlStandings(IEnumerable<IControlDecisions> decisions)
{
    /// <summary>A control the treatment relies on is excluded by the statement of applicability.</summary>
    public static readonly Refusal Excluded = new("treatment.control-excluded");

    /// <summary>Those that the statement excludes, with the page where to change it.</summary>
    public async Task<IReadOnlyDictionary<ControlKey, string?>> ExcludedAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct) =>
        (await StandingAsync(controls, ct)).Where(s => s.Standing == ControlStanding.Excluded).ToDictionary(s => s.Control, s => s.Link);

    /// <summary>Null when treatment may rely on all of them; otherwise which are excluded, and where to change that.</summary>
    public async Task<Refusal?> RefusesAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        var excluded = await ExcludedAsync(controls, ct);
        return excluded.Count == 0 ? null : Excluded.With(string.Join(Kernel.Text.Phrase.Of("ui.list-comma"), excluded.Keys.Select(Named))) with
        {
            Obstacles = [.. excluded.Select(e => new Obstacle(Named(e.Key), e.Value))],
        };
    }

    /// <summary>Marks the undecided ones as applicable, because treatment relies on them; the caller saves.</summary>
    public async Task RelyOnAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        var undecided = (await StandingAsync(controls, ct)).Where(s => s.Standing == ControlStanding.Undecided).Select(s => s.Control).ToList();
        if (undecided.Count == 0)
            return;
        foreach (var statement in decisions)
            await statement.MarkApplicableAsync(undecided, ct);
    }

    /// <summary>Code and title in the reader's language.</summary>
    public static string Named(ControlKey control) =>
        ControlCatalogue.Find(control) is { } entry ? $"{control.Code} {entry.Title(System.Globalization.CultureInfo.CurrentUICulture)}" : control.Code;

    private async Task<List<(ControlKey Control, ControlStanding Standing, string? Link)>> StandingAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        var standings = controls.Distinct().ToDictionary(c => c, _ => (ControlStanding.Undecided, (string?)null));
        foreach (var statement in decisions)
        {
            foreach (var (control, standing) in await statement.OfAsync([.. standings.Keys], ct))
            {
                if (standing.Standing != ControlStanding.Undecided)
                    standings[control] = standing;
            }
        }
        return [.. standings.Select(s => (s.Key, s.Value.Item1, s.Value.Item2))];
    }
}
