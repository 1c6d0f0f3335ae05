using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Questions;

/// <summary>How well a question can be answered today; the worst first.</summary>
public enum AnswerState
{
    /// <summary>Nothing to show.</summary>
    Missing,

    /// <summary>Part of what is looked for is there, or it is out of date or under way.</summary>
    Partly,

    /// <summary>Live evidence of everything looked for.</summary>
    Ready,
}

/// <summary>A question with what there is to show.</summary>
/// <param name="Clauses">Of the edition asked for.</param>
/// <param name="Asked">Whom, in the reader's language.</param>
/// <param name="Missing">What is looked for and not there, in the reader's language.</param>
public sealed record QuestionView(
    int Number, AuditStage Stage, IReadOnlyList<string> Clauses, string Question, string Asked, AnswerState State, IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<string> Missing);

/// <summary>What auditors ask, and how far it can be answered.</summary>
/// <param name="Ready">Questions with everything to show.</param>
public sealed record ReadinessView(Edition Edition, string Iso, DateOnly Day, int Ready, int Partly, int Missing, RunningView Running, IReadOnlyList<QuestionView> Questions);

/// <summary>Which questions.</summary>
/// <param name="Edition">Year; null for the one set.</param>
/// <param name="Stage">Null for all.</param>
/// <param name="State">Null for all.</param>
public sealed record ReadReadinessRequest(int? Edition = null, AuditStage? Stage = null, AnswerState? State = null);

/// <summary>The questions of certification auditors with the live evidence that answers them, and the running time that bodies ask for.</summary>
internal sealed class ReadReadiness(EvidenceReader evidence, RunningTime running, SettingsReader settings)
{
    public async Task<Outcome<ReadinessView>> RunAsync(Actor actor, ReadReadinessRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.See, request) is { } no)
            return no;
        var edition = (Edition)(request.Edition ?? await settings.NumberAsync(ConformityModule.Edition, ct));
        if (!Enum.IsDefined(edition))
            return Refusal.NotFound;
        var found = await evidence.AllAsync(actor, new EvidenceAsked(), edition, ct);
        var questions = AuditQuestion.All.Where(q => request.Stage is null || q.Stage == request.Stage).Select(q => ViewOf(q, edition, found, actor.Culture)).ToList();
        int Count(AnswerState state) => questions.Count(q => q.State == state);
        return new ReadinessView(edition, EditionNames.Of(edition).Iso, actor.Today, Count(AnswerState.Ready), Count(AnswerState.Partly), Count(AnswerState.Missing),
            await running.OfAsync(found, actor.Today, ct), [.. questions.Where(q => request.State is null || q.State == request.State)]);
    }

    private static QuestionView ViewOf(AuditQuestion question, Edition edition, IReadOnlyList<JudgedEvidence> found, CultureInfo culture)
    {
        var own = found.Where(e => e.State != EvidenceState.Superseded && question.Evidence.Any(r => EvidenceReader.Answers(r, e.Item.Kind))).ToList();
        var missing = question.Evidence.Where(r => !own.Exists(e => e.State == EvidenceState.Live && EvidenceReader.Answers(r, e.Item.Kind))).ToList();
        var state = missing.Count == 0 ? AnswerState.Ready : own.Count == 0 ? AnswerState.Missing : AnswerState.Partly;
        return new QuestionView(
            question.Number, question.Stage, question.Clauses[edition], question.Question.In(culture),
            string.Join(Phrase.In(culture, "ui.list-comma"), question.Asked.Select(a => Phrase.In(culture, "conformity.asked." + a))), state,
            [.. own.OrderBy(e => e.State == EvidenceState.InPreparation).Select(e => e.View())], [.. missing.Select(r => EvidenceReader.TitleOf(r, culture))]);
    }
}
