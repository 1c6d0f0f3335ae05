using System.IO.Compression;
using System.Net.Http.Json;
using Isms.Cli;
using Isms.Kernel.Text;
using Isms.Tests.Modules.Treatment;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Settings;

public sealed class OrganizationNameTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-3.1-01")]
    public async Task A_new_name_is_on_every_page_and_in_every_document_made_from_then_on(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/settings/kernel.organization-name") { Content = JsonContent.Create(new { value = "改名后的示例公司" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
        (await scene.Representative.Client.SendAsync(request)).EnsureSuccessStatusCode();

        (await scene.Representative.Client.GetStringAsync("/")).ShouldContain("改名后的示例公司");
        var folder = Path.Combine(scene.App.Folder, "out");
        foreach (var what in new[] { "registers", "documents" })
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await CommandLine.RunAsync(["export", what, "--out", folder, "--data", scene.App.Folder, "--database", scene.App.Database],
                new Terminal(new StringReader(""), output, error, Phrase.Chinese, scene.App.Clock));
            code.ShouldBe(CommandLine.Succeeded, error.ToString());
        }
        var files = Directory.GetFiles(folder);
        files.Length.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var file in files)
        {
            var text = Texts(file);
            text.ShouldContain("改名后的示例公司", customMessage: file);
            text.ShouldNotContain("示例科技", customMessage: file);
            text.ShouldNotContain("公司名称", customMessage: file);
        }
    }

    private static string Texts(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return string.Concat(zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
