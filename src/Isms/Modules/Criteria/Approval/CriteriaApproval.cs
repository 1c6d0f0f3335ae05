using System.Globalization;
using System.Text.Json.Nodes;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Approving;

/// <summary>
/// Approval of a version of the criteria. Whatever route is set, the general manager decides the acceptance criteria and the acceptable level (5.1 f)).
/// </summary>
internal sealed class CriteriaApproval(IsmsDbContext db) : ApprovalSubject
{
    public const string Name = "criteria.criteria";

    public static readonly Refusal NotADraft = new("criteria.not-a-draft");

    public override string Kind => Name;

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => CriteriaPermissions.Read;

    protected override Permission Submit => CriteriaPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<CriteriaVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is not { } version)
            return null;
        var definition = CriteriaLookup.DefinitionOf(version);
        var culture = CultureInfo.CurrentUICulture;
        return new ApprovalContent(
            Phrase.Of("criteria.approval.title", definition.Name.In(culture), version.VersionLabel), version.VersionLabel, $"/criteria/{id}",
            SignedContent.Json(new { definition = JsonNode.Parse(version.Definition) }))
        {
            Facts =
            [
                new(Phrase.Of("criteria.fact.assetValue"), CriteriaFormulas.AssetValue(definition, culture)),
                new(Phrase.Of("criteria.fact.importantFrom"), CriteriaFormulas.Important(definition, culture)),
                new(Phrase.Of("criteria.fact.impact"), CriteriaFormulas.Impact(definition, culture)),
                new(Phrase.Of("criteria.fact.likelihood"), CriteriaFormulas.Likelihood(definition, culture)),
                new(Phrase.Of("criteria.fact.risk"), CriteriaFormulas.Risk(definition, culture)),
                new(Phrase.Of("criteria.fact.acceptableUpToLevel"), CriteriaFormulas.Acceptance(definition, culture)),
                new(Phrase.Of("criteria.fact.existingControls"), CriteriaFormulas.ExistingControls(definition, culture)),
                new(Phrase.Of("criteria.resolution"), version.ResolutionNumber.Length > 0 ? version.ResolutionNumber : "—"),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    /// <summary>The one in force so far is superseded in the same transaction, so that exactly one is effective (4.2.1.2.2 d)).</summary>
    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        foreach (var before in await db.Set<CriteriaVersion>().Where(v => v.State == CriteriaState.Approved && v.Id != id).ToListAsync(ct))
            before.Supersede();
        (await FindAsync(id, ct)).Approve(approval.At, approval.Signatures.Last(s => s.Meaning == SignatureMeaning.Approve).Name);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var version = await FindAsync(id, ct);
        if (version.State != CriteriaState.Draft)
            return NotADraft.With(version.VersionLabel);
        var problems = CriteriaLookup.DefinitionOf(version).Validate();
        return problems.Count == 0 ? null : CriteriaLookup.Unfinished.With(problems.Count) with
        {
            Obstacles = [.. problems.Select(problem => new Obstacle(problem.Said(actor.Culture), $"/criteria/{id}/edit#{Ui.FieldId.Of(problem.Path)}"))],
        };
    }

    private Task<CriteriaVersion> FindAsync(Guid id, CancellationToken ct) => db.Set<CriteriaVersion>().SingleAsync(v => v.Id == id, ct);
}
