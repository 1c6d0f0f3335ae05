using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Libraries;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>A new risk: what threatens which asset through which weakness. Its first ratings are the libraries' usual ones.</summary>
/// <param name="ThreatCode">Of the threat library.</param>
/// <param name="VulnerabilityCode">Of the vulnerability library.</param>
public sealed record AddRiskRequest(Guid AssessmentId, Guid AssetId, [Required, StringLength(20)] string ThreatCode, [Required, StringLength(20)] string VulnerabilityCode);

/// <summary>A risk that was added.</summary>
public sealed record RiskAdded(Guid Id, string Number, int Version) : IVersioned;

/// <summary>Adds a risk to an open assessment; asset, threat and vulnerability make it, once (4.2.1.4).</summary>
internal sealed class AddRisk(IsmsDbContext db, AssessmentDesk desk, RiskLibrary library)
{
    /// <summary>4.2.1.4: the same triple twice says nothing new.</summary>
    public static readonly Refusal Doubled = new("risks.doubled");

    public async Task<Outcome<RiskAdded>> RunAsync(Actor actor, AddRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        var asset = await AssetViews.Summaries(db, actor).FirstOrDefaultAsync(a => a.Id == request.AssetId && a.Known && !a.Retired, ct);
        if (asset is null || !actor.May(RiskPermissions.Edit, asset.DepartmentId))
            return Refusal.Invalid("assetId", "risks.unknown-asset");
        if (await library.ThreatAsync(request.ThreatCode, ct) is not { } threat)
            return Refusal.Invalid("threatCode", "risks.unknown-threat", request.ThreatCode);
        if (await library.VulnerabilityAsync(request.VulnerabilityCode, ct) is not { } vulnerability)
            return Refusal.Invalid("vulnerabilityCode", "risks.unknown-vulnerability", request.VulnerabilityCode);
        if (await db.Set<Risk>().FirstOrDefaultAsync(r => r.AssessmentId == assessment.Id && r.AssetId == asset.Id && r.ThreatCode == threat.Code && r.VulnerabilityCode == vulnerability.Code, ct) is { } present)
            return Doubled.With(present.Number) with { Obstacles = [new Obstacle(present.Number, "/risks/" + present.Id)] };

        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var scales = criteria.Definition.Scales;
        var heads = await desk.HeadsAsync(actor, ct);
        var lost = threat.Lost & vulnerability.Lost;
        var risk = new Risk
        {
            AssessmentId = assessment.Id, Serial = assessment.TakeSerials(1), AssetId = asset.Id, DepartmentId = asset.DepartmentId, AssetValue = asset.Value,
            OwnerId = heads.TryGetValue(asset.DepartmentId, out var head) ? head : null,
            ThreatCode = threat.Code, ThreatTitleZh = threat.TitleZh, ThreatTitleEn = threat.TitleEn,
            VulnerabilityCode = vulnerability.Code, VulnerabilityTitleZh = vulnerability.TitleZh, VulnerabilityTitleEn = vulnerability.TitleEn,
            Frequency = threat.Frequency.Onto(scales.ThreatFrequency),
            Severity = scales.Severity is { } severity ? vulnerability.Severity.Onto(severity) : null,
            Ease = vulnerability.Ease.Onto(scales.Ease),
            LosesConfidentiality = lost.HasFlag(SecurityLoss.Confidentiality),
            LosesIntegrity = lost.HasFlag(SecurityLoss.Integrity),
            LosesAvailability = lost.HasFlag(SecurityLoss.Availability),
            ToConfirm = true,
        };
        risk.Score(criteria);
        db.Add(risk);
        await db.SaveAsync(actor, "risks.add", ct);
        await writing.CommitAsync(ct);
        return new RiskAdded(risk.Id, risk.Number, risk.Version);
    }
}
