using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Starter;

/// <summary>How many were added now.</summary>
public sealed record DocumentsSeeded(int Kinds, int Documents, int External);

/// <summary>
/// The kinds, the 58 documents of appendices 5 and 6 as drafts with a starter text, and the standards they cite. What is there already stays as it is, so it may
/// be run again at any time.
/// </summary>
internal sealed class SeedDocuments(IsmsDbContext db, SettingsReader settings, Numbers numbers, ProcessDocuments processes, ProcessPapers papers, TimeProvider time)
{
    public async Task<Outcome<DocumentsSeeded>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Run) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.ParentId != null).ThenBy(d => d.Code).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct) is not { } owner)
            return new DocumentsSeeded(0, 0, 0);
        var kinds = await AddKindsAsync(ct);
        var documents = await AddDocumentsAsync(owner, ct);
        var external = await AddExternalAsync(owner, ct);
        if (kinds + documents + external > 0)
            await db.SaveAsync(actor, "documents.seed", ct);
        await processes.CatchUpAsync(actor, ct);
        if (db.ChangeTracker.HasChanges())
            await db.SaveAsync(actor, "documents.follow-processes", ct);
        await writing.CommitAsync(ct);
        return new DocumentsSeeded(kinds, documents, external);
    }

    private async Task<int> AddKindsAsync(CancellationToken ct)
    {
        var known = await db.Set<DocumentKind>().Select(k => k.Code).ToListAsync(ct);
        var added = Tsv.Read("document-kinds.tsv").Where(r => !known.Contains(r["code"])).Select(r => new DocumentKind
        {
            Code = r["code"], NameZh = r["name_zh"], NameEn = r["name_en"], Level = r.Level("level"), NumberPattern = r["pattern"], Route = r.Word<DocumentRoute>("route"),
            ReviewMonths = Number(r, "review_months"), RetentionYears = Number(r, "retention_years"), Classification = r.Word<Classification>("classification"),
            Confirmed = r["confirmed"] == "yes", NeedsReleaseOrder = r["release_order"] == "yes",
        }).ToList();
        db.AddRange(added);
        return added.Count;
    }

    private async Task<int> AddDocumentsAsync(Guid owner, CancellationToken ct)
    {
        var known = (await db.Set<ControlledDocument>().Where(d => d.Pattern != "").ToDictionaryAsync(d => d.Pattern, StringComparer.Ordinal, ct));
        var numbersTaken = (await db.Set<ControlledDocument>().Select(d => d.Number).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var stored = await db.Set<DocumentKind>().ToListAsync(ct);
        var kinds = stored.Union(db.Set<DocumentKind>().Local).ToDictionary(k => k.Code, StringComparer.OrdinalIgnoreCase);
        var links = Tsv.Read("document-links.tsv").ToDictionary(r => r["number"], StringComparer.Ordinal);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var scheme = await settings.TextAsync(DocumentsModule.VersionScheme, ct);
        var language = CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct));
        var count = 0;
        foreach (var listed in DocumentList.All.Where(l => !known.ContainsKey(l.Pattern) && !numbersTaken.Contains(l.Number(prefix))))
        {
            var kind = kinds[listed.Kind.ToString()];
            var link = links[listed.Pattern];
            var document = new ControlledDocument
            {
                Number = listed.Number(prefix), Pattern = listed.Pattern, KindId = kind.Id, DepartmentId = owner, Classification = kind.Classification, Confirmed = kind.Confirmed,
                Aliases = string.Join('\n', listed.Aliases), Clauses = link.Optional("clauses") ?? "", AsPrinted = link.Optional("as_printed") ?? "",
            };
            document.Rename(listed.Titles.Zh, listed.Titles.En);
            known[listed.Pattern] = document;
            db.Add(document);
            var madeByProcess = papers.Of(listed.Pattern) is not null;
            db.Add(new DocumentVersion
            {
                DocumentId = document.Id, Number = document.Number, Ordinal = 1, Label = VersionLabels.Of(madeByProcess ? VersionLabels.Decimal : scheme, 0, 0), TitleZh = listed.Titles.Zh, TitleEn = listed.Titles.En,
                BodyZh = madeByProcess ? "" : StarterTexts.Of(listed.Pattern, "zh"), BodyEn = madeByProcess ? "" : StarterTexts.Of(listed.Pattern, "en"),
                ChangeSummary = Phrase.In(language, "documents.first-version"), CreatedAt = time.Instant(),
            });
            if (kind.Confirmed)
                db.Add(new DocumentRecipient { DocumentId = document.Id, Scope = RecipientScope.Everyone });
            count++;
        }
        foreach (var (pattern, document) in known)
        {
            if (document.ParentId is null && links.GetValueOrDefault(pattern)?.Optional("parent") is { } parent && db.Entry(document).State == EntityState.Added)
                document.ParentId = known[parent].Id;
        }
        return count;
    }

    private async Task<int> AddExternalAsync(Guid owner, CancellationToken ct)
    {
        // Only into an empty register: what the organization took out of it does not come back.
        if (await db.Set<ExternalDocument>().AnyAsync(ct))
            return 0;
        var rows = Tsv.Read("external-documents.tsv");
        var receipts = await numbers.TakeAsync(DocumentsModule.ReceiptNumber, rows.Count, ct);
        var made = new Dictionary<string, ExternalDocument>(StringComparer.Ordinal);
        var chinese = await settings.TextAsync(KernelSettings.Language, ct) != "en";
        foreach (var (row, receipt) in rows.Zip(receipts))
        {
            made[row["code"]] = new ExternalDocument
            {
                ReceiptNumber = receipt, StandardNumber = row["number"], Year = Number(row, "year"), TitleZh = row["title_zh"], TitleEn = row["title_en"],
                Source = row[chinese ? "source_zh" : "source_en"], DepartmentId = owner, State = row.Optional("successor") is null ? ExternalState.Current : ExternalState.Superseded,
            };
        }
        var documents = db.Set<ControlledDocument>().Local.Where(d => d.Pattern.Length > 0).ToDictionary(d => d.Pattern, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Optional("successor") is { } successor)
                made[row["code"]].SuccessorId = made[successor].Id;
            if (row.Optional("base_of") is { } based && documents.TryGetValue(based, out var document))
                db.Add(new DocumentBasis { DocumentId = document.Id, ExternalId = made[row["code"]].Id });
        }
        db.AddRange(made.Values);
        return made.Count;
    }

    private static int Number(TsvRow row, string column) =>
        int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw row.Bad(column, "is no number");
}

/// <summary>Texts of our own to start from, in <c>catalogs/documents</c>.</summary>
internal static class StarterTexts
{
    /// <param name="pattern">The manual's number, <c>XX-B-01</c>.</param>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public static string Of(string pattern, string language) =>
        File.ReadAllText(Path.Combine(Tsv.Folder, "documents", language, pattern[3..] + ".md")).ReplaceLineEndings("\n").Trim() + "\n";
}

/// <summary>The documents are there from the first day on.</summary>
internal sealed class StarterDocuments(SeedDocuments seed) : IStarterContent
{
    public async Task AddAsync(Actor system, CancellationToken ct) => (await seed.RunAsync(system, ct)).Require();
}
