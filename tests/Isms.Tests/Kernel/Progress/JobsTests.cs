using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isms.Tests.Kernel.Progress;

public sealed class JobsTests
{
    [Theory, BothDatabases]
    public async Task Long_work_runs_as_who_started_it_and_ends_with_its_result(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var department = Guid.Empty;

        var id = await StartAsync(app, person, async (services, progress, ct) =>
        {
            var db = services.GetRequiredService<IsmsDbContext>();
            progress.Report(1, 2);
            var made = new Department { Code = "X", Name = "由任务建立" };
            made.Place(null);
            db.Add(made);
            await db.SaveAsync(person.Actor, "test.arrange", ct);
            department = made.Id;
            progress.Report(2, 2);
            return new JobResult("/departments", new { rows = 7 });
        });
        var job = await EndOfAsync(app, person, id);

        job.State.ShouldBe(JobState.Done);
        (job.Done, job.Total, job.Finished, job.Href).ShouldBe((2, 2, true, "/departments"));
        job.Result!.Value.GetProperty("rows").GetInt32().ShouldBe(7);
        (await app.ReadAsync(db => Task.FromResult(db.Ledger.Single(e => e.EntityId == department).ActorName))).ShouldBe(person.Actor.Name);
    }

    [Theory, BothDatabases]
    public async Task How_far_it_is_is_seen_while_it_holds_the_database(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var id = await StartAsync(app, person, async (services, progress, ct) =>
        {
            await using var writing = await services.GetRequiredService<IsmsDbContext>().BeginAsync(ct);
            progress.Report(30, 100);
            reached.SetResult();
            await goOn.Task;
            return new JobResult();
        });
        await reached.Task;

        var view = await ViewAsync(app, person, id);
        goOn.SetResult();

        (view.State, view.Done, view.Total, view.Text, view.Finished).ShouldBe((JobState.Running, 30, 100, "30 / 100", false));
        (await EndOfAsync(app, person, id)).State.ShouldBe(JobState.Done);
    }

    [Theory, BothDatabases]
    public async Task A_refusal_is_read_in_the_language_of_the_reader(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var id = await StartAsync(app, person, (_, _, _) => Task.FromResult(new JobResult(Refusal: Refusal.Invalid("rows[3].owner", "kernel.field-date", "31.02."))));
        await EndOfAsync(app, person, id);

        using var english = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}");
        english.Headers.AcceptLanguage.ParseAdd("en");
        (await (await person.Client.SendAsync(english)).Content.ReadAsStringAsync()).ShouldContain("31.02.");
        var job = await ViewAsync(app, person, id);
        job.State.ShouldBe(JobState.Failed);
        job.Errors.Single().Field.ShouldBe("rows[3].owner");
        (await person.Client.GetStringAsync($"/jobs/{id}")).ShouldContain("没有完成");
    }

    [Theory, BothDatabases]
    public async Task What_goes_wrong_unexpectedly_is_said_without_its_inside(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var id = await StartAsync(app, person, (_, _, _) => throw new InvalidOperationException("secret inside"));

        var job = await EndOfAsync(app, person, id);

        job.State.ShouldBe(JobState.Failed);
        job.Problem.ShouldNotBeNull().ShouldContain(id.ToString());
        job.Problem.ShouldNotContain("secret inside");
        (await EndOfAsync(app, person, await StartAsync(app, person, (_, _, _) => Task.FromResult(new JobResult())))).State.ShouldBe(JobState.Done);
    }

    [Theory, BothDatabases]
    public async Task Only_who_started_it_sees_it(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var (person, other) = (await app.PersonAsync(null), await app.PersonAsync(null, Office.GeneralManager));
        var id = await StartAsync(app, person, (_, _, _) => Task.FromResult(new JobResult()));

        (await other.Client.GetAsync($"/api/v1/jobs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.GetAsync($"/jobs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await person.Client.GetAsync($"/api/v1/jobs/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task What_was_under_way_when_the_process_ended_is_interrupted_at_the_next_start(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var lost = new Job { Kind = "test.job", Title = "导入", StartedById = person.Actor.PersonId, Node = Environment.MachineName, State = JobState.Running };
        var elsewhere = new Job { Kind = "test.job", Title = "导入", StartedById = person.Actor.PersonId, Node = "another-node", State = JobState.Running };
        await app.SaveAsync(db => db.AddRange(lost, elsewhere));

        using var next = ActivatorUtilities.CreateInstance<JobRunner>(app.Services);
        await next.StartAsync(default);
        await next.StopAsync(default);

        var job = await ViewAsync(app, person, lost.Id);
        job.State.ShouldBe(JobState.Interrupted);
        job.Problem.ShouldBe("系统在处理过程中停止，任务已中断，未提交的内容没有保存。请重新开始。");
        (await ViewAsync(app, person, elsewhere.Id)).State.ShouldBe(JobState.Running);
    }

    private static Task<Guid> StartAsync(TestApp app, TestPerson person, Func<IServiceProvider, JobProgress, CancellationToken, Task<JobResult>> work) =>
        app.RunAsync<Jobs, Guid>(j => j.StartAsync(person.Actor, "test.job", "导入资产", work, default));

    private static Task<JobView> ViewAsync(TestApp app, TestPerson person, Guid id) =>
        app.RunAsync<GetJob, JobView>(async o => (await o.RunAsync(person.Actor, id, default)).Require());

    private static async Task<JobView> EndOfAsync(TestApp app, TestPerson person, Guid id)
    {
        for (var tries = 0; ; tries++)
        {
            var view = await ViewAsync(app, person, id);
            if (view.Finished)
                return view;
            tries.ShouldBeLessThan(3000);
            await Task.Yield();
        }
    }
}
