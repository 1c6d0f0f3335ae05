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
internal sealed class ExportMatrix(IsmsDbContext db, ReadMatrix read, SignedPaper paper)
{
    private const int WidestUpright = 12;

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } matrix)
            return found.Refusal!;
        var state = matrix.State switch
        {
            MatrixState.Approved => DocumentState.Approved,
            MatrixState.InApproval => DocumentState.InReview,
            MatrixState.Superseded => DocumentState.Superseded,
            _ => DocumentState.Draft,
        };
        var head = await paper.HeadAsync(actor, MatrixApproval.KindName, id, new PaperFacts(Phrase.In(actor.Culture, "organization.matrix-title"), matrix.Number, matrix.VersionLabel, state, matrix.EffectiveOn), ct);
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
}
