using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Compliance;

/// <summary>What the tests of laws and licences do again and again.</summary>
internal static class ComplianceScene
{
    public static readonly LawFacts Cybersecurity = new("网络安全法", "Cybersecurity Law", LawKind.Law, "全国人大常委会", "主席令第五十三号", new DateOnly(2016, 11, 7), new DateOnly(2017, 6, 1), LawStatus.InForce, null);

    public static readonly ClauseFacts Clause = new("第二十一条", "落实等级保护", "系统已定级备案", null);

    public static async Task<Guid> LawAsync(this CompanyScene scene, LawFacts? facts = null) =>
        (await scene.DoAsync<SaveLaw, LawSaved>(o => o.RunAsync(scene.Team.Actor, new SaveLawRequest(null, 0, facts ?? Cybersecurity), default))).Id;

    /// <summary>A law that applies to this department, with one clause.</summary>
    public static async Task<Guid> ApplicableAsync(this CompanyScene scene, Guid department, LawFacts? facts = null)
    {
        var id = await scene.LawAsync(facts);
        (await scene.JudgeAsync(id, true, department)).Require();
        (await scene.ClauseAsync(id)).Require();
        return id;
    }

    public static async Task<Outcome<LawSaved>> JudgeAsync(this CompanyScene scene, Guid id, bool applies, Guid? department)
    {
        var version = (await scene.ReadAsync(id)).Version;
        return await scene.TryAsync<JudgeLaw, LawSaved>(o => o.RunAsync(scene.Team.Actor, new JudgeLawRequest(id, version, applies, "开发和运行信息系统", department), default));
    }

    public static Task<Outcome<ClauseSaved>> ClauseAsync(this CompanyScene scene, Guid law, ClauseFacts? facts = null) =>
        scene.TryAsync<SaveClause, ClauseSaved>(o => o.RunAsync(scene.Team.Actor, new SaveClauseRequest(law, null, 0, facts ?? Clause), default));

    public static Task<LawView> ReadAsync(this CompanyScene scene, Guid id, Actor? by = null) => scene.DoAsync<ReadLaw, LawView>(o => o.RunAsync(by ?? scene.Team.Actor, id, default));

    public static async Task<IReadOnlyList<WorkView>> WorkAsync(this CompanyScene scene, TestPerson person) => (await scene.DoAsync<FindWork, WorkList>(o => o.RunAsync(person.Actor, null, default))).Items;

    public static Task<ComplianceWatched> WatchAsync(this CompanyScene scene, int days = 0) =>
        scene.DoAsync<WatchCompliance, ComplianceWatched>(o => o.RunAsync(Actor.System("test", TestApp.Today.AddDays(days), Phrase.Chinese), default));

    /// <summary>The same person, days later.</summary>
    public static Actor Later(this TestPerson person, int days) => new()
    {
        PersonId = person.Actor.PersonId, UserId = person.Actor.UserId, Name = person.Actor.Name, DepartmentId = person.Actor.DepartmentId, Offices = person.Actor.Offices, Culture = person.Actor.Culture, Today = TestApp.Today.AddDays(days),
    };

    /// <summary>Opens an evaluation, judges every clause alike and has it signed.</summary>
    public static async Task<Guid> EvaluateAsync(this CompanyScene scene, LineFacts facts)
    {
        var evaluation = await scene.DoAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(scene.Team.Actor, new OpenEvaluationRequest(), default));
        foreach (var line in (await scene.DoAsync<ReadEvaluation, EvaluationView>(o => o.RunAsync(scene.Team.Actor, evaluation.Id, default))).Lines)
            await scene.DoAsync<JudgeLine, LineSaved>(o => o.RunAsync(scene.Team.Actor, new JudgeLineRequest(line.Id, line.Version, facts), default));
        await scene.ApproveAsync(EvaluationApproval.KindName, evaluation.Id, scene.Representative);
        return evaluation.Id;
    }
}
