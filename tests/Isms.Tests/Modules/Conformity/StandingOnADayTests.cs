using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Communication;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Versions;
using Isms.Modules.Documents;
using Isms.Modules.Objectives;
using Isms.Modules.Organization;
using Isms.Modules.Organization.Responsibilities;
using Isms.Modules.Policy;
using Isms.Modules.Records;
using Isms.Modules.Resources;
using Isms.Modules.Risks;
using Isms.Modules.Scope;
using Isms.Modules.Scope.Statements;
using Isms.Modules.Treatment;
using Isms.Tests.Modules.Assets;
using Isms.Tests.Modules.Communication;
using Isms.Tests.Modules.Criteria;
using Isms.Tests.Modules.Documents;
using Isms.Tests.Modules.Objectives;
using Isms.Tests.Modules.Organization.Responsibilities;
using Isms.Tests.Modules.Policy;
using Isms.Tests.Modules.Records;
using Isms.Tests.Modules.Resources;
using Isms.Tests.Modules.Scope;
using Isms.Tests.Modules.Treatment;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Conformity;

/// <summary>What each process answers when asked what stood on a past day.</summary>
public sealed class StandingOnADayTests
{
    private static readonly DateOnly Before = TestApp.Today;
    private static readonly DateOnly First = TestApp.Today.AddDays(1);
    private static readonly DateOnly Second = TestApp.Today.AddDays(31);

    [Theory, BothDatabases]
    public async Task The_scope_the_matrix_and_the_policy_are_those_in_force_then(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        var scope = await ScopeTests.ApprovedAsync(scene, "客户", "保密");
        await MatrixTests.ApprovedAsync(scene);
        await PolicyTests.ApprovedAsync(scene);
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        var next = await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("例行评审"), default));
        await scene.ApproveAsync(ScopeApproval.KindName, next.Id, scene.Representative, scene.Manager);

        (await AsOfAsync<ScopeAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        var then = await AsOfAsync<ScopeAsOf>(scene.App, First);
        (then.EntityType, then.EntityId).ShouldBe(("scope_statements", (Guid?)scope));
        then.Value.ShouldContain("V1.0");
        (await AsOfAsync<ScopeAsOf>(scene.App, Second)).ShouldSatisfyAllConditions(f => f.EntityId.ShouldBe(next.Id), f => f.Value.ShouldContain("V1.1"));
        (await AsOfAsync<OrganizationAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<OrganizationAsOf>(scene.App, First)).Value.ShouldEndWith("V1.0");
        (await AsOfAsync<PolicyAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<PolicyAsOf>(scene.App, First)).Value.ShouldContain("V1.0");
    }

    [Theory, BothDatabases]
    public async Task The_criteria_are_those_in_force_then(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        var one = await scene.CreateAsync();
        await scene.ApproveAsync(one.Id);
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        var other = await scene.CreateAsync();
        await scene.ApproveAsync(other.Id);
        (await AsOfAsync<CriteriaAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<CriteriaAsOf>(scene.App, First)).EntityId.ShouldBe(one.Id);
        (await AsOfAsync<CriteriaAsOf>(scene.App, Second)).EntityId.ShouldBe(other.Id);
    }

    [Theory, BothDatabases]
    public async Task The_assessment_and_the_treatment_plan_are_those_signed_then(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        var plan = await scene.ApprovedPlanAsync();
        (await AsOfAsync<RisksAsOf>(scene.App, Before.AddDays(-1))).Value.ShouldBeEmpty();
        (await AsOfAsync<RisksAsOf>(scene.App, Before)).Value.ShouldBe("SL-B-01-R03-2026-001 2026 年度风险评估");
        (await AsOfAsync<TreatmentAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<TreatmentAsOf>(scene.App, First)).ShouldSatisfyAllConditions(f => f.EntityId.ShouldBe(plan), f => f.Value.ShouldNotBeEmpty());
    }

    [Theory, BothDatabases]
    public async Task The_objectives_are_those_in_force_then_with_their_year(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        var set = await scene.InForceAsync();
        (await AsOfAsync<ObjectivesAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<ObjectivesAsOf>(scene.App, First)).ShouldSatisfyAllConditions(f => f.EntityType.ShouldBe("objectives_sets"), f => f.Value.ShouldContain("2026"), f => f.Value.ShouldContain("V1.0"));
        set.ShouldNotBe(Guid.Empty);
    }

    [Theory, BothDatabases]
    public async Task The_list_of_important_assets_is_the_one_in_force_then(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        var one = await DrawnAsync();
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        var other = await DrawnAsync();
        (await AsOfAsync<AssetsAsOf>(scene.App, Before)).Value.ShouldBeEmpty();
        (await AsOfAsync<AssetsAsOf>(scene.App, First)).EntityId.ShouldBe(one);
        (await AsOfAsync<AssetsAsOf>(scene.App, Second)).EntityId.ShouldBe(other);

        async Task<Guid> DrawnAsync()
        {
            var list = (await scene.App.RunAsync<DrawList, Outcome<ListDrawn>>(o => o.RunAsync(scene.Team.Actor, new DrawListRequest("2026 年度重要资产清单", null), default))).Require();
            (await scene.ApproveAsync(ListSubject.SubjectKind, list.Id, scene.Team, scene.Representative, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
            return list.Id;
        }
    }

    [Theory, BothDatabases]
    public async Task Documents_in_force_and_signed_records_are_counted_as_they_were(On on)
    {
        await using (var scene = await DocumentScene.StartAsync(on))
        {
            await scene.IssueAsync("SL-B-02");
            await scene.IssueAsync("SL-B-03");
            scene.App.Clock.Advance(TimeSpan.FromDays(1));
            await scene.App.SaveAsync(db => db.Set<DocumentVersion>().First(v => v.State == VersionState.Effective).Withdraw(First, "不再使用", ""));
            (await AsOfAsync<DocumentsAsOf>(scene.App, Before.AddDays(-1))).Value.ShouldBe("0");
            (await AsOfAsync<DocumentsAsOf>(scene.App, Before)).Value.ShouldBe("2");
            (await AsOfAsync<DocumentsAsOf>(scene.App, First)).Value.ShouldBe("1");
        }
        await using var records = await RecordScene.StartAsync(on);
        records.App.Clock.Advance(TimeSpan.FromDays(1));
        await records.ApprovedAsync();
        (await AsOfAsync<RecordsAsOf>(records.App, Before)).Value.ShouldBe("0");
        (await AsOfAsync<RecordsAsOf>(records.App, First)).Value.ShouldBe("1");
    }

    [Theory, BothDatabases]
    public async Task Granted_resources_and_open_resolutions_are_counted_as_they_were(On on)
    {
        await using (var scene = await ResourcesScene.StartAsync(on))
        {
            scene.App.Clock.Advance(TimeSpan.FromDays(1));
            await scene.GrantedAsync();
            (await AsOfAsync<ResourcesAsOf>(scene.App, Before)).Value.ShouldBe("0");
            (await AsOfAsync<ResourcesAsOf>(scene.App, First)).Value.ShouldBe("1");
        }
        await using var meetings = await CommunicationScene.StartAsync(on);
        meetings.App.Clock.Advance(TimeSpan.FromDays(1));
        var meeting = await meetings.MeetingAsync();
        (await meetings.TryWriteAsync(await meetings.MinutesAsync(meeting, [.. (await meetings.ReadAsync(meeting)).Attendance.Select(a => a.DepartmentId)]))).Require();
        await meetings.SignAsync(meeting);
        (await AsOfAsync<CommunicationAsOf>(meetings.App, Before)).Value.ShouldBe("0");
        (await AsOfAsync<CommunicationAsOf>(meetings.App, First)).Value.ShouldBe("1");
    }

    private static async Task<StateFact> AsOfAsync<TFacts>(TestApp app, DateOnly day) where TFacts : IContribute<StateAsked, StateFact>
    {
        await using var scope = app.Services.CreateAsyncScope();
        var sequence = await scope.ServiceProvider.GetRequiredService<LedgerAsOf>().SequenceAsync(day, default);
        var facts = scope.ServiceProvider.GetServices<IContribute<StateAsked, StateFact>>().OfType<TFacts>().Single();
        return (await facts.AnswerAsync(app.System, new StateAsked(day, sequence), default)).ShouldHaveSingleItem();
    }
}
