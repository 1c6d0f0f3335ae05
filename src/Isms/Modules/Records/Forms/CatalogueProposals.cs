using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Forms;

/// <summary>What the product's catalogue proposes for a form: it says something that it did not when the organization last looked.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="Number">With the company's prefix.</param>
public sealed record CatalogueProposal(Guid FormId, int Version, string Number, string Name, IReadOnlyList<CatalogueChange> Changes) : IVersioned;

/// <summary>Compares forms with the product's catalogue.</summary>
internal sealed class CatalogueReader(IsmsDbContext db, SettingsReader settings)
{
    private static readonly Lazy<IReadOnlyDictionary<string, FormDefinition>> Catalogued = new(() =>
        FormCatalogue.Procedures.SelectMany(p => p.Forms).Append(FormCatalogue.General).ToDictionary(f => f.Code, f => f.Definition, StringComparer.Ordinal));

    public static FormDefinition? Now(string code) => Catalogued.Value.GetValueOrDefault(code);

    /// <summary>The proposals, by number; retired forms and those that the product does not know have none.</summary>
    /// <param name="formId">Only for this one; null for all.</param>
    public async Task<IReadOnlyList<CatalogueProposal>> ReadAsync(Actor actor, Guid? formId, CancellationToken ct)
    {
        var rows = await (
            from f in db.Set<RecordForm>().AsNoTracking()
            join v in db.Set<FormVersion>() on f.CurrentId equals v.Id
            where f.RetiredOn == null && (formId == null || f.Id == formId)
            orderby f.Code
            select new { Form = f, v.Definition, First = f.Catalogued.Length > 0 ? "" : db.Set<FormVersion>().Where(x => x.FormId == f.Id).OrderBy(x => x.Number).Select(x => x.Definition).First() }).ToListAsync(ct);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var proposals = new List<CatalogueProposal>();
        foreach (var row in rows)
        {
            if (Now(row.Form.Code) is not { } now || (row.Form.Catalogued.Length > 0 ? row.Form.Catalogued : row.First) is var taken && taken == now.ToJson())
                continue;
            var merged = CatalogueMerge.Run(FormDefinition.Parse(taken), now, FormDefinition.Parse(row.Definition), Now, actor.Culture);
            if (merged.Changes.Count > 0)
                proposals.Add(new CatalogueProposal(row.Form.Id, row.Form.Version, RecordNumbers.Of(prefix, row.Form.Code), actor.Culture.TwoLetterISOLanguageName == "en" ? row.Form.NameEn : row.Form.NameZh, merged.Changes));
        }
        return proposals;
    }
}

/// <summary>Forms for which the product's catalogue proposes something new.</summary>
internal sealed class FindProposals(CatalogueReader reader)
{
    public async Task<Outcome<CatalogueProposal[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design) is { } no)
            return no;
        return (await reader.ReadAsync(actor, null, ct)).ToArray();
    }
}

/// <summary>Drafts a new version of a form with what the catalogue proposes; the draft that is open takes it up. It goes the form's usual way.</summary>
/// <param name="Version">The form's version this is based on.</param>
public sealed record TakeProposalRequest(Guid FormId, int Version);

/// <inheritdoc cref="TakeProposalRequest"/>
internal sealed class TakeProposal(IsmsDbContext db)
{
    /// <summary>The catalogue says nothing new about this form.</summary>
    public static readonly Refusal None = new("records.no-proposal");

    /// <summary>A version is being signed: it is sent back first, or the proposal taken up afterwards.</summary>
    public static readonly Refusal BeingSigned = new("records.version-being-signed");

    public async Task<Outcome<FormVersionSaved>> RunAsync(Actor actor, TakeProposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordForm>().SingleOrDefaultAsync(f => f.Id == request.FormId, ct) is not { } form)
            return Refusal.NotFound;
        if (form.Version != request.Version)
            return Refusal.Stale([]);
        if (CatalogueReader.Now(form.Code) is not { } now || form.CurrentId is null)
            return None.With(form.Code);
        var versions = await db.Set<FormVersion>().Where(v => v.FormId == form.Id).OrderByDescending(v => v.Number).ToListAsync(ct);
        if (versions.Find(v => v.State == FormVersionState.InApproval) is { } signing)
            return BeingSigned.With(form.Code, signing.Number) with { Obstacles = [new Obstacle(Phrase.Of("records.version-n", signing.Number), RecordPaths.Version(signing.Id))] };
        var taken = FormDefinition.Parse(form.Catalogued.Length > 0 ? form.Catalogued : versions[^1].Definition);
        var draft = versions.Find(v => v.State == FormVersionState.Draft);
        var own = FormDefinition.Parse((draft ?? versions.Find(v => v.Id == form.CurrentId)!).Definition);
        var merged = CatalogueMerge.Run(taken, now, own, CatalogueReader.Now, Phrase.Chinese);
        if (merged.Changes.All(c => c.Kept))
            return None.With(form.Code);
        var what = string.Join(Phrase.In(Phrase.Chinese, "ui.list-comma"), merged.Changes.Where(c => !c.Kept).Select(c => c.What).Distinct(StringComparer.Ordinal));
        var reason = Phrase.In(Phrase.Chinese, "records.catalogue-reason", what);
        if (draft is null)
            db.Add(draft = new FormVersion { FormId = form.Id, Number = versions[0].Number + 1, Definition = merged.Form.ToJson(), Reason = Cut(reason) });
        else
            (draft.Definition, draft.Reason) = (merged.Form.ToJson(), Cut(draft.Reason.Length == 0 ? reason : draft.Reason + "\n" + reason));
        form.Catalogued = now.ToJson();
        await db.SaveAsync(actor, "records.take-proposal", ct);
        await writing.CommitAsync(ct);
        return new FormVersionSaved(form.Id, draft.Id, draft.Version, draft.Number);
    }

    private static string Cut(string reason) => reason.Length <= FormVersion.ReasonLength ? reason : reason[..FormVersion.ReasonLength];
}

/// <summary>Leaves a form as it is; the catalogue proposes again only what changes later.</summary>
/// <param name="Version">The form's version this is based on.</param>
public sealed record DeclineProposalRequest(Guid FormId, int Version);

/// <inheritdoc cref="DeclineProposalRequest"/>
internal sealed class DeclineProposal(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DeclineProposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<RecordForm>().SingleOrDefaultAsync(f => f.Id == request.FormId, ct) is not { } form)
            return Refusal.NotFound;
        if (form.Version != request.Version)
            return Refusal.Stale([]);
        if (CatalogueReader.Now(form.Code) is not { } now)
            return TakeProposal.None.With(form.Code);
        form.Catalogued = now.ToJson();
        await db.SaveAsync(actor, "records.decline-proposal", ct);
        return Done.It;
    }
}
