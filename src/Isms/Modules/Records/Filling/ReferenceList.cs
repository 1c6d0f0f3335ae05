using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>What reference fields of a form may mean: suggestions from every process that keeps such things.</summary>
internal sealed class ReferenceList(IEnumerable<IContribute<ReferenceAsked, ReferenceFound>> sources)
{
    private const int Most = 200;

    /// <summary>Suggestions by target.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ReferenceFound>>> OfAsync(Actor actor, FormDefinition form, CancellationToken ct)
    {
        var lists = new Dictionary<string, IReadOnlyList<ReferenceFound>>(StringComparer.Ordinal);
        foreach (var target in form.Fields.Select(f => f.Target).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var found = new List<ReferenceFound>();
            foreach (var source in sources)
                found.AddRange(await source.AnswerAsync(actor, new ReferenceAsked(target, ""), ct));
            lists[target] = [.. found.Take(Most)];
        }
        return lists;
    }
}

/// <summary>References to what the product itself knows: documents of the manual, clauses, standards, forms.</summary>
internal sealed class CataloguedReferences(IsmsDbContext db, SettingsReader settings) : IContribute<ReferenceAsked, ReferenceFound>
{
    public async Task<IReadOnlyList<ReferenceFound>> AnswerAsync(Actor actor, ReferenceAsked question, CancellationToken ct)
    {
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        return question.Target switch
        {
            "doc" => [.. DocumentList.All.Select(d => new ReferenceFound($"{d.Number(prefix)} {d.Title(actor.Culture)}", null))],
            "standard" => [.. EditionNames.All.Select(e => new ReferenceFound(e.Iso, null))],
            "clause" => [.. ControlCatalogue.Of(Edition.Iso2013).Clauses.Select(c => new ReferenceFound($"{c.Key.Number} {c.Title(actor.Culture)}", null))],
            "control" => [.. ControlCatalogue.Of(Edition.Iso2022).Controls.Select(c => new ReferenceFound($"{c.Key.Code} {c.Title(actor.Culture)}", null))],
            "form" => (await db.Set<RecordForm>().OrderBy(f => f.Code).Select(f => new { f.Id, f.Code, f.NameZh, f.NameEn }).ToListAsync(ct))
                .ConvertAll(f => new ReferenceFound($"{RecordNumbers.Of(prefix, f.Code)} {(english ? f.NameEn : f.NameZh)}", RecordPaths.Form(f.Id))),
            _ => [],
        };
    }
}
