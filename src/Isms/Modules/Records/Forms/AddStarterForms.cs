using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Forms;

/// <summary>How many forms were added.</summary>
public sealed record StarterFormsAdded(int Count);

/// <summary>Puts the customary forms in force that the organization does not have yet. Forms that people changed or retired stay as they are.</summary>
internal sealed class AddStarterForms(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<StarterFormsAdded>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var known = (await db.Set<RecordForm>().Select(f => f.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var (forms, versions) = (new List<RecordForm>(), new List<FormVersion>());
        foreach (var procedure in FormCatalogue.Procedures)
        {
            foreach (var form in procedure.Forms.Where(f => !known.Contains(f.Code)))
                Add(form, RecordClass.Procedure, procedure.Code, procedure.Titles, procedure.Clauses);
        }
        if (!known.Contains(FormCatalogue.General.Code))
            Add(FormCatalogue.General, RecordClass.Other, "", new Bilingual(Phrase.In(Phrase.Chinese, "records.class.Other"), Phrase.In(Phrase.English, "records.class.Other")), ["M:4.3.3"]);
        if (forms.Count == 0)
            return new StarterFormsAdded(0);
        await db.SaveNewAsync(actor, "records.add-forms", forms, ct);
        await db.SaveNewAsync(actor, "records.add-forms", versions, ct);
        await writing.CommitAsync(ct);
        return new StarterFormsAdded(forms.Count);

        void Add(CataloguedForm catalogued, RecordClass kind, string basis, Bilingual titles, IReadOnlyList<string> clauses)
        {
            var form = new RecordForm
            {
                Code = catalogued.Code, Class = kind, Basis = basis, BasisZh = titles.Zh, BasisEn = titles.En, Clauses = ClauseTags.Join(clauses),
            };
            var version = new FormVersion { FormId = form.Id, Number = 1, Definition = catalogued.Definition.ToJson(), Reason = Phrase.In(Phrase.Chinese, "records.starter-version") };
            version.PutInForce(time.Instant());
            form.Take(version, catalogued.Definition);
            forms.Add(form);
            versions.Add(version);
        }
    }
}

/// <summary>The customary forms are there from the first start on.</summary>
internal sealed class StarterForms(AddStarterForms add) : IStarterContent
{
    public async Task AddAsync(Actor system, CancellationToken ct) => (await add.RunAsync(system, ct)).Require();
}
