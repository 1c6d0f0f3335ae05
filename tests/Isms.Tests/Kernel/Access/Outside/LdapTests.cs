using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn.Outside;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Access.Outside;

public sealed class LdapTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task The_directorys_password_opens_the_account_and_so_does_the_local_one(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.IsmsTeam);
        await using var directory = new FakeDirectory($"uid={name},ou=people,dc=example", "directory-password");
        await SetUpAsync(app, directory);

        (await new Browser(app).SignInAsync(name, "directory-password")).WhereTo().ShouldBe("/");
        (await new Browser(app).SignInAsync(name)).WhereTo().ShouldBe("/", "the local one still works");
        var before = directory.Asked;
        (await new Browser(app).SignInAsync("nobody", "directory-password")).Headers.Location.ShouldBeNull();
        directory.Asked.ShouldBe(before, "who has no account here is not asked about");
        (await new Browser(app).SignInAsync(name, "wrong-password")).Headers.Location.ShouldBeNull();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Wrong_directory_passwords_count_towards_the_lock(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        await using var directory = new FakeDirectory($"uid={name},ou=people,dc=example", "directory-password");
        await SetUpAsync(app, directory);

        for (var i = 0; i < 5; i++)
            await new Browser(app).SignInAsync(name, "guess-" + i.ToString(CultureInfo.InvariantCulture));
        (await new Browser(app).SignInAsync(name, "directory-password")).Headers.Location.ShouldBeNull("locked");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await new Browser(app).SignInAsync(name, "directory-password")).WhereTo().ShouldBe("/");
    }

    [Fact]
    public async Task While_the_directory_does_not_answer_the_local_password_opens()
    {
        await using var app = await Arrange.AppAsync(On.Sqlite);
        var (_, name) = await app.WithPasswordAsync();
        await app.SetAsync(OutsideSettings.LdapServer, "127.0.0.1");
        await app.SetAsync(OutsideSettings.LdapPort, "1");
        await app.SetAsync(OutsideSettings.LdapSecurity, "none");
        await app.SetAsync(OutsideSettings.LdapName, "{user}@example.com");

        (await new Browser(app).SignInAsync(name, "directory-password")).Headers.Location.ShouldBeNull();
        (await new Browser(app).SignInAsync(name)).WhereTo().ShouldBe("/");
    }

    [Theory]
    [InlineData("a,b", "a\\,b")]
    [InlineData("a=b+c", "a\\=b\\+c")]
    [InlineData("#a", "\\#a")]
    [InlineData(" a ", "\\ a\\ ")]
    [InlineData("wang.li", "wang.li")]
    public void A_name_cannot_break_out_of_its_place(string name, string escaped) => LdapDirectory.Escaped(name).ShouldBe(escaped);

    private static async Task SetUpAsync(TestApp app, FakeDirectory directory)
    {
        await app.SetAsync(OutsideSettings.LdapServer, "127.0.0.1");
        await app.SetAsync(OutsideSettings.LdapPort, directory.Port.ToString(CultureInfo.InvariantCulture));
        await app.SetAsync(OutsideSettings.LdapSecurity, "none");
        await app.SetAsync(OutsideSettings.LdapName, "uid={user},ou=people,dc=example");
    }
}
