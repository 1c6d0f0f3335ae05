using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Progress;
using Isms.Modules.Assets.Importing;

namespace Isms.Cli.Importing;

/// <summary>An asset register.</summary>
internal sealed class AssetIntake(OpenInstance opened, Actor actor) : RegisterIntake
{
    public override async Task<Outcome<IntakeLook>> BeginAsync(string name, Stream content, CancellationToken ct) =>
        Of(await opened.Get<BeginImport>().RunAsync(actor, new BeginImportRequest(name, content), ct));

    public override async Task<Outcome<IntakeLook>> MapAsync(IntakeLook look, string? sheet, IReadOnlyDictionary<string, string> columns, CancellationToken ct) =>
        Of(await opened.Get<ChangeImport>().RunAsync(actor, new ChangeImportRequest(look.Id, look.Version, new ImportSettings { Sheet = sheet, Columns = columns }), ct));

    public override async Task<Outcome<IntakeResult>> TakeAsync(IntakeLook look, bool partly, CancellationToken ct)
    {
        var done = await opened.Get<ImportRun>().ImportAsync(actor, new CommitImportRequest(look.Id, look.Version, partly ? ImportMode.GoodRows : ImportMode.AllOrNothing), new JobProgress(), ct);
        return done.Value is { } rows ? new IntakeResult(rows.Added, rows.Changed, rows.Unchanged, rows.Rejected) : done.Refusal!;
    }

    public override Task DropAsync(IntakeLook look, CancellationToken ct) => opened.Get<DropImport>().RunAsync(actor, new DropImportRequest(look.Id, look.Version), ct);

    private static Outcome<IntakeLook> Of(Outcome<ImportView> outcome)
    {
        if (outcome.Value is not { } import)
            return outcome.Refusal!;
        var preview = import.Preview;
        return new IntakeLook(
            import.Id, import.Version, preview.Problem, [.. preview.Columns.Select(c => new IntakeColumn(c.Letter, c.Heading))], preview.MissingFields,
            preview.RowsRead, preview.New, preview.Changed, preview.Unchanged, preview.Rejected, [.. preview.Rejections.Select(r => new IntakeFault(r.Row, r.Column, r.Value, r.Reason))]);
    }
}
