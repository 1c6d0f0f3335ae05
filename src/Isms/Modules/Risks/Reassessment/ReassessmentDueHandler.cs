using System.Text.Encodings.Web;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Risks.Duties;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>Writes down that risks ought to be assessed again, and asks the team to look at it.</summary>
internal sealed class ReassessmentDueHandler(IsmsDbContext db, WorkInbox inbox, SettingsReader settings) : ISignalHandler<ReassessmentDue>
{
    /// <summary>Days to look at a prompt.</summary>
    public static readonly Setting PromptDays = Setting.Number("risks.prompt-days", 10, 1, 90);

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task HandleAsync(Actor actor, ReassessmentDue signal, CancellationToken ct)
    {
        // The same thing changing twice before anybody looked needs one look.
        if (await db.Set<ReassessmentPrompt>().AnyAsync(p => p.SubjectId == signal.SubjectId && p.State == PromptState.Open && p.ReasonKey == signal.ReasonKey && p.AssessmentId == null, ct))
            return;
        await RaiseAsync(new ReassessmentPrompt
        {
            Cause = signal.Cause, Title = Cut(signal.Title), ReasonKey = signal.ReasonKey, ReasonArgs = JsonSerializer.Serialize(signal.ReasonArgs, Options),
            SubjectKind = signal.SubjectKind, SubjectId = signal.SubjectId, SubjectLink = signal.Link, RaisedOn = actor.Today, RaisedById = actor.IsSystem ? null : actor.PersonId,
        }, ct);
    }

    /// <summary>Adds an open prompt with the duty to look at it; the caller saves.</summary>
    public async Task RaiseAsync(ReassessmentPrompt prompt, CancellationToken ct)
    {
        db.Add(prompt);
        var due = prompt.RaisedOn.AddDays(await settings.NumberAsync(PromptDays, ct));
        inbox.Add(new NewWork(YearlyDuties.PromptWork, "risks.work.look-at-prompt", [prompt.Title], "/risks/reassessment#p-" + prompt.Id, YearlyDuties.PromptSubject, prompt.Id, due)
        {
            Office = Office.ManagementRepresentative,
        });
    }

    internal static string Cut(string title) => title.Length <= ReassessmentPrompt.TitleLength ? title : title[..ReassessmentPrompt.TitleLength];
}
