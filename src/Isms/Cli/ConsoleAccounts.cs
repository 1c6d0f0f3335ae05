using System.Globalization;
using Isms.Kernel.Access.Accounts.FirstPasswords;
using Isms.Kernel.Progress;

namespace Isms.Cli;

/// <summary>Opens accounts for several people from the console and writes their first passwords into a file, readable nowhere else.</summary>
internal static class ConsoleAccounts
{
    /// <param name="only">Whose; null for all who work here and have none.</param>
    /// <param name="output">A workbook or Word document that is not there yet.</param>
    public static async Task<int> OpenAsync(Terminal terminal, OpenInstance opened, Func<Guid, bool>? only, FileInfo output, CancellationToken ct)
    {
        var format = output.Extension.Equals(".docx", StringComparison.OrdinalIgnoreCase) ? "docx" : "xlsx";
        if (output.Exists)
        {
            terminal.Say("cli.file-there", output.FullName);
            return CommandLine.Failed;
        }
        var actor = await opened.ConsoleAsync(ct);
        var proposed = await opened.Get<ProposeAccounts>().RunAsync(actor, new ProposeAccountsRequest(), ct);
        if (proposed.Value is not { } all)
            return MaintenanceVerbs.Refused(terminal, proposed.Refusal!);
        var people = all.People.Where(p => only is null || only(p.PersonId)).ToList();
        foreach (var person in people.Where(p => p.Problem is not null))
            terminal.Say("cli.accounts-problem", person.EmployeeNumber, person.PersonName, person.Problem!);
        List<AccountToOpen> open = [.. people.Where(p => p.Problem is null).Select(p => new AccountToOpen(p.PersonId, p.UserName))];
        if (open.Count == 0)
        {
            terminal.Say("cli.accounts-nobody");
            return people.Count == 0 ? CommandLine.Succeeded : CommandLine.Failed;
        }
        terminal.Say("cli.accounts-opening", open.Count);
        var opening = opened.Get<AccountOpening>();
        var list = await opening.BeginAsync(actor, ct);
        var done = await opening.OpenAsync(actor, list, open, PasswordDelivery.List, new JobProgress(), ct);
        var taken = await opened.Get<TakeAccountList>().RunAsync(actor, new TakeAccountListRequest(list, format), ct);
        if (taken.Value is not { } file)
            return MaintenanceVerbs.Refused(terminal, taken.Refusal!);
        await using (file.Content)
        await using (var written = output.Create())
            await file.Content.CopyToAsync(written, ct);
        terminal.Say("cli.accounts-done", done.Opened.ToString(CultureInfo.InvariantCulture), output.FullName);
        return people.Count == open.Count && done.Skipped == 0 ? CommandLine.Succeeded : CommandLine.Failed;
    }
}
