using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Measures;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;

namespace Isms.Modules.Compliance;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class ComplianceFiles(
    IsmsDbContext db, ExportLaws laws, ExportChecks checks, ExportEvaluations evaluations, ExportMeasures measures, ExportDuties duties, ExportLicences licences, ExportLicenceChecks licenceChecks, ExportRights rights,
    ExportCheck check, ExportEvaluation evaluation, ExportLicenceCheck licenceCheck) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("compliance.laws", "", token => laws.RunAsync(actor, All, token)),
            new("compliance.checks", "", token => checks.RunAsync(actor, All, token)),
            new("compliance.evaluations", "", token => evaluations.RunAsync(actor, All, token)),
            new("compliance.measures", "", token => measures.RunAsync(actor, All, token)),
            new("compliance.duties", "", token => duties.RunAsync(actor, All, token)),
            new("compliance.licences", "", token => licences.RunAsync(actor, All, token)),
            new("compliance.licence-checks", "", token => licenceChecks.RunAsync(actor, All, token)),
            new("compliance.rights", "", token => rights.RunAsync(actor, All, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("compliance.check-papers", db.Set<LawCheck>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => check.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("compliance.evaluation-papers", db.Set<Evaluation>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => evaluation.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("compliance.licence-check-papers", db.Set<LicenceCheck>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => licenceCheck.RunAsync(actor, id, token), ct),
        ];
}
