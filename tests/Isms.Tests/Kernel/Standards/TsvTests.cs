using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class TsvTests
{
    [Fact]
    public void Cells_are_read_by_their_column_name()
    {
        var row = Tsv.Parse("x.tsv", "code\ttitle_zh\ttitle_en\tlevel\tparts\na1\t甲\tA\t3\tb | c\n").Single();

        row["code"].ShouldBe("a1");
        row.Both("title").ShouldBe(new Bilingual("甲", "A"));
        row.Level("level").ShouldBe(3);
        row.List("parts").ShouldBe(["b", "c"]);
    }

    [Theory]
    [InlineData("code\tlevel\na\n", "row 2", "1 cells")]
    [InlineData("code\tlevel\na\t1\nb\t2\t3\n", "row 3", "3 cells")]
    [InlineData("code\tcode\na\tb\n", "x.tsv", "twice")]
    public void A_row_that_does_not_fit_its_header_is_refused_with_its_place(string text, string place, string fault)
    {
        var refusal = Should.Throw<InvalidDataException>(() => Tsv.Parse("x.tsv", text));

        refusal.Message.ShouldContain(place);
        refusal.Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("high")]
    public void A_level_outside_1_to_5_is_refused_with_file_row_and_column(string level)
    {
        var row = Tsv.Parse("x.tsv", $"code\tlevel\na\t{level}\n").Single();

        var message = Should.Throw<InvalidDataException>(() => row.Level("level")).Message;
        message.ShouldContain("x.tsv");
        message.ShouldContain("row 2");
        message.ShouldContain("'level'");
    }

    [Fact]
    public void A_column_that_is_not_in_the_file_is_named() =>
        Should.Throw<InvalidDataException>(() => Tsv.Parse("x.tsv", "code\na\n").Single()["title"]).Message.ShouldContain("'title'");

    [Fact]
    public void A_loss_is_written_with_C_I_and_A()
    {
        var row = Tsv.Parse("x.tsv", "lost\tother\nCA\tX\n").Single();

        row.Loss("lost").ShouldBe(SecurityLoss.Confidentiality | SecurityLoss.Availability);
        Should.Throw<InvalidDataException>(() => row.Loss("other"));
    }

    [Fact]
    public void Every_catalogue_file_has_rows_as_wide_as_its_header()
    {
        var files = Directory.GetFiles(Tsv.Folder, "*.tsv", SearchOption.AllDirectories);

        files.Length.ShouldBeGreaterThanOrEqualTo(8);
        foreach (var file in files)
            Tsv.Read(Path.GetRelativePath(Tsv.Folder, file)).ShouldNotBeEmpty();
    }
}
