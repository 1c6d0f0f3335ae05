using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Scope.Drawings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>ISMS范围说明书 as a Word document with its drawings, the important areas in red; noted in the ledger.</summary>
internal sealed class ExportScope(IsmsDbContext db, ScopeReader reader, IFileVault vault, SignedPaper paper)
{
    private const double PictureMillimetres = 165;

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Read) is { } no)
            return no;
        if (await db.Set<ScopeStatement>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } statement)
            return Refusal.NotFound;
        var view = await reader.ViewAsync(actor, statement, ct);
        var hashes = await db.Set<ScopeDrawing>().Where(d => d.StatementId == id).ToDictionaryAsync(d => d.Id, d => d.FileHash, ct);
        var pictures = new Dictionary<Guid, byte[]>();
        foreach (var (drawing, hash) in hashes)
        {
            await using var content = await vault.OpenAsync(hash, ct);
            if (content is null)
                return OpenDrawing.Lost.With(view.Drawings.Single(d => d.Id == drawing).FileName);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, ct);
            pictures[drawing] = bytes.ToArray();
        }
        var state = view.State switch
        {
            ScopeState.Approved => DocumentState.Approved,
            ScopeState.InApproval => DocumentState.InReview,
            ScopeState.Superseded => DocumentState.Superseded,
            _ => DocumentState.Draft,
        };
        var head = await paper.HeadAsync(actor, ScopeApproval.KindName, id, new PaperFacts(Phrase.In(actor.Culture, "scope.title"), view.Number, view.VersionLabel, state, view.EffectiveOn), ct);
        db.Note("scope_statements", id, new { export = view.VersionLabel });
        await db.SaveAsync(actor, "scope.export", ct);
        return WrittenFile.By(Phrase.In(actor.Culture, "scope.file"), WrittenFile.Docx, output => WordWriter.Write(output, head, Blocks(view, pictures, actor.Culture)));
    }

    private static List<WordBlock> Blocks(ScopeView view, Dictionary<Guid, byte[]> pictures, CultureInfo culture)
    {
        string T(string key, params object?[] args) => Phrase.In(culture, key, args);
        List<WordBlock> blocks =
        [
            new WordBlock.Cover(),
            new WordBlock.Heading(1, T("scope.document.scope")), new WordBlock.Paragraph(view.Facts.ScopeText ?? ""),
            new WordBlock.Heading(1, T("scope.document.derived")),
            new WordBlock.Facts(
            [
                (T("scope.field.business"), view.Facts.Business), (T("scope.field.organization"), view.Facts.Organization), (T("scope.field.location"), view.Facts.Location),
                (T("scope.field.assets"), view.Facts.Assets), (T("scope.field.technology"), view.Facts.Technology),
            ]),
            new WordBlock.Heading(1, T("scope.document.boundary")), new WordBlock.Paragraph(view.Facts.BoundaryText ?? ""),
            new WordBlock.Heading(1, T("scope.issues")),
            new WordBlock.Table([new(T("scope.field.side"), 1), new(T("scope.field.topic"), 3), new(T("scope.field.effect"), 4)],
                view.Issues.Select(i => (IReadOnlyList<object?>)[T(i.External ? "scope.side.External" : "scope.side.Internal"), i.Topic, i.Effect])),
            new WordBlock.Heading(1, T("scope.parties")),
            new WordBlock.Table([new(T("scope.field.party"), 2), new(T("scope.field.requirement"), 4), new(T("scope.field.response"), 4)],
                view.Parties.Select(p => (IReadOnlyList<object?>)[p.Name, p.Requirement, p.Response])),
            new WordBlock.Heading(1, T("scope.document.drawings")),
        ];
        foreach (var kind in Enum.GetValues<DrawingKind>())
        {
            blocks.Add(new WordBlock.Heading(2, T("scope.drawing." + kind)));
            if (view.Of(kind) is not { } drawing)
            {
                blocks.Add(new WordBlock.Paragraph(T("scope.document.missing"), WordLook.Note));
                continue;
            }
            blocks.Add(Picture(drawing, pictures[drawing.Id], T("scope.drawing." + kind)));
            blocks.Add(new WordBlock.Paragraph(T("scope.document.drawing-of", drawing.Revision, drawing.DrawnOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), drawing.FileName), WordLook.Note));
            if (drawing.Areas.Count > 0)
            {
                blocks.Add(new WordBlock.Table([new(T("scope.field.area"), 2), new(T("scope.field.subject"), 2), new(T("scope.field.note"), 3)],
                    drawing.Areas.Select(a => (IReadOnlyList<object?>)[a.Name, a.SubjectName, a.Note])));
            }
        }
        blocks.Add(new WordBlock.Heading(1, T("scope.document.signatures")));
        blocks.Add(new WordBlock.Signatures());
        return blocks;
    }

    private static WordBlock.Picture Picture(DrawingView drawing, byte[] content, string description)
    {
        List<PictureOutline> outlines = [.. drawing.Areas.Select(a => new PictureOutline(a.Name, [.. DrawingPoints.Read(a.Points)!.Select(p => (p.X / 100, p.Y / 100))]))];
        if (drawing.MediaType != DrawingFile.Svg)
            return new WordBlock.Picture(content, PictureMillimetres, description) { Outlines = outlines };
        var scale = 200.0 / Math.Max(drawing.Width, drawing.Height);
        return new WordBlock.Picture(PictureFile.Blank(Math.Max(1, (int)(drawing.Width * scale)), Math.Max(1, (int)(drawing.Height * scale))), PictureMillimetres, description) { Svg = content, Outlines = outlines };
    }
}
