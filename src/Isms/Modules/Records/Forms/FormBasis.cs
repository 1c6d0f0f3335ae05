using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Forms;

/// <summary>The controlled document that asks for a form, and the forms that a document asks for. Numbers never change, so the number is the link.</summary>
internal sealed class FormBasis(IsmsDbContext db, SettingsReader settings)
{
    /// <summary>The document behind a form; null when it has none or the document is not in the list.</summary>
    public async Task<DocumentSummary?> DocumentAsync(RecordForm form, CancellationToken ct)
    {
        if (form.Basis.Length == 0 || form.Class == RecordClass.Rule)
            return null;
        var (pattern, number) = ("XX-" + form.Basis, RecordNumbers.Of(await settings.TextAsync(KernelSettings.NumberPrefix, ct), form.Basis));
        return await DocumentViews.Documents(db).FirstOrDefaultAsync(d => d.Pattern == pattern || d.Number == number, ct);
    }

    /// <summary>The forms in use that a document asks for.</summary>
    public async Task<IReadOnlyList<RecordForm>> FormsAsync(string number, string pattern, CancellationToken ct)
    {
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var code = pattern.Length > 0 ? pattern[3..] : prefix.Length > 0 && number.StartsWith(prefix + "-", StringComparison.Ordinal) ? number[(prefix.Length + 1)..] : number;
        return await db.Set<RecordForm>().AsNoTracking().Where(f => f.Basis == code && f.Class != RecordClass.Rule && f.RetiredOn == null).OrderBy(f => f.Code).ToListAsync(ct);
    }

    public async Task<string> NumberAsync(RecordForm form, CancellationToken ct) => RecordNumbers.Of(await settings.TextAsync(KernelSettings.NumberPrefix, ct), form.Code);
}

/// <summary>The forms of a document, on its page; as long as one is in use the document is not withdrawn.</summary>
internal sealed class FormsOfDocument(FormBasis basis) : IContribute<DocumentUseAsked, DocumentUse>
{
    public async Task<IReadOnlyList<DocumentUse>> AnswerAsync(Actor actor, DocumentUseAsked question, CancellationToken ct)
    {
        var uses = new List<DocumentUse>();
        foreach (var form in await basis.FormsAsync(question.Number, question.Pattern, ct))
            uses.Add(new DocumentUse("records.use-form", await basis.NumberAsync(form, ct), new Bilingual(form.NameZh, form.NameEn).In(actor.Culture), RecordPaths.Form(form.Id), form.CurrentId is not null));
        return uses;
    }
}

/// <summary>A new version of a procedure asks the document controller whether its forms still fit.</summary>
internal sealed class FormsToCheck(FormBasis basis, WorkInbox inbox, SettingsReader settings) : ISignalHandler<DocumentChanged>
{
    /// <summary>Kind of the duty to check a form.</summary>
    public const string CheckWork = "records.check-form";
    public const string KindName = "records.form";

    public async Task HandleAsync(Actor actor, DocumentChanged signal, CancellationToken ct)
    {
        if (signal.InForce is null || signal.Replaced is null)
            return;
        var due = (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(RecordsModule.CheckFormDays, ct));
        foreach (var form in await basis.FormsAsync(signal.Number, signal.Pattern, ct))
        {
            // The newest version is what counts: an older question about the same form is no longer asked.
            await inbox.CancelAsync(KindName, form.Id, CheckWork, ct);
            inbox.Add(new NewWork(CheckWork, "records.work.check-form", [$"{await basis.NumberAsync(form, ct)} {form.NameZh}", $"{signal.Number} {signal.Label}"], RecordPaths.Form(form.Id), KindName, form.Id, due)
            {
                Office = Office.DocumentController,
            });
        }
    }
}

/// <summary>Says that a form needs no change after its procedure changed.</summary>
internal sealed class ConfirmForm(IsmsDbContext db, WorkInbox inbox)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (!await db.Set<RecordForm>().AnyAsync(f => f.Id == id, ct))
            return Refusal.NotFound;
        await inbox.CompleteAsync(actor, FormsToCheck.KindName, id, FormsToCheck.CheckWork, ct);
        await db.SaveAsync(actor, "records.confirm-form", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
