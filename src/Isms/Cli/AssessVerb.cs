using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isms.Cli.Assessing;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
using Isms.Modules.Criteria.Domain;

namespace Isms.Cli;

/// <summary><c>isms assess</c>: a register in, all drafts of the main job out, without a server or a database.</summary>
internal static class AssessVerb
{
    private sealed record Request(
        string Register, CompiledCriteria Criteria, string Folder, bool Json, ImportOptions Import, Edition Edition, DraftIssuer Issuer);

    public static Command Make(Terminal terminal)
    {
        var register = new Argument<string>("REGISTER") { Description = T("register") };
        // Otherwise a mistyped option would be taken for the register.
        register.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] word }] && !File.Exists(word))
                result.AddError(Phrase.In(terminal.Culture, "cli.unknown-word", word));
        });
        var criteria = Choices.Criteria(terminal);
        var folder = new Option<string>("--out") { Description = T("out"), Required = true, HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = T("json") };
        var map = new Option<string[]>("--map")
        {
            Description = Phrase.In(terminal.Culture, "cli.assess.map", string.Join(", ", AssetImportSchema.Schema.Fields.Where(field => !field.OnlyForChecking).Select(field => field.Key))),
            HelpName = "field=Header",
            AllowMultipleArgumentsPerToken = false,
        };
        var sheet = new Option<string?>("--sheet") { Description = T("sheet"), HelpName = "NAME" };
        var edition = new Option<string>("--edition") { Description = T("edition"), DefaultValueFactory = _ => "2022" }
            .Among(terminal, [.. Enum.GetValues<Edition>().Select(e => ((int)e).ToString(CultureInfo.InvariantCulture))]);
        var organization = new Option<string?>("--organization") { Description = T("organization"), HelpName = "NAME" };
        var prefix = new Option<string>("--prefix") { Description = T("prefix"), DefaultValueFactory = _ => "XX", HelpName = "XX" };
        map.Validators.Add(result =>
        {
            foreach (var text in result.Tokens)
            {
                if (ColumnChoice.Parse(text.Value).Problem is { } problem)
                    result.AddError(problem.Text(terminal.Culture));
            }
        });

        var command = new Command("assess", T("about")) { register, criteria, folder, json, map, sheet, edition, organization, prefix };
        command.SetAction((parsed, ct) => Task.FromResult(Run(terminal, new Request(
            parsed.GetRequiredValue(register),
            CriteriaPresets.Find(parsed.GetRequiredValue(criteria))!,
            parsed.GetRequiredValue(folder),
            parsed.GetValue(json),
            new ImportOptions { Sheet = parsed.GetValue(sheet), Columns = [.. (parsed.GetValue(map) ?? []).Select(text => ColumnChoice.Parse(text).Choice!)] },
            (Edition)int.Parse(parsed.GetRequiredValue(edition), CultureInfo.InvariantCulture),
            new DraftIssuer(parsed.GetValue(organization) ?? T("organization-missing"), parsed.GetRequiredValue(prefix), terminal.Time.GetLocalNow(), terminal.Culture)))));
        return command;

        string T(string key) => Phrase.In(terminal.Culture, "cli.assess." + key);
    }

    private static int Run(Terminal terminal, Request request)
    {
        if (!File.Exists(request.Register))
        {
            terminal.Say(Directory.Exists(request.Register) ? "cli.assess.is-folder" : "cli.assess.no-file", request.Register);
            return CommandLine.Failed;
        }
        terminal.Say("cli.assess.reading", Path.GetFileName(request.Register));
        using var file = File.OpenRead(request.Register);
        var opening = SpreadsheetReader.Open(file, request.Register);
        if (opening.Spreadsheet is not { } spreadsheet)
        {
            terminal.Say("cli.assess.refused", request.Register, opening.Problem!.Text(terminal.Culture));
            return CommandLine.Failed;
        }
        using (spreadsheet)
        {
            var register = AssetRegisterParser.Parse(spreadsheet, request.Import, compute: asset => DraftAssessment.WorthOf(asset, request.Criteria));
            if (register.Report.Problem is { } problem)
            {
                terminal.Say("cli.assess.refused", request.Register, problem.Text(terminal.Culture));
                return CommandLine.Failed;
            }
            return Write(terminal, request, DraftAssessment.Of(register, request.Criteria, request.Edition, terminal.Culture));
        }
    }

    private static int Write(Terminal terminal, Request request, DraftAssessment draft)
    {
        terminal.Say("cli.assess.writing", request.Folder);
        using var folder = new DraftFolder(request.Folder, terminal.Time.GetLocalNow());
        foreach (var document in DraftDocuments.Of(draft, request.Issuer))
        {
            using var output = folder.Create(document.FileName);
            document.Write(output);
        }
        if (folder.Publish() is { } kept)
            terminal.Say("cli.assess.kept", kept);

        Report(terminal, request, draft);
        if (request.Json)
            terminal.Out.WriteLine(Summary(draft, terminal.Culture));
        if (draft.Assets.Count > 0)
            return CommandLine.Succeeded;
        terminal.Say("cli.assess.no-assets");
        return CommandLine.Failed;
    }

    private static void Report(Terminal terminal, Request request, DraftAssessment draft)
    {
        var report = draft.Register.Report;
        terminal.Say("cli.assess.assets", draft.Assets.Count, draft.Important.Count, report.Rejected);
        terminal.Say("cli.assess.risks", draft.Risks.Count, string.Join(
            Phrase.In(terminal.Culture, "criteria.formula.comma"),
            request.Criteria.Definition.Risk.Bands.Select(band => Phrase.In(terminal.Culture, "cli.assess.level", band.Level, band.Word.In(terminal.Culture), draft.CountOf(band.Level)))));
        foreach (var sheet in report.SkippedSheets)
            terminal.Error.WriteLine(sheet.Describe(terminal.Culture));
        if (draft.Uncovered.Count > 0)
            terminal.Say("cli.assess.uncovered", draft.Uncovered.Count);
        if (report.Rejected > 0 || draft.Remarks.Count > 0 || report.Warnings.Any())
            terminal.Say("cli.assess.look-at-report", Phrase.In(terminal.Culture, "assets.document.report.file"));
        terminal.Say("cli.assess.done", request.Folder);
    }

    private static string Summary(DraftAssessment draft, CultureInfo culture) => JsonSerializer.Serialize(
        new
        {
            assets = draft.Assets.Count,
            important = draft.Important.Count,
            risks = draft.Risks.Count,
            levels = draft.Criteria.Definition.Risk.Bands.ToDictionary(band => band.Level.ToString(CultureInfo.InvariantCulture), band => draft.CountOf(band.Level)),
            rejected = draft.Register.Report.Rejections.Select(problem => new { row = problem.Row, column = problem.ColumnText(culture), value = problem.Value, reason = problem.Reason(culture) }),
        },
        CriteriaJson.Options);
}
