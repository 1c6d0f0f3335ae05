using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Criteria.Editing;
using Isms.Modules.Criteria.Versions;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Comparison;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Risks.Reassessment;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using AssetFacts = Isms.Modules.Assets.Inventory.AssetFacts;
using ItemFacts = Isms.Modules.Treatment.Items.ItemFacts;

namespace Isms.Tests.Modules;

/// <summary>The risk management procedure as a whole, over two years, with nothing but the operations that people use.</summary>
public sealed class CycleTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-01")]
    public async Task From_the_asset_register_to_the_residual_report_and_into_the_next_year(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var year = new Year(scene, 0);
        var criteria = await scene.DoAsync<CreateCriteria, CriteriaSaved>(o => o.RunAsync(scene.Team.Actor, new CreateCriteriaRequest("manual-hybrid"), default));
        await year.SignAsync("criteria.criteria", criteria.Id);
        foreach (var (name, category, department, scores) in new[]
        {
            ("核心交换机", "HARD-SRV", scene.Engineering, 4), ("客户合同档案", "DATA-BIZ", scene.Engineering, 5), ("前台打印机", "HARD-SRV", scene.Engineering, 1),
        })
        {
            await scene.DoAsync<CreateAsset, AssetSaved>(o => o.RunAsync(scene.Team.Actor,
                new AssetFacts(null, name, category, department, scene.EngineeringHead.Actor.PersonId, scene.EngineeringHead.Actor.PersonId, null, "三层机房", null, null, null, scores, scores, scores, scores), default));
        }

        var first = await year.RunAsync("2026 年度", null);
        first.Report.State.ShouldBe(PlanState.Approved);
        first.Important.ShouldBe(2, "the printer is not important");

        scene.App.Clock.Advance(TimeSpan.FromDays(365));
        var next = new Year(scene, 365);
        var second = await next.RunAsync("2027 年度", first.Assessment);

        second.Assessment.ShouldNotBe(first.Assessment);
        var comparison = await scene.DoAsync<CompareAssessments, RiskComparison>(o => o.RunAsync(next.Of(scene.Manager), new CompareRequest(first.Assessment, second.Assessment), default));
        comparison.Counts[RiskChange.Same].ShouldBe(second.Risks - 1);
        comparison.Risks.Where(r => r.Change == RiskChange.Lowered).ShouldHaveSingleItem("rated lower, because of what was done in the first year");
        foreach (var address in new[]
        {
            $"/api/v1/important-asset-lists/{second.List}/document", $"/api/v1/risk-assessments/{second.Assessment}/document.xlsx", $"/api/v1/treatment-plans/{second.Plan}/document",
            $"/api/v1/residual-reports/{second.Report.Id}/document", $"/api/v1/risk-assessments/comparison.xlsx?earlier={first.Assessment}&later={second.Assessment}",
        })
        {
            (await scene.Team.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
        // What was signed the year before is as it was.
        var kept = await scene.DoAsync<ReadResidualReport, ResidualReportView>(o => o.RunAsync(next.Of(scene.Team), first.Report.Id, default));
        (kept.State, kept.Risks, kept.Above).ShouldBe((first.Report.State, first.Report.Risks, first.Report.Above));
    }

    private sealed record Done(Guid List, int Important, Guid Assessment, int Risks, Guid Plan, ResidualReportView Report);

    /// <summary>One year's cycle, days after the first.</summary>
    private sealed class Year(CompanyScene scene, int days)
    {
        private DateOnly Today => TestApp.Today.AddDays(days);

        public Actor Of(TestPerson person) => new()
        {
            PersonId = person.Actor.PersonId, UserId = person.Actor.UserId, Name = person.Actor.Name, DepartmentId = person.Actor.DepartmentId, Offices = person.Actor.Offices, Culture = person.Actor.Culture, Today = Today,
        };

        /// <param name="previous">The assessment of the year before, which this one starts from; null for the first.</param>
        public async Task<Done> RunAsync(string title, Guid? previous)
        {
            var team = Of(scene.Team);
            var cycle = await scene.DoAsync<OpenCycle, CycleSaved>(o => o.RunAsync(team, new OpenCycleRequest(Today.Year, title, Today.AddDays(14)), default));
            var mine = await scene.DoAsync<ReadDepartmentList, DepartmentList>(o => o.RunAsync(Of(scene.EngineeringHead), new ReadDepartmentListRequest(cycle.Id, scene.Engineering), default));
            await scene.DoAsync<ConfirmList, ListConfirmed>(o => o.RunAsync(Of(scene.EngineeringHead), new ConfirmListRequest(cycle.Id, scene.Engineering, mine.ContentHash), default));
            var version = await scene.App.ReadAsync(db => db.Set<ConfirmationCycle>().Where(c => c.Id == cycle.Id).Select(c => c.Version).SingleAsync());
            await scene.DoAsync<CloseCycle, CycleSaved>(o => o.RunAsync(team, new CloseCycleRequest(cycle.Id, version, "其余部门没有资产"), default));
            var list = await scene.DoAsync<DrawList, ListDrawn>(o => o.RunAsync(team, new DrawListRequest(title + "重要资产清单"), default));
            await SignAsync("assets.important-list", list.Id);
            var important = await scene.App.ReadAsync(db => AssetViews.Summaries(db).CountAsync(a => a.IsImportant));

            var (assessment, risks) = await AssessAsync(title, previous);
            var plan = await PlanAsync(assessment);
            return new Done(list.Id, important, assessment, risks, plan, await ReportAsync(plan));
        }

        private async Task<(Guid Id, int Risks)> AssessAsync(string title, Guid? previous)
        {
            var team = Of(scene.Team);
            AssessmentCreated made;
            if (previous is null)
            {
                made = await scene.DoAsync<CreateAssessment, AssessmentCreated>(o => o.RunAsync(team, new CreateAssessmentRequest(
                    title, "全部重要资产", Today, Today.AddDays(30), null, [scene.Leader.Actor.PersonId]), default));
                await scene.DoAsync<ProposeRisks, RisksProposed>(o => o.RunAsync(team, new ProposeRisksRequest(made.Id), default));
            }
            else
            {
                made = await scene.DoAsync<StartReassessment, AssessmentCreated>(o => o.RunAsync(team, new StartReassessmentRequest([], title), default));
                made = await scene.DoAsync<StartAssessment, AssessmentCreated>(o => o.RunAsync(team, new StartAssessmentRequest(made.Id, made.Version), default));
            }
            var risks = await scene.App.ReadAsync(db => db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == made.Id).OrderByDescending(r => r.Level).ThenBy(r => r.Serial).ToListAsync());
            await scene.DoAsync<ConfirmRisks, RisksConfirmed>(o => o.RunAsync(team, new ConfirmRisksRequest(made.Id, [.. risks.Select(r => r.Id)], previous is null ? 2 : null), default));
            if (previous is not null)
            {
                var worst = await scene.App.ReadAsync(db => db.Set<Risk>().AsNoTracking().SingleAsync(r => r.Id == risks[0].Id));
                await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(team, Risks.Requests.Same(worst) with { Frequency = 1, Severity = 1, Ease = 1 }, default));
            }
            await SignAsync(AssessmentApproval.KindName, made.Id);
            return (made.Id, risks.Count);
        }

        private async Task<Guid> PlanAsync(Guid assessment)
        {
            var plan = await scene.DoAsync<CreateTreatmentPlan, TreatmentPlanCreated>(o => o.RunAsync(Of(scene.Team), new CreateTreatmentPlanRequest(assessment), default));
            foreach (var item in await ItemsAsync(plan.Id))
            {
                var controls = await scene.App.ReadAsync(db => TreatmentViews.ItemControls(db).Where(c => c.ItemId == item.Id).ToListAsync());
                var facts = new ItemFacts(item.Option, item.DepartmentId, scene.EngineeringHead.Actor.PersonId, item.Method.Length > 0 ? item.Method : "加固并定期检查", Today, Today.AddDays(60), 5_000m, "减少停机损失", item.Priority,
                    Controls: [.. controls.Select(c => new ControlKey(c.Edition, c.Code).ToString())]);
                await scene.DoAsync<ChangeTreatmentItem, TreatmentItemSaved>(o => o.RunAsync(Of(scene.Team), new ChangeTreatmentItemRequest(item.Id, item.Version, facts), default));
            }
            await SignAsync(PlanApproval.KindName, plan.Id);
            foreach (var id in (await ItemsAsync(plan.Id)).Select(i => i.Id))
            {
                using var content = new MemoryStream("加固记录"u8.ToArray());
                await scene.DoAsync<AddAttachment, AttachmentView>(o => o.RunAsync(Of(scene.EngineeringHead), new AddAttachmentRequest(ItemEvidence.KindName, id, "加固记录.txt", content), default));
                foreach (var state in new[] { TreatmentState.InProgress, TreatmentState.Implemented })
                {
                    var version = (await ItemsAsync(plan.Id)).Single(i => i.Id == id).Version;
                    await scene.DoAsync<ReportProgress, TreatmentItemSaved>(o => o.RunAsync(Of(scene.EngineeringHead), new ReportProgressRequest(id, version, state, "已按方案完成"), default));
                }
            }
            return plan.Id;
        }

        private async Task<ResidualReportView> ReportAsync(Guid plan)
        {
            var report = await scene.DoAsync<CreateResidualReport, ResidualReportCreated>(o => o.RunAsync(Of(scene.Team), new CreateResidualReportRequest(plan), default));
            var rows = await scene.DoAsync<ReadResidualSheet, IReadOnlyList<ResidualRiskRow>>(o => o.RunAsync(Of(scene.Team), report.Id, default));
            await scene.DoAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync(Of(scene.Team), new RateResidualRisksRequest(report.Id, [.. rows.Select(r => new RatedResidual(r.Id, r.Version, 1, 1, 1, 4, null, Today.AddMonths(6)))]), default));
            await SignAsync(ResidualApproval.KindName, report.Id);
            return await scene.DoAsync<ReadResidualReport, ResidualReportView>(o => o.RunAsync(Of(scene.Team), report.Id, default));
        }

        private Task<List<TreatmentItem>> ItemsAsync(Guid plan) => scene.App.ReadAsync(db => db.Set<TreatmentItem>().AsNoTracking().Where(i => i.PlanId == plan).OrderBy(i => i.Serial).ToListAsync());

        /// <summary>Submitted by the team; whoever's turn it is signs, until all have.</summary>
        public async Task SignAsync(string kind, Guid id)
        {
            var approval = (await scene.DoAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(Of(scene.Team), new SubmitForApprovalRequest(kind, id, "secret"), default))).Id;
            var signers = new Queue<TestPerson>([scene.Leader, scene.Representative, scene.EngineeringHead, scene.Manager, scene.Leader, scene.Representative, scene.EngineeringHead, scene.Manager]);
            var state = ApprovalState.Running;
            while (state != ApprovalState.Approved)
            {
                var signer = Of(signers.Dequeue());
                if ((await scene.TryAsync<GetApproval, ApprovalView>(o => o.RunAsync(signer, approval, default))).Value?.Steps.FirstOrDefault(s => s.Mine && s.State == StepState.Open) is { } step)
                    state = (await scene.DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(signer, new SignStepRequest(approval, step.Id, "secret"), default))).State;
            }
        }
    }
}
