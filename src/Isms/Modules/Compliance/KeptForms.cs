using Isms.Kernel.Access;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Records;

namespace Isms.Modules.Compliance;

/// <summary>The records of XX-B-10 and XX-B-11 are made here; their forms lead to them.</summary>
internal sealed class KeptForms : IContribute<FormKeeperAsked, FormKeeper>
{
    private static readonly Dictionary<string, (string Name, string Link)> Kept = new(StringComparer.Ordinal)
    {
        ["B-10-R01"] = ("compliance.laws", CompliancePaths.Laws), ["B-10-R02"] = ("compliance.updates", CompliancePaths.Updates), ["B-10-R03"] = ("compliance.evaluations", CompliancePaths.Evaluations),
        ["B-11-R01"] = ("compliance.licences", CompliancePaths.Licences), ["B-11-R02"] = ("compliance.licence-checks", CompliancePaths.LicenceChecks), ["B-11-R03"] = ("compliance.rights", CompliancePaths.Rights),
    };

    public Task<IReadOnlyList<FormKeeper>> AnswerAsync(Actor actor, FormKeeperAsked question, CancellationToken ct) => Task.FromResult<IReadOnlyList<FormKeeper>>(
        actor.May(CompliancePermissions.Read) && Kept.TryGetValue(question.Code, out var kept) ? [new FormKeeper(Phrase.In(actor.Culture, kept.Name), kept.Link)] : []);
}
