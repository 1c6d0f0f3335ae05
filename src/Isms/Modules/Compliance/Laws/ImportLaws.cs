using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>Takes over a list of laws kept in a spreadsheet: a row for each law, or for each clause of it; all rows or none.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
/// <param name="OnlyCheck">Says what would happen and changes nothing.</param>
internal sealed record ImportLawsRequest([property: Required] string Name, Stream Content, bool OnlyCheck = false);

/// <summary>One problem of one row.</summary>
/// <param name="Row">In the file, counted from 1.</param>
public sealed record LawImportProblem(int Row, string Column, string Message);

/// <summary>What became of an import.</summary>
/// <param name="Laws">New laws; what would be when only checked.</param>
/// <param name="Clauses">New clauses, also of laws that were there.</param>
/// <param name="Saved">False when only checked, or when any row was wrong.</param>
public sealed record LawsImported(int Rows, int Laws, int Clauses, bool Saved, IReadOnlyList<LawImportProblem> Problems);

/// <inheritdoc cref="ImportLawsRequest"/>
internal sealed class ImportLaws(IsmsDbContext db, Numbers numbers, TimeProvider time)
{
    private const int MostRows = 5_000;
    private const int MostProblems = 200;

    private static readonly ImportSchema Schema = new(
    [
        Text("title", Law.TitleLength, "名称", "法律法规名称", "法律法规及其他要求名称", "法律、法规名称", "文件名称", "标准名称", "title", "name", "law") with { Required = true },
        Text("reference", Law.ShortLength, "文号", "发文字号", "标准号", "文件编号", "编号/文号", "document number", "reference number", "reference"),
        Text("issuer", Law.TitleLength, "发布机关", "颁布机关", "发布单位", "颁布单位", "发布部门", "制定机关", "来源", "issuer", "issuing authority", "issued by"),
        Text("kind", 60, "类别", "类型", "效力级别", "种类", "kind", "type"),
        new("issuedOn", "compliance.field.issuedOn", FieldKind.Date, ["发布日期", "颁布日期", "发布时间", "颁布时间", "issued on", "issue date"]),
        new("effectiveOn", "compliance.field.effectiveOn", FieldKind.Date, ["实施日期", "生效日期", "施行日期", "实施时间", "生效时间", "effective on", "effective date", "in force from"]),
        Text("status", 60, "状态", "有效性", "时效性", "status", "state"),
        Text("clause", Law.ShortLength, "适用条款", "条款", "条款号", "applicable clauses", "clause"),
        Text("demand", Law.TextLength, "条款要求", "要求", "要求摘要", "主要内容", "内容摘要", "what it asks", "requirement", "demand"),
        Text("fulfilment", Law.TextLength, "符合方式", "公司措施", "控制措施", "执行情况", "公司现状", "对应措施", "how it is met", "fulfilment"),
        Text("department", 200, "责任部门", "适用部门", "主管部门", "归口部门", "department", "owner department"),
        Text("source", Law.TitleLength, "获取渠道", "获取途径", "查询渠道", "obtained from"),
    ]);

    private static readonly (string Word, LawKind Kind)[] KindWords =
    [
        ("行政法规", LawKind.Regulation), ("地方", LawKind.Local), ("规章", LawKind.Rule), ("规范性", LawKind.Rule), ("国际", LawKind.International), ("境外", LawKind.International), ("标准", LawKind.Standard),
        ("合同", LawKind.Contract), ("顾客", LawKind.Party), ("客户", LawKind.Party), ("相关方", LawKind.Party), ("法律", LawKind.Law), ("法规", LawKind.Regulation),
    ];

    public async Task<Outcome<LawsImported>> RunAsync(Actor actor, ImportLawsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        var opening = SpreadsheetReader.Open(request.Content, request.Name);
        if (opening.Spreadsheet is not { } sheet)
            return Refusal.Invalid("file", opening.Problem!.Code, [.. opening.Problem.Args]);
        var recognition = HeaderRecognizer.Recognize(sheet, Schema);
        if (recognition.Problem is { } problem)
            return Refusal.Invalid("file", problem.Code, [.. problem.Args]);
        await using var writing = await db.BeginAsync(ct);
        var departments = (await db.Departments.Where(d => d.ClosedOn == null).Select(d => new { d.Id, d.Code, d.Name }).ToListAsync(ct));
        var known = (await db.Set<Law>().ToListAsync(ct)).GroupBy(l => (l.TitleZh, l.Reference)).ToDictionary(g => g.Key, g => g.First());
        var clauses = (await db.Set<LawClause>().AsNoTracking().Select(c => new { c.LawId, c.Clause, c.Place }).ToListAsync(ct)).GroupBy(c => c.LawId)
            .ToDictionary(g => g.Key, g => (Last: g.Max(c => c.Place), Names: g.Select(c => c.Clause).ToHashSet(StringComparer.Ordinal)));
        var problems = new List<LawImportProblem>();
        var (rows, laws, added) = (0, 0, 0);
        foreach (var row in new TableReader(sheet, Schema, recognition, new ImportReport(request.Name), ScoreScale.FiveLevels).Rows())
        {
            if (++rows > MostRows)
                return Refusal.Invalid("file", "compliance.import-too-long", MostRows);
            var facts = FactsOf(row, actor);
            var department = row.Text("department") is { } named ? departments.Find(d => named.Equals(d.Name, StringComparison.Ordinal) || named.Equals(d.Code, StringComparison.Ordinal)) : null;
            if (row.Text("department") is { } unknown && department is null)
                row.Reject("department", "compliance.import-department", unknown);
            foreach (var wrong in SaveLaw.Problems(facts))
                row.Reject(wrong.Field, wrong.Code);
            problems.AddRange(row.Problems.Where(p => p.Rejects).Select(p => new LawImportProblem(row.Number, p.ColumnText(actor.Culture), p.Reason(actor.Culture))));
            if (row.IsRejected)
                continue;
            if (!known.TryGetValue((facts.TitleZh, facts.Reference ?? ""), out var law))
            {
                law = new Law { Number = await numbers.TakeAsync(ComplianceModule.LawNumber, ct), CreatedById = actor.PersonId, CreatedAt = time.Instant() };
                SaveLaw.Fill(law, facts);
                if (department is not null)
                {
                    law.Judge(true, Phrase.In(actor.Culture, "compliance.import-reason", request.Name), actor.Today);
                    law.DepartmentId = department.Id;
                }
                db.Add(law);
                known.Add((law.TitleZh, law.Reference), law);
                laws++;
            }
            if (row.Text("clause") is not { } name)
                continue;
            var of = clauses.TryGetValue(law.Id, out var there) ? there : (Last: 0, Names: new HashSet<string>(StringComparer.Ordinal));
            if (!of.Names.Add(name))
                continue;
            db.Add(new LawClause { LawId = law.Id, Place = of.Last + 1, Clause = name, Demand = row.Text("demand") ?? "", Fulfilment = row.Text("fulfilment") ?? "" });
            clauses[law.Id] = (of.Last + 1, of.Names);
            added++;
        }
        if (problems.Count > 0 || request.OnlyCheck)
            return new LawsImported(rows, laws, added, false, [.. problems.Take(MostProblems)]);
        db.Note("compliance_laws", Guid.Empty, new { import = request.Name, rows });
        await db.SaveAsync(actor, "compliance.import-laws", ct);
        await writing.CommitAsync(ct);
        return new LawsImported(rows, laws, added, true, []);
    }

    private static LawFacts FactsOf(TableRow row, Actor actor)
    {
        var (effective, kind, status) = (row.Date("effectiveOn"), row.Text("kind") ?? "", row.Text("status") ?? "");
        var title = row.Text("title") ?? "";
        var words = kind.Length > 0 ? kind : title;
        var read = Enum.TryParse<LawKind>(kind, out var exact) && Enum.IsDefined(exact) ? exact : KindWords.Where(k => words.Contains(k.Word, StringComparison.Ordinal)).Select(k => (LawKind?)k.Kind).FirstOrDefault() ?? LawKind.Other;
        return new LawFacts(title, null, read, row.Text("issuer") ?? "—", row.Text("reference"), row.Date("issuedOn"), effective, Status(status, effective > actor.Today), row.Text("source"));
    }

    private static LawStatus Status(string word, bool later) =>
        word.Contains('废', StringComparison.Ordinal) || word.Contains("失效", StringComparison.Ordinal) || word.Contains("repeal", StringComparison.OrdinalIgnoreCase) ? LawStatus.Repealed
        : later ? LawStatus.Upcoming : word.Contains('修', StringComparison.Ordinal) || word.Contains("amend", StringComparison.OrdinalIgnoreCase) ? LawStatus.Amended : LawStatus.InForce;

    private static ImportField Text(string key, int length, params string[] aliases) => new(key, "compliance.field." + key, FieldKind.Text, aliases) { MaxLength = length };
}
