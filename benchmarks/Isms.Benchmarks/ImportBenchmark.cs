using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Progress;
using Isms.Modules.Assets.Importing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Benchmarks;

/// <summary>Uploads a generated register and imports it, as a person does, in a process of its own so that its memory can be read.</summary>
internal static class ImportBenchmark
{
    public const string ChildVerb = "import-child";

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        (int Rows, double Seconds, int Times)[] sizes = options.Quick ? [(10_000, 5, 1)] : [(10_000, 5, 5), (100_000, 45, 3)];
        foreach (var server in options.Databases)
        {
            foreach (var (rows, budget, times) in sizes)
            {
                var runs = new List<(Timing Timing, double Memory)>();
                for (var i = 0; i < options.Times(times); i++)
                    runs.Add(await ImportAsync(options, server, rows));
                var what = $"Import of {rows:N0} assets, {BenchmarkCompany.NameOf(server)}";
                yield return Timing.Figure(what, [.. runs.Select(r => r.Timing)], budget);
                yield return new Figure(what + ", peak memory of the process", [.. runs.Select(r => r.Memory)], "MB", 400);
            }
        }
    }

    private static async Task<(Timing, double)> ImportAsync(BenchmarkOptions options, string? server, int rows)
    {
        await using var company = await BenchmarkCompany.FoundAsync(options, server);
        var register = Path.Combine(company.Folder, "register.xlsx");
        WriteRegister(register, company, rows);
        var start = new ProcessStartInfo("dotnet", [typeof(ImportBenchmark).Assembly.Location, ChildVerb, company.Connection, company.Folder, register, rows.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        if (child.ExitCode != 0)
            throw new InvalidOperationException("The import failed: " + said);
        var figures = said.TrimEnd().Split('\n')[^1].Split(' ');
        return (new Timing(double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture)), double.Parse(figures[2], CultureInfo.InvariantCulture));
    }

    public static async Task<int> RunChildAsync(string[] args)
    {
        var (connection, folder, register, rows) = (args[1], args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
        await using var company = await BenchmarkCompany.OpenAsync(connection, folder);
        await company.ListenAsync();
        await using var file = File.OpenRead(register);
        var timing = await Timing.OfAsync(async () =>
        {
            var import = (await company.RunAsync<BeginImport, Outcome<ImportView>>(o => o.RunAsync(company.Team, new BeginImportRequest("register.xlsx", file), CancellationToken.None))).Require();
            var request = new CommitImportRequest(import.Id, import.Version, ImportMode.AllOrNothing);
            var committed = (await company.RunAsync<CommitImport, Outcome<ImportCommitted>>(o => o.RunAsync(company.Team, request, CancellationToken.None))).Require();
            if (committed.JobId is { } job)
                await FinishAsync(company, job);
        });
        var added = await company.RunAsync<IsmsDbContext, int>(db => db.Set<AssetImport>().Where(i => i.State == ImportState.Done).SumAsync(i => i.Added));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{timing.Seconds} {timing.Processor} {ProcessMemory.Read("self", "VmHWM")} {added}"));
        return added == rows ? 0 : 1;
    }

    private static async Task FinishAsync(BenchmarkCompany company, Guid job)
    {
        while (await company.RunAsync<IsmsDbContext, Job>(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == job)) is var now && now.State != JobState.Done)
        {
            if (now.State is JobState.Failed or JobState.Interrupted)
                throw new InvalidOperationException("The import failed: " + now.Refusal);
            await Task.Delay(50);
        }
    }

    // A plain workbook as a spreadsheet program saves it: shared texts, numbers as numbers.
    private static void WriteRegister(string path, BenchmarkCompany company, int rows)
    {
        string[] headings = ["资产编号", "资产名称", "资产类别", "责任部门", "责任人", "保管人", "存放地点", "数量", "重置成本级别", "保密性", "完整性", "可用性", "备注"];
        var (texts, places) = (new List<string>(), new Dictionary<string, int>());
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Part("[Content_Types].xml", w => w.Write("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"));
        Part("_rels/.rels", w => w.Write($"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='{relation}/officeDocument' Target='xl/workbook.xml'/></Relationships>"));
        Part("xl/workbook.xml", w => w.Write($"<workbook xmlns='{main}' xmlns:r='{relation}'><sheets><sheet name='资产台账' sheetId='1' r:id='rId1'/></sheets></workbook>"));
        Part("xl/_rels/workbook.xml.rels", w => w.Write($"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='{relation}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='{relation}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"));
        Part("xl/worksheets/sheet1.xml", w =>
        {
            w.Write($"<worksheet xmlns='{main}'><sheetData>");
            Row(w, 1, headings);
            var random = new Random(1);
            for (var i = 1; i <= rows; i++)
            {
                var owner = company.People[i % company.People.Count].Name;
                Row(w, i + 1, string.Create(CultureInfo.InvariantCulture, $"SL-ZC-{i:0000000}"), string.Create(CultureInfo.InvariantCulture, $"文件服务器{i}"), "服务器", company.Departments[i % 20].Name,
                    owner, owner, string.Create(CultureInfo.InvariantCulture, $"{i % 30 + 1} 号楼机房"), "1 台", random.Next(1, 6), random.Next(1, 6), random.Next(1, 6), random.Next(1, 6), "随年度盘点核对");
            }
            w.Write("</sheetData></worksheet>");
        });
        Part("xl/sharedStrings.xml", w =>
        {
            w.Write($"<sst xmlns='{main}'>");
            foreach (var text in texts)
                w.Write($"<si><t>{text}</t></si>");
            w.Write("</sst>");
        });

        void Part(string name, Action<StreamWriter> write)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            write(writer);
        }

        void Row(StreamWriter writer, int number, params object[] cells)
        {
            writer.Write($"<row r='{number}'>");
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] is string text)
                    writer.Write($"<c r='{(char)('A' + i)}{number}' t='s'><v>{Shared(text)}</v></c>");
                else
                    writer.Write($"<c r='{(char)('A' + i)}{number}'><v>{cells[i]}</v></c>");
            }
            writer.Write("</row>");
        }

        int Shared(string text)
        {
            if (!places.TryGetValue(text, out var place))
            {
                places[text] = place = texts.Count;
                texts.Add(text);
            }
            return place;
        }
    }
}

/// <summary>What the system says of a process's memory.</summary>
internal static class ProcessMemory
{
    /// <param name="process">Its id, or <c>self</c>.</param>
    /// <param name="name"><c>VmHWM</c> for the peak, <c>VmRSS</c> for now.</param>
    /// <returns>MB of 1,048,576 bytes.</returns>
    public static double Read(string process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
