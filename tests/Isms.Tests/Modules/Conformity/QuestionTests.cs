using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Standards;
using Isms.Modules.Conformity;
using Isms.Modules.Conformity.Questions;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Conformity;

public sealed class QuestionTests
{
    [Fact]
    public void The_catalogue_names_only_evidence_clauses_and_people_that_exist()
    {
        AuditQuestion.All.Select(q => q.Number).ShouldBe(Enumerable.Range(1, 64));
        foreach (var question in AuditQuestion.All)
        {
            question.Evidence.ShouldNotBeEmpty();
            question.Evidence.Where(r => EvidenceReader.TitleOf(r, Isms.Kernel.Text.Phrase.English) == r).ShouldBeEmpty();
            question.Asked.Where(a => !Isms.Kernel.Text.Phrase.Has("conformity.asked." + a)).ShouldBeEmpty();
            foreach (var (edition, clauses) in question.Clauses)
                clauses.Where(c => ControlCatalogue.Find(new ClauseKey(edition, c)) is null && ControlCatalogue.Find(new ControlKey(edition, c)) is null).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("B-06", "B-06-R07", true)]
    [InlineData("B-06", "XX-B-06", true)]
    [InlineData("B-06", "B-06", true)]
    [InlineData("XX-B-01", "XX-B-01", true)]
    [InlineData("B-1", "B-12-R01", false)]
    [InlineData("soa", "soa-draft", false)]
    public void Records_of_a_procedure_answer_for_it(string reference, string kind, bool answers) => EvidenceReader.Answers(reference, kind).ShouldBe(answers);

    [Theory, BothDatabases]
    public async Task A_question_is_ready_when_live_evidence_of_all_it_asks_for_is_there(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        async Task<QuestionView> QuestionAsync(int number) => (await scene.RunAsync<ReadReadiness, ReadinessView>(o => o.RunAsync(scene.Representative.Actor, new ReadReadinessRequest(), default)))
            .Require().Questions.Single(q => q.Number == number);
        var question = await QuestionAsync(33);
        (question.State, question.Missing.Count).ShouldBe((AnswerState.Missing, 3));
        scene.Held.Add(ConformityScene.Item("review-inputs", TestApp.Today));
        (await QuestionAsync(33)).State.ShouldBe(AnswerState.Partly);
        scene.Held.Add(ConformityScene.Item("review-decisions", TestApp.Today.AddYears(-2)));
        (await QuestionAsync(33)).Missing.Count.ShouldBe(2);
        scene.Held.Add(ConformityScene.Item("review-decisions", TestApp.Today));
        scene.Held.Add(ConformityScene.Item("B-07-R05", TestApp.Today));
        (await QuestionAsync(33)).State.ShouldBe(AnswerState.Ready);
    }

    [Theory, BothDatabases]
    public async Task Questions_are_found_by_stage_and_state_and_go_out_as_a_workbook(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        var first = await ConformityScene.GetAsync(scene.Outside, "/api/v1/audit-questions?stage=One&edition=2013");
        first.GetProperty("questions").GetArrayLength().ShouldBe(19);
        (first.GetProperty("ready").GetInt32() + first.GetProperty("partly").GetInt32() + first.GetProperty("missing").GetInt32()).ShouldBe(19);
        var missing = await ConformityScene.GetAsync(scene.Outside, "/api/v1/audit-questions?stage=One&state=Missing");
        missing.GetProperty("questions").GetArrayLength().ShouldBe(missing.GetProperty("missing").GetInt32());
        (await scene.Outside.Client.GetAsync("/api/v1/audit-questions?stage=Nine")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var response = await scene.Outside.Client.GetAsync("/api/v1/audit-questions/document");
        response.EnsureSuccessStatusCode();
        using var file = SpreadsheetDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        file.ShouldBeValid();
        file.Cells().Values.ShouldContain(AuditQuestion.All[63].Question.Zh);
    }

    [Theory, BothDatabases]
    public async Task Running_time_counts_from_the_effective_date_and_needs_the_months_set(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        async Task<RunningView> RunningAsync() =>
            (await scene.RunAsync<ReadReadiness, ReadinessView>(o => o.RunAsync(scene.Representative.Actor, new ReadReadinessRequest(), default))).Require().Running;
        (await RunningAsync()).Since.ShouldBeNull();
        scene.Held.Add(ConformityScene.Item("policy", TestApp.Today.AddMonths(-5)));
        scene.Held.Add(ConformityScene.Item("release-order", TestApp.Today.AddMonths(-2)));
        var running = await RunningAsync();
        running.ShouldSatisfyAllConditions(r => r.Since.ShouldBe(TestApp.Today.AddMonths(-2)), r => r.MonthsRunning.ShouldBe(2), r => r.ReadyOn.ShouldBe(TestApp.Today.AddMonths(1)), r => r.Ready.ShouldBeFalse());
        running.Months.Select(m => m.Month).ShouldBe([new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1)]);
        running.Months[^1].Changes.ShouldBe(await scene.App.ReadAsync(db => Task.FromResult((long)db.Ledger.Count())));
        running.Months[0].Records.ShouldBe(1);
    }
}
