using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Npgsql;

namespace Isms.Tests.Kernel.Hosting.Companies;

public sealed class CompanyListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isms-companies-").FullName;

    private InstanceOptions Installation => new(Path.Combine(_folder, "isms.db"), _folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Alone_a_company_needs_no_list_and_no_name()
    {
        var list = CompanyList.Read(Installation).Value!;
        list.IsAlone.ShouldBeTrue();
        list.OptionsOf(null).Value.ShouldBe(Installation);
        list.OptionsOf("main").Value.ShouldBe(Installation);
        list.OptionsOf("beta").Refusal!.Code.ShouldBe(CompanyList.NoSuch.Code);
    }

    [Fact]
    public void What_was_added_is_there_the_next_time_with_folder_and_database_of_its_own()
    {
        var list = CompanyList.Read(Installation).Value!;
        list.Add("main", ["A.example.com."]).Refusal.ShouldBeNull();
        list.Add("beta", ["b.example.com", "例子.公司"]).Refusal.ShouldBeNull();
        list.Save();

        var again = CompanyList.Read(Installation).Value!;
        again.All.Select(c => c.Name).ShouldBe(["beta", "main"]);
        again.All[0].Hosts.ShouldBe(["b.example.com", "xn--fsqu00a.xn--55qx5d"]);
        again.All[1].Hosts.ShouldBe(["a.example.com"]);
        again.OptionsOf("main").Value.ShouldBe(Installation);
        again.OptionsOf("beta").Value.ShouldBe(new InstanceOptions(Path.Combine(_folder, "companies", "beta", "isms.db"), Path.Combine(_folder, "companies", "beta"), "beta"));
        again.OptionsOf(null).Refusal!.Code.ShouldBe(CompanyList.Which.Code);
        again.OptionsOf("../beta").Refusal!.Code.ShouldBe(CompanyList.NoSuch.Code);

        again.Remove("beta").Refusal.ShouldBeNull();
        again.Remove("main").Refusal.ShouldBeNull();
        again.Save();
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty("alone again, without configuration");
    }

    [Fact]
    public void On_postgres_every_company_has_a_database_beside_the_installations()
    {
        var list = CompanyList.Read(new InstanceOptions("Host=db;Username=isms;Password=secret;Database=isms", _folder)).Value!;
        list.Add("north-east", ["n.example.com"]);
        var connection = new NpgsqlConnectionStringBuilder(list.OptionsOf("north-east").Value!.Database);
        (connection.Database, connection.Password, connection.Host).ShouldBe(("isms_north_east", "secret", "db"));
    }

    [Theory]
    [InlineData("Beta", "b.example.com", "name")]
    [InlineData("../x", "b.example.com", "name")]
    [InlineData("", "b.example.com", "name")]
    [InlineData("b-", "b.example.com", "name")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcde", "b.example.com", "name")]
    [InlineData("beta", "http://b.example.com", "host")]
    [InlineData("beta", "b.example.com:5080", "host")]
    [InlineData("beta", "", "host")]
    public void What_is_no_name_or_no_host_is_refused_at_its_field(string name, string host, string field) =>
        CompanyList.Read(Installation).Value!.Add(name, [host]).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void A_host_name_and_a_name_lead_to_one_company()
    {
        var list = CompanyList.Read(Installation).Value!;
        list.Add("alpha", ["a.example.com"]);
        list.Add("beta", ["A.EXAMPLE.COM"]).Refusal!.Code.ShouldBe(CompanyList.HostTaken.Code);
        list.Add("alpha", ["x.example.com"]).Refusal!.Code.ShouldBe(CompanyList.NameTaken.Code);
        list.Change("alpha", ["x.example.com"]).Value!.Hosts.ShouldBe(["x.example.com"]);
        list.Change("beta", ["y.example.com"]).Refusal!.Code.ShouldBe(CompanyList.NoSuch.Code);
        list.Add("beta", []).Refusal.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"BETA\":[\"b.example.com\"]}")]
    [InlineData("{\"alpha\":[\"a.example.com\"],\"beta\":[\"a.example.com\"]}")]
    [InlineData("{\"alpha\":[]}")]
    public void A_list_that_cannot_be_right_is_refused_rather_than_guessed(string text)
    {
        File.WriteAllText(Path.Combine(_folder, CompanyList.FileName), text);
        CompanyList.Read(Installation).Refusal!.Code.ShouldBe(CompanyList.Damaged.Code);
    }
}
