using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Documents;
using Isms.Modules.Objectives.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>目标完成情况统计表 of a year, with every correction beside what it corrects; noted in the ledger.</summary>
internal sealed class ExportResults(IsmsDbContext db, SignedPaper paper, SettingsReader settings)
{
    /// <param name="year">Null for the present one.</param>
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        var asked = Math.Clamp(year ?? actor.Today.Year, 2000, 2100);
        var culture = actor.Culture;
        var zone = await settings.TimeZoneAsync(ct);
        var (first, last) = (new DateOnly(asked, 1, 1), new DateOnly(asked, 12, 31));
        var rows = await (
            from r in db.Set<MeasureResult>().AsNoTracking()
            join m in db.Set<Measure>() on r.MeasureId equals m.Id
            join l in db.Set<MeasureLine>() on r.LineId equals l.Id
            where r.PeriodEnd >= first && r.PeriodEnd <= last
            from d in db.Departments.Where(d => d.Id == r.DepartmentId).DefaultIfEmpty()
            from p in db.People.Where(p => p.Id == r.EnteredById).DefaultIfEmpty()
            from e in db.Set<ResultEvaluation>().Where(e => e.ResultId == r.Id).DefaultIfEmpty()
            from x in db.Set<Remedy>().Where(x => x.ResultId == r.Id).DefaultIfEmpty()
            from o in db.People.Where(p => x != null && p.Id == x.OwnerId).DefaultIfEmpty()
            orderby l.Serial, r.PeriodStart, r.EnteredAt, r.Id
            select new
            {
                Result = r, Measure = m, l.Number, Department = d == null ? "" : d.Name, EnteredBy = p == null ? "" : p.Name, Evaluation = e, Remedy = x, Owner = o == null ? "" : o.Name,
                Corrected = db.Set<MeasureResult>().Any(c => c.CorrectsId == r.Id),
            }).ToListAsync(ct);
        var printed = rows.ConvertAll(x =>
        {
            var (r, m) = (x.Result, x.Measure);
            return new PrintedResult(
                x.Number, m.Title, x.Department.Length > 0 ? x.Department : T("whole"), MeasurePeriod.Of(ReadOverview.FrequencyOf(r.PeriodStart, r.PeriodEnd), r.PeriodStart).Name(culture),
                ObjectivesText.Target(culture, m.Direction, r.Target, m.Unit), r.Value, m.Unit, r.Met, r.Basis, x.EnteredBy.Length > 0 ? x.EnteredBy : T("counted"), DateOnly.FromDateTime(r.EnteredAt.In(zone).DateTime),
                x.Corrected ? T("was-corrected") : r.CorrectsId is null ? "" : T("corrects", r.Reason),
                x.Evaluation is { } e ? Phrase.In(culture, "objectives.verdict." + e.Verdict) + T("colon") + e.Words : "",
                x.Remedy?.Cause ?? "", x.Remedy?.Action ?? "", x.Owner, x.Remedy?.DueOn, x.Remedy is { } remedy ? Phrase.In(culture, "objectives.remedy-state." + remedy.State) : "");
        });
        var head = await paper.HeadAsync(actor, new PaperFacts(T("title-year", asked), "", "", DocumentState.Extract), ct);
        db.Note("objectives_results", Guid.Empty, new { export = asked, rows = rows.Count });
        await db.SaveAsync(actor, "objectives.export-results", ct);
        return WrittenFile.By(ResultsDocument.FileName(culture), WrittenFile.Xlsx, output => ResultsDocument.Write(output, head, printed));

        string T(string key, params object?[] args) => Phrase.In(culture, "objectives.results-sheet." + key, args);
    }
}
