using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;

namespace Isms.Modules.Organization.Letters;

/// <summary>Says in the do phase that the general manager has not authorised operation yet (4.2.1.9).</summary>
internal sealed class OperationNotice(IsmsDbContext db) : IContribute<PhaseEntered, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, PhaseEntered question, CancellationToken ct) =>
        question.Phase != Phase.Do || await OrganizationViews.OperationAuthorizedAsync(db, ct) is not null ? []
            : [new Obstacle(Phrase.Of("organization.operation-not-authorised"), actor.May(OrganizationPermissions.Read) ? "/organization/letters" : null)];
}
