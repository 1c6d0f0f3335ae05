using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Duties;

/// <summary>Keeps the dates of what is done again every year, and the inboxes in step with them.</summary>
internal sealed class YearlyDuties(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>Kind of the duty to carry out what is due again.</summary>
    public const string DutyWork = "risks.yearly";

    /// <summary>Kind of the duty to look at a prompt.</summary>
    public const string PromptWork = "risks.look-at-prompt";
    public const string DutySubject = "risks.recurring-duty";
    public const string PromptSubject = "risks.reassessment-prompt";

    /// <summary>Until it was done or moved for the first time, a yearly duty is due on the last day of the year.</summary>
    public static DateOnly FirstDue(DateOnly today) => new(today.Year, 12, 31);

    /// <summary>Moves the duty; the caller saves.</summary>
    public async Task<RecurringDuty> MoveAsync(RecurringKind kind, DateOnly dueOn, string reason, CancellationToken ct)
    {
        var duty = await db.Set<RecurringDuty>().FirstOrDefaultAsync(d => d.Kind == kind, ct);
        if (duty is null)
            db.Add(duty = new RecurringDuty { Kind = kind });
        (duty.DueOn, duty.MoveReason) = (dueOn, reason);
        await inbox.CancelAsync(DutySubject, duty.Id, DutyWork, ct);
        inbox.Add(new NewWork(DutyWork, "risks.work.yearly-" + kind, [dueOn.Year.ToString(CultureInfo.InvariantCulture)], "/risks/duties", DutySubject, duty.Id, dueOn)
        {
            Office = Office.ManagementRepresentative,
        });
        return duty;
    }

    /// <summary>An assessment was completed: the next one is due that many months on.</summary>
    public async Task AssessmentDoneAsync(Actor actor, int months, CancellationToken ct)
    {
        if (await db.Set<RecurringDuty>().FirstOrDefaultAsync(d => d.Kind == RecurringKind.RiskAssessment, ct) is { } duty)
            await inbox.CompleteAsync(actor, DutySubject, duty.Id, DutyWork, ct);
        await MoveAsync(RecurringKind.RiskAssessment, actor.Today.AddMonths(months), "", ct);
    }

    /// <summary>The assessment that took up a prompt was completed.</summary>
    public async Task AssessedAsync(Actor actor, ReassessmentPrompt prompt, CancellationToken ct)
    {
        prompt.State = PromptState.Assessed;
        await inbox.CompleteAsync(actor, PromptSubject, prompt.Id, PromptWork, ct);
    }
}
