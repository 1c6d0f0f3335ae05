using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Tests.Support;
using Isms.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isms.Tests.Kernel.Access;

/// <summary>People with passwords, and settings other than the standard ones.</summary>
internal static class Arrange
{
    public const string Password = "Correct-Horse-7";

    /// <summary>The product with hashing made cheap: what is tested here is who may in, not how long a hash takes.</summary>
    public static Task<TestApp> AppAsync(On on) => TestApp.StartAsync(on, services =>
    {
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        services.TryAddScoped<IInboxCount, EmptyInbox>();
    });

    private sealed class EmptyInbox : IInboxCount
    {
        public Task<int> CountAsync(Actor actor, CancellationToken ct) => Task.FromResult(0);
    }

    /// <summary>A person with these offices and <see cref="Password"/>; answers the user name.</summary>
    public static async Task<(TestPerson Person, string UserName)> WithPasswordAsync(this TestApp app, params Office[] offices)
    {
        var person = await app.PersonAsync(await app.DepartmentAsync("综合部"), offices);
        await app.RunAsync<IsmsDbContext, int>(async db =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>();
            var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
            user.PasswordHash = hasher.HashPassword(user, Password);
            db.Add(new PastPassword { UserId = user.Id, Hash = user.PasswordHash, SetAt = app.Clock.GetUtcNow().UtcDateTime });
            return await db.SaveChangesAsync();
        });
        return (person, await app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync()));
    }

    public static async Task SetAsync(this TestApp app, Setting setting, string value)
    {
        await app.SaveAsync(db => db.Add(new SettingValue { Key = setting.Key, Value = value }));
        await app.RunAsync<SettingsReader, int>(s =>
        {
            s.Forget();
            return Task.FromResult(0);
        });
    }

    public static Task<HttpResponseMessage> SignInAsync(this Browser browser, string userName, string password = Password, string address = "/sign-in") =>
        browser.SubmitAsync(address, "sign-in", ("userName", userName), ("password", password));

    /// <summary>Path and query that the answer sends the browser to.</summary>
    public static string WhereTo(this HttpResponseMessage answer) => new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;

    /// <summary>How often this use case stands in the ledger.</summary>
    public static Task<int> LedgerCountAsync(this TestApp app, string useCase) => app.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == useCase));
}
