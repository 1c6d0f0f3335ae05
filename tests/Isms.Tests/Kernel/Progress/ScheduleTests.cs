using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Progress;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Progress;

public sealed class ScheduleTests
{
    [Theory, BothDatabases]
    public async Task Work_that_fails_is_tried_again_at_its_next_time_and_stops_nothing(On on)
    {
        var tries = new Tries();
        await using var app = await TestApp.StartAsync(on, services => services.AddSingleton(tries).AddRecurring<Faulty>(TimeSpan.FromHours(1)));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tries.NextAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await tries.NextAsync();

        (await app.Client().GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private sealed class Tries
    {
        private readonly SemaphoreSlim _tries = new(0);

        public void Count() => _tries.Release();

        public async Task NextAsync() => (await _tries.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue("the work is done again");
    }

    private sealed class Faulty(Tries tries) : IRecurring
    {
        public Task WorkAsync(Actor actor, CancellationToken ct)
        {
            tries.Count();
            throw new InvalidOperationException("wrong code");
        }
    }
}
