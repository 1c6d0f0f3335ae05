using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Forms;

/// <summary>A version of a form in its history.</summary>
/// <param name="ApprovedAt">UTC; null before.</param>
public sealed record FormVersionRow(Guid Id, int Number, FormVersionState State, string Reason, DateTime? ApprovedAt);

/// <summary>A form with the version in force.</summary>
/// <param name="Number">With the company's prefix.</param>
/// <param name="Definition">Of the version in force; of the first draft while there is none.</param>
/// <param name="Records">How many records of it the reader may see; at most 1,000 are counted.</param>
/// <param name="Rules">What the server holds its records to, in plain words.</param>
/// <param name="MayFill">True when the reader may fill it in now.</param>
public sealed record FormView(
    Guid Id, int Version, string Code, string Number, RecordClass Class, string Basis, string BasisNumber, string BasisTitle, IReadOnlyList<string> Clauses, string Place,
    Guid? CurrentId, int CurrentNumber, DateOnly? RetiredOn, FormDefinition Definition, IReadOnlyList<FormVersionRow> Versions, int Records, IReadOnlyList<string> Rules, bool MayFill, bool MayDesign) : IVersioned
{
    /// <summary>The controlled document that asks for it; null when it is not in the list.</summary>
    public Guid? BasisId { get; init; }

    /// <summary>What the product's catalogue proposes; null for nothing, and for who does not design forms.</summary>
    public CatalogueProposal? Proposal { get; init; }

    /// <summary>The title of a work item that waits: its procedure changed, and somebody has to say whether the form still fits; null for none.</summary>
    public string? ToCheck { get; init; }
}

/// <summary>One form.</summary>
internal sealed class ReadForm(IsmsDbContext db, FormBasis basis, CatalogueReader catalogue, SettingsReader settings)
{
    public async Task<Outcome<FormView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        if (await db.Set<RecordForm>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } form)
            return Refusal.NotFound;
        var versions = await db.Set<FormVersion>().AsNoTracking().Where(v => v.FormId == id).OrderByDescending(v => v.Number).ToListAsync(ct);
        var shown = versions.FirstOrDefault(v => v.Id == form.CurrentId) ?? versions[0];
        var count = await db.Set<FormRecord>().VisibleTo(db, actor).Where(r => r.FormId == id).Take(1000).CountAsync(ct);
        var definition = FormDefinition.Parse(shown.Definition);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var document = await basis.DocumentAsync(form, ct);
        var check = await db.Set<WorkItem>().AsNoTracking().Where(w => w.SubjectKind == FormsToCheck.KindName && w.SubjectId == id && w.Kind == FormsToCheck.CheckWork && w.State == WorkState.Open)
            .Select(w => new { w.TitleKey, w.TitleArgs }).FirstOrDefaultAsync(ct);
        var proposal = actor.May(RecordPermissions.Design) ? (await catalogue.ReadAsync(actor, id, ct)).FirstOrDefault() : null;
        return new FormView(
            form.Id, form.Version, form.Code, RecordNumbers.Of(prefix, form.Code), form.Class, form.Basis, RecordNumbers.Of(prefix, form.Basis, form.Class),
            document is not null ? new Bilingual(document.TitleZh, document.TitleEn).In(actor.Culture) : actor.Culture.TwoLetterISOLanguageName == "en" ? form.BasisEn : form.BasisZh, ClauseTags.Split(form.Clauses), form.Place,
            form.CurrentId, form.CurrentNumber, form.RetiredOn, definition,
            versions.ConvertAll(v => new FormVersionRow(v.Id, v.Number, v.State, v.Reason, v.ApprovedAt)), count, await Records.Rules.FormRules.WordsAsync(db, actor, definition, ct),
            form.CurrentId is not null && form.RetiredOn is null && RecordReach.MayFill(actor, form.Owner), actor.May(RecordPermissions.Design))
        {
            BasisId = document?.Id, Proposal = proposal, ToCheck = check is null ? null : WorkInbox.TitleOf(check.TitleKey, check.TitleArgs),
        };
    }
}
