using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>职能分配表 as a workbook, as the page shows it, ready to print; noted in the ledger.</summary>
internal sealed class ExportMatrix(IsmsDbContext db, ReadMatrix read, ApprovalReader approvals, SettingsReader settings, TimeProvider time)
{
    private const int WidestUpright = 12;

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } matrix)
            return found.Refusal!;
        var head = await HeadAsync(actor, matrix, ct);
        db.Note("organization_matrices", id, new { export = matrix.VersionLabel });
        await db.SaveAsync(actor, "organization.export-matrix", ct);
        string T(string key) => Phrase.In(actor.Culture, key);
        var names = matrix.Columns.ToDictionary(c => c.Id, c => c.Name);
        var several = matrix.Rows.Any(r => r.CoordinatorId is not null);
        List<SheetColumn> columns =
        [
            new(T("organization.matrix-field.element"), 9), new(T("organization.matrix-field.element-title"), 30), new(T("organization.matrix-field.codes-2013"), 16), new(T("organization.matrix-field.codes-2022"), 18),
            .. matrix.Columns.Select(c => new SheetColumn(c.Name, Math.Clamp(c.Name.Length * 2, 8, 16)) { Centered = true, Group = T("organization.matrix-field.units") }),
        ];
        if (several)
            columns.Add(new SheetColumn(T("organization.matrix-field.coordinator"), 14));
        var rows = matrix.Rows.Select(r => (IReadOnlyList<object?>)
        [
            r.Code, (r.Depth > 0 ? "　" : "") + r.Title, r.Codes2013, r.Codes2022, .. matrix.Columns.Select(c => matrix.Legend.SignOf(r.Marks.GetValueOrDefault(c.Id))),
            .. several ? new object?[] { r.CoordinatorId is { } c ? names[c] : "" } : [],
        ]);
        NoteBlock legend = new(T("organization.matrix-legend"), [], [.. MatrixLegend.Marks.Append(ResponsibilityMark.None).Select(m => (IReadOnlyList<object?>)[matrix.Legend.SignOf(m), matrix.Legend.WordsOf(m)])]);
        var sheet = new WorkbookSheet(head.Title, columns, rows) { FrozenColumns = 2, Paper = matrix.Columns.Count > WidestUpright ? SheetPaper.A3 : SheetPaper.A4, Notes = [legend] };
        return WrittenFile.By(T("organization.matrix-file"), WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet]));
    }

    private async Task<DocumentHead> HeadAsync(Actor actor, MatrixView matrix, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signatures = (await approvals.SignaturesOfAsync(MatrixApproval.KindName, [matrix.Id], ct)).GetValueOrDefault(matrix.Id, []);
        return new DocumentHead
        {
            Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
            Title = Phrase.In(actor.Culture, "organization.matrix-title"),
            Number = matrix.Number,
            Version = matrix.VersionLabel,
            State = matrix.State switch
            {
                MatrixState.Approved => DocumentState.Approved,
                MatrixState.InApproval => DocumentState.InReview,
                MatrixState.Superseded => DocumentState.Superseded,
                _ => DocumentState.Draft,
            },
            Prepared = Step(SignatureMeaning.Prepare),
            Reviewed = Step(SignatureMeaning.Review),
            Approved = Step(SignatureMeaning.Approve),
            EffectiveOn = matrix.EffectiveOn,
            GeneratedAt = time.Instant().In(zone),
            GeneratedBy = actor.Name,
            Culture = actor.Culture,
        };

        SignedStep Step(SignatureMeaning meaning) => signatures.LastOrDefault(s => s.Meaning == meaning) is { } given
            ? new SignedStep(given.Name, DateOnly.FromDateTime(given.At.In(zone).DateTime)) : SignedStep.Open;
    }
}
