using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Documents;
using Isms.Modules.Assets.Documents;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Documents;
using Isms.Modules.Treatment.Documents;

namespace Isms.Cli.Assessing;

/// <summary>In whose name, when and in which language drafts are written.</summary>
/// <param name="Prefix">First part of the documents' numbers.</param>
/// <param name="At">In the reader's time zone.</param>
internal sealed record DraftIssuer(string Organization, string Prefix, DateTimeOffset At, CultureInfo Culture);

/// <summary>A file to be written.</summary>
internal sealed record DraftDocument(string FileName, Action<Stream> Write);

/// <summary>All documents of a draft assessment.</summary>
internal static class DraftDocuments
{
    // A draft comes before the first issue.
    private const string Version = "V0.1";

    public static IReadOnlyList<DraftDocument> Of(DraftAssessment draft, DraftIssuer issuer) => new Making(draft, issuer).All();

    private sealed class Making(DraftAssessment draft, DraftIssuer issuer)
    {
        private readonly CultureInfo culture = issuer.Culture;

        private string Join => T("join");

        public IReadOnlyList<DraftDocument> All() =>
        [
            new(ImportantAssetListDocument.FileName(culture), output => ImportantAssetListDocument.Write(output, Head(ImportantAssetListDocument.Title(culture), "B-01-R03"), AssetList())),
            new(RiskAssessmentDocument.FileName(culture), output => RiskAssessmentDocument.Write(output, Head(RiskAssessmentDocument.Title(culture), "B-01-R04"), Assessment())),
            new(TreatmentPlanDocument.FileName(culture), output => TreatmentPlanDocument.Write(output, Head(TreatmentPlanDocument.Title(culture), "B-01-R06"), Plan())),
            new(ResidualRiskReportDocument.FileName(culture), output => ResidualRiskReportDocument.Write(output, Head(ResidualRiskReportDocument.Title(culture), "B-01-R07"), Residual())),
            new(SoaDocument.WorkbookName(culture), output => SoaDocument.WriteWorkbook(output, Head(SoaDocument.Title(culture), "A-02"), Soa())),
            new(SoaDocument.WordName(culture), output => SoaDocument.WriteWord(output, Head(SoaDocument.Title(culture), "A-02"), Soa())),
            new(ImportReportDocument.FileName(culture), output => ImportReportDocument.Write(output, Head(ImportReportDocument.Title(culture), ""), draft.Register.Report, draft.Remarks)),
        ];

        private DocumentHead Head(string title, string number) => new()
        {
            Organization = issuer.Organization,
            Title = title,
            Number = number.Length == 0 ? "" : issuer.Prefix + "-" + number,
            Version = Version,
            State = DocumentState.Draft,
            GeneratedAt = issuer.At,
            Culture = culture,
        };

        private ImportantAssetListContent AssetList() => new(draft.Criteria, [.. draft.Important.Select(AssetRow)])
        {
            Others = [.. draft.Assets.Where(asset => !asset.Worth.Important).Select(AssetRow)],
        };

        private ImportantAssetRow AssetRow(DraftAsset asset)
        {
            var (source, worth) = (asset.Source, asset.Worth);
            return new ImportantAssetRow
            {
                Number = asset.Number,
                Name = source.Name,
                Category = asset.Category?.Title(culture) ?? source.Category ?? "",
                Department = source.Department ?? "",
                Owner = source.Owner ?? "",
                Custodian = source.Custodian ?? "",
                Location = source.Location ?? "",
                Classification = source.Classification ?? "",
                ReplacementCost = source.ReplacementCost,
                Confidentiality = source.Confidentiality,
                Integrity = source.Integrity,
                Availability = source.Availability,
                Value = worth.Value,
                ImportanceLevel = worth.ImportanceLevel,
                Basis = T(worth.Important ? "basis-important" : "basis-not-important", worth.Value, draft.Criteria.Definition.ImportantFrom),
                Remark = source.Remark ?? "",
            };
        }

        private RiskAssessmentContent Assessment() => new(draft.Criteria, [.. draft.Risks.Select(RiskRow)])
        {
            Uncovered = [.. draft.Uncovered.Select(asset => new UncoveredAssetRow(asset.Number, asset.Source.Name, asset.Source.Department ?? "", T("category-unknown")))],
            Remark = T("ratings-are-proposals"),
        };

        private RiskAssessmentRow RiskRow(DraftRisk risk) => new()
        {
            Number = risk.Number,
            AssetNumber = risk.Asset.Number,
            AssetName = risk.Asset.Source.Name,
            Department = risk.Asset.Source.Department ?? "",
            Owner = risk.Asset.Source.Owner ?? "",
            AssetValue = risk.Factors.AssetValue,
            Threat = risk.Proposal.Threat.Title(culture),
            Frequency = risk.Factors.ThreatFrequency,
            Vulnerability = risk.Proposal.Vulnerability.Title(culture),
            Severity = risk.Factors.Severity,
            Ease = risk.Factors.Ease,
            ExistingControls = T("to-be-checked", risk.Proposal.ExistingControl.In(culture)),
            Loses = risk.Proposal.Lost,
            Score = risk.Score,
            Treated = risk.Treatment is not null,
        };

        private TreatmentPlanContent Plan() => new(draft.Criteria, [.. Treated().Select(risk => PlanRow(risk, risk.Treatment!))])
        {
            Remark = T("plan-is-proposal"),
        };

        private TreatmentPlanRow PlanRow(DraftRisk risk, DraftTreatment treatment) => new()
        {
            Number = treatment.Number,
            RiskNumber = risk.Number,
            AssetName = risk.Asset.Source.Name,
            Risk = RiskText(risk),
            RiskValue = risk.Score.Risk,
            RiskLevel = risk.Score.Level,
            Priority = treatment.Priority,
            Option = Option,
            Method = Method(treatment),
            Controls = [.. treatment.Controls.Select(Named)],
            Department = risk.Asset.Source.Department ?? "",
            Responsible = risk.Asset.Source.Owner ?? "",
            State = T("state-proposed"),
            ResidualLevel = treatment.Residual?.Level,
        };

        private ResidualRiskReportContent Residual() => new(draft.Criteria, [.. Treated().Select(risk => ResidualRow(risk, risk.Treatment!))])
        {
            AssessedRisks = draft.Risks.Count,
            AcceptableRisks = draft.Risks.Count(risk => risk.Score.Acceptable),
            IsForecast = true,
            ForecastRule = T("forecast-rule", ProposedRatings.EaseFallsBy),
        };

        private ResidualRiskRow ResidualRow(DraftRisk risk, DraftTreatment treatment) => new()
        {
            RiskNumber = risk.Number,
            AssetName = risk.Asset.Source.Name,
            Department = risk.Asset.Source.Department ?? "",
            Risk = RiskText(risk),
            RiskValue = risk.Score.Risk,
            RiskLevel = risk.Score.Level,
            Option = Option,
            Method = Method(treatment),
            Frequency = treatment.ResidualFactors?.ThreatFrequency,
            Severity = treatment.ResidualFactors?.Severity,
            Ease = treatment.ResidualFactors?.Ease,
            Residual = treatment.Residual,
        };

        // A draft decides nothing it has no ground for: what no risk calls for stays undecided.
        private SoaContent Soa()
        {
            var risksOf = Treated().SelectMany(risk => risk.Treatment!.Controls.Select(control => (control, risk))).ToLookup(pair => pair.control, pair => pair.risk);
            return new SoaContent(draft.Edition, [.. ControlCatalogue.Of(draft.Edition).Controls.Select(control => SoaRow(control.Key, [.. risksOf[control.Key]]))]);
        }

        private SoaRow SoaRow(ControlKey control, IReadOnlyList<DraftRisk> risks) => risks.Count == 0
            ? new SoaRow { Code = control.Code, Standing = ControlStanding.Undecided, Reason = T("undecided") }
            : new SoaRow
            {
                Code = control.Code,
                Standing = ControlStanding.Applicable,
                Reason = T("reason-risk", risks.Count),
                Status = T("status-planned"),
                Risks = [.. risks.Select(risk => risk.Number)],
                TreatmentItems = [.. risks.Select(risk => risk.Treatment!.Number)],
            };

        private IEnumerable<DraftRisk> Treated() => draft.Risks.Where(risk => risk.Treatment is not null);

        private string Option => Phrase.In(culture, "treatment.document.option-reduce");

        private string RiskText(DraftRisk risk) => T("risk", risk.Proposal.Threat.Title(culture), risk.Proposal.Vulnerability.Title(culture));

        private string Method(DraftTreatment treatment) => treatment.Controls.Count == 0
            ? T("method-open")
            : T("method", string.Join(Join, treatment.Controls.Select(control => ControlCatalogue.Find(control)!.Title(culture))));

        private string Named(ControlKey control) => $"{control.Code} {ControlCatalogue.Find(control)!.Title(culture)}";

        private string T(string key, params object?[] args) => Phrase.In(culture, "assessing." + key, args);
    }
}
