using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>One step that a submission would take.</summary>
/// <param name="Candidates">Names of those who could sign it today.</param>
/// <param name="InPlaceOf">The office that the route names, where only the submitter holds it and the next office up signs instead; null otherwise.</param>
public sealed record PreviewStep(int Order, SignatureMeaning Meaning, Office? Office, IReadOnlyList<string> Candidates, Office? InPlaceOf);

/// <summary>The way a submission would take now.</summary>
public sealed record SubmissionPreview(string Title, string Number, int Round, IReadOnlyList<PreviewStep> Steps);

/// <summary>Whether something can be submitted now, and who would sign it; nothing is changed.</summary>
internal sealed class PreviewSubmission(SubmissionCheck check)
{
    public async Task<Outcome<SubmissionPreview>> RunAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign) is { } no)
            return no;
        var outcome = await check.CheckAsync(actor, kind, subjectId, ct);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var (_, content, groups, round) = outcome.Value!;
        return new SubmissionPreview(content.Title, content.Number, round, [.. groups.SelectMany((group, i) => group.Select(s =>
            new PreviewStep(i + 1, s.Step.Meaning, s.Step.Office, [.. s.Candidates.Where(c => c.PersonId != actor.PersonId).Select(c => c.Name)], s.InPlaceOf)))]);
    }
}
