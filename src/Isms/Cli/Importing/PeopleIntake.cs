using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Progress;
using Isms.Modules.Organization.Importing;

namespace Isms.Cli.Importing;

/// <summary>A list of employees.</summary>
/// <param name="founding">Departments the file names and nobody knows are founded; otherwise their rows cannot come in.</param>
internal sealed class PeopleIntake(OpenInstance opened, Actor actor, bool founding) : RegisterIntake
{
    public override async Task<Outcome<IntakeLook>> BeginAsync(string name, Stream content, CancellationToken ct) =>
        await FoundAsync(await opened.Get<BeginPeopleImport>().RunAsync(actor, new BeginPeopleImportRequest(name, content), ct), new PeopleImportSettings(), ct);

    public override Task<Outcome<IntakeLook>> MapAsync(IntakeLook look, string? sheet, IReadOnlyDictionary<string, string> columns, CancellationToken ct) =>
        MapAsync(look.Id, look.Version, new PeopleImportSettings { Sheet = sheet, Columns = columns }, ct);

    public override async Task<Outcome<IntakeResult>> TakeAsync(IntakeLook look, bool partly, CancellationToken ct)
    {
        var request = new CommitImportRequest(look.Id, look.Version, partly ? ImportMode.GoodRows : ImportMode.AllOrNothing);
        var done = await opened.Get<PeopleImportRun>().ImportAsync(actor, request, new JobProgress(), ct);
        return done.Value is { } rows ? new IntakeResult(rows.Added, rows.Changed, rows.Unchanged, rows.Rejected) : done.Refusal!;
    }

    public override Task DropAsync(IntakeLook look, CancellationToken ct) => opened.Get<DropPeopleImport>().RunAsync(actor, new DropImportRequest(look.Id, look.Version), ct);

    private async Task<Outcome<IntakeLook>> MapAsync(Guid id, int version, PeopleImportSettings settings, CancellationToken ct) =>
        await FoundAsync(await opened.Get<ChangePeopleImport>().RunAsync(actor, new ChangePeopleImportRequest(id, version, settings), ct), settings, ct);

    private async Task<Outcome<IntakeLook>> FoundAsync(Outcome<PeopleImportView> outcome, PeopleImportSettings settings, CancellationToken ct)
    {
        if (outcome.Value is not { } import)
            return outcome.Refusal!;
        var preview = import.Preview;
        if (founding && preview.Unknown.Any(u => !u.Decided))
            return await MapAsync(import.Id, import.Version, settings with { Departments = preview.Unknown.ToDictionary(u => u.Word, string? (_) => PeopleImportSettings.NewDepartment) }, ct);
        return new IntakeLook(
            import.Id, import.Version, preview.Problem, [.. preview.Columns.Select(c => new IntakeColumn(c.Letter, c.Heading))], preview.MissingFields,
            preview.RowsRead, preview.New, preview.Changed, preview.Unchanged, preview.Rejected, [.. preview.Rejections.Select(r => new IntakeFault(r.Row, r.Column, r.Value, r.Reason))]);
    }
}
