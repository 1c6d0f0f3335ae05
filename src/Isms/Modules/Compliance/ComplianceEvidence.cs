using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;
using Isms.Modules.Records;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance;

/// <summary>How the laws stand, counted in one statement.</summary>
internal sealed class LawFiguresReader(IsmsDbContext db, SettingsReader settings)
{
    public async Task<LawFigures> ReadAsync(DateOnly today, CancellationToken ct)
    {
        var counted = await LawRegister.Rows(db, await LawRegister.EvaluatedSinceAsync(settings, today, ct)).GroupBy(l => new { l.Urgency, Applies = l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed })
            .Select(g => new { g.Key.Urgency, g.Key.Applies, Count = g.Count() }).ToListAsync(ct);
        int Of(int urgency) => counted.Where(c => c.Urgency == urgency && c.Applies).Sum(c => c.Count);
        return new LawFigures(counted.Where(c => c.Applies).Sum(c => c.Count), Of(0), Of(2), Of(3), counted.Where(c => c.Urgency == 4).Sum(c => c.Count));
    }
}

/// <summary>The register of laws, checks and evaluations, contract duties, licences and rights.</summary>
internal sealed class ComplianceEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    private static readonly ClauseKey[] LegalClauses = [new(Edition.Iso2005, "4.2.1 b)"), new(Edition.Iso2013, "4.2")];
    private static readonly ClauseKey[] CheckClauses = [new(Edition.Iso2005, "4.2.3"), new(Edition.Iso2013, "9.1")];
    private static readonly ClauseKey[] OperationClauses = [new(Edition.Iso2005, "4.2.2"), new(Edition.Iso2013, "8.1")];

    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(CompliancePermissions.Read))
            return [];
        var found = new List<EvidenceItem>();
        var laws = await db.Set<Law>().CountAsync(l => l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed, ct);
        var checks = await db.Set<LawCheck>().AsNoTracking().OrderByDescending(c => c.CheckedOn).ThenByDescending(c => c.RecordedAt).Take(question.Most).ToListAsync(ct);
        if (laws > 0)
        {
            // The register is as fresh as the last look for changes.
            var last = checks.Count > 0 ? checks[0].CheckedOn : await db.Set<Law>().MinAsync(l => l.JudgedOn, ct);
            found.Add(List("laws", "compliance.law-list", laws, CompliancePaths.Laws, last, static (services, reader, token) => services.GetRequiredService<ExportLaws>().RunAsync(reader, new RegisterQuery(), token)) with
            {
                GoodUntil = last?.AddMonths(await settings.NumberAsync(ComplianceModule.CheckMonths, ct)),
            });
        }
        found.AddRange(checks.Select(c => new EvidenceItem("B-10-R02", c.Number, Phrase.In(actor.Culture, "compliance.check-paper"), EvidenceState.Live, CompliancePaths.Update(c.Id))
        {
            Date = c.CheckedOn, Clauses = LegalClauses, Open = (services, reader, token) => services.GetRequiredService<ExportCheck>().RunAsync(reader, c.Id, token),
        }));
        var months = await settings.NumberAsync(ComplianceModule.EvaluationMonths, ct);
        var evaluations = await db.Set<Evaluation>().AsNoTracking().OrderByDescending(e => e.OpenedOn).ThenByDescending(e => e.Number).Take(question.Most).ToListAsync(ct);
        found.AddRange(evaluations.Select(e => new EvidenceItem("compliance", e.Number, Phrase.In(actor.Culture, "compliance.evaluation-paper"), e.State == ReviewState.Approved ? EvidenceState.Live : EvidenceState.InPreparation, CompliancePaths.Evaluation(e.Id))
        {
            Date = e.ApprovedOn ?? e.OpenedOn, GoodUntil = e.ApprovedOn?.AddMonths(months), Open = (services, reader, token) => services.GetRequiredService<ExportEvaluation>().RunAsync(reader, e.Id, token),
        }));
        var duties = await db.Set<ContractDuty>().Where(d => d.EndedOn == null).GroupBy(d => 1).Select(g => new { Count = g.Count(), Last = g.Max(d => d.CheckedOn ?? d.EnteredOn) }).SingleOrDefaultAsync(ct);
        if (duties is not null)
            found.Add(List("contract-duties", "compliance.duty-list", duties.Count, CompliancePaths.Duties, duties.Last, static (services, reader, token) => services.GetRequiredService<ExportDuties>().RunAsync(reader, new RegisterQuery(), token)));
        var licences = await db.Set<SoftwareLicence>().CountAsync(l => l.EndedOn == null, ct);
        if (licences > 0)
        {
            found.Add(List("B-11-R01", "compliance.licence-list", licences, CompliancePaths.Licences, actor.Today, static (services, reader, token) => services.GetRequiredService<ExportLicences>().RunAsync(reader, new RegisterQuery(), token)) with { Clauses = OperationClauses });
        }
        var licenceChecks = await db.Set<LicenceCheck>().AsNoTracking().OrderByDescending(e => e.OpenedOn).ThenByDescending(e => e.Number).Take(question.Most).ToListAsync(ct);
        found.AddRange(licenceChecks.Select(c => new EvidenceItem("B-11-R02", c.Number, Phrase.In(actor.Culture, "compliance.licence-check-paper"), c.State == ReviewState.Approved ? EvidenceState.Live : EvidenceState.InPreparation, CompliancePaths.LicenceCheck(c.Id))
        {
            Date = c.ApprovedOn ?? c.OpenedOn, Clauses = CheckClauses, Open = (services, reader, token) => services.GetRequiredService<ExportLicenceCheck>().RunAsync(reader, c.Id, token),
        }));
        var rights = await db.Set<IntellectualRight>().CountAsync(ct);
        if (rights > 0)
        {
            found.Add(List("B-11-R03", "compliance.right-list", rights, CompliancePaths.Rights, actor.Today, static (services, reader, token) => services.GetRequiredService<ExportRights>().RunAsync(reader, new RegisterQuery(), token)) with { Clauses = OperationClauses });
        }
        return found;

        EvidenceItem List(string kind, string title, int count, string link, DateOnly? date, OpenEvidence open) => new(kind, "", Phrase.In(actor.Culture, title), EvidenceState.Live, link) { Count = count, Date = date, Open = open };
    }
}

/// <summary>How many laws apply and what is wrong with them; licences and contract duties that are not kept.</summary>
internal sealed class ComplianceOverview(IsmsDbContext db, LawFiguresReader figures, RhythmReader rhythm, SettingsReader settings) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(CompliancePermissions.Read))
            return [];
        var laws = await figures.ReadAsync(actor.Today, ct);
        var check = await rhythm.OfLawsAsync(actor.Today, ct);
        var duties = await DutyRegister.Rows(db, actor, await DutyRegister.CheckedSinceAsync(settings, actor.Today, ct)).Where(d => d.EndedOn == null).GroupBy(d => d.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(ct);
        var licences = await LicenceRegister.Rows(db, actor.Today).Where(l => l.EndedOn == null).GroupBy(l => l.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(ct);
        var (late, over) = (duties.Where(d => d.State is "overdue" or "failing").Sum(d => d.Count), licences.Where(l => l.State is "over" or "expired").Sum(l => l.Count));
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("compliance.laws"), Display.Count(laws.Applicable), CompliancePaths.Laws)
            {
                Tone = laws.Incomplete + laws.Overdue + laws.Failing > 0 || check.Overdue ? Tone.Bad : laws.Applicable == 0 || laws.Judging > 0 ? Tone.Warn : Tone.Good,
                Note = laws.Applicable == 0 ? Phrase.Of("compliance.overview-none") : check.Overdue ? Phrase.Of("compliance.overview-check-late") : Phrase.Of("compliance.overview-laws", laws.Incomplete, laws.Overdue, laws.Failing),
                Parts =
                [
                    .. new[] { ("incomplete", laws.Incomplete, Tone.Bad), ("overdue", laws.Overdue, Tone.Bad), ("failing", laws.Failing, Tone.Warn), ("judge", laws.Judging, Tone.Info) }.Where(p => p.Item2 > 0)
                        .Select(p => new OverviewPart(Phrase.Of("compliance.attention." + p.Item1), p.Item2, $"{CompliancePaths.Laws}?filter.attention={p.Item1}") { Tone = p.Item3 }),
                ],
            },
            new OverviewTile(Phase.Do, Phrase.Of("compliance.duties"), Display.Count(duties.Sum(d => d.Count)), CompliancePaths.Duties)
            {
                Tone = late > 0 ? Tone.Bad : Tone.Neutral, Note = Phrase.Of(late > 0 ? "compliance.overview-duties-late" : "compliance.overview-duties", late),
            },
            new OverviewTile(Phase.Do, Phrase.Of("compliance.licences"), Display.Count(licences.Sum(l => l.Count)), CompliancePaths.Licences)
            {
                Tone = over > 0 ? Tone.Bad : Tone.Neutral, Note = Phrase.Of(over > 0 ? "compliance.overview-licences-over" : "compliance.overview-licences", over),
            },
        ];
    }
}

/// <summary>The laws are known with their clauses (manual 4.2.1.2.3 b).</summary>
internal sealed class ComplianceSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.2", Phrase.Of("compliance.step-laws"), CompliancePaths.Laws, Office.IsmsTeam,
            () => db.Set<Law>().Any(l => l.Standing == LawStanding.Applies) && !db.Set<Law>().Any(l => l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed && !db.Set<LawClause>().Any(c => c.LawId == l.Id))),
    ]);
}

/// <summary>Laws by title and number, and contract duties, for the search over everything.</summary>
internal sealed class LawsFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(CompliancePermissions.See))
            return [];
        var laws = db.Set<Law>().AsNoTracking();
        var duties = db.Set<ContractDuty>().AsNoTracking().VisibleTo(actor);
        foreach (var pattern in question.Patterns)
        {
            laws = laws.Where(l => EF.Functions.Like((l.Number + " " + l.TitleZh + " " + l.TitleEn + " " + l.Reference).ToLower(), pattern, "\\"));
            duties = duties.Where(d => EF.Functions.Like((d.Number + " " + d.Contract + " " + d.Title + " " + d.Party + " " + d.Duty).ToLower(), pattern, "\\"));
        }
        return
        [
            .. (await laws.OrderBy(l => l.Number).Take(question.Most).Select(l => new { l.Id, l.Number, l.TitleZh, l.Reference }).ToListAsync(ct))
                .Select(l => new SearchHit("compliance.entity.compliance_laws", l.Number, l.TitleZh, l.Reference, CompliancePaths.Law(l.Id), question.ListAt(CompliancePaths.Laws))),
            .. (await duties.OrderBy(d => d.Number).Take(question.Most).Select(d => new { d.Id, d.Number, d.Contract, d.Duty }).ToListAsync(ct))
                .Select(d => new SearchHit("compliance.entity.compliance_duties", d.Number, d.Contract, d.Duty, CompliancePaths.Duty(d.Id), question.ListAt(CompliancePaths.Duties))),
        ];
    }
}

/// <summary>What a field of a form may mean by a law or a contract.</summary>
internal sealed class LawReferences(IsmsDbContext db) : IContribute<ReferenceAsked, ReferenceFound>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<ReferenceFound>> AnswerAsync(Actor actor, ReferenceAsked question, CancellationToken ct)
    {
        if (!actor.May(CompliancePermissions.See))
            return [];
        switch (question.Target)
        {
            case "law":
                var laws = await db.Set<Law>().Where(l => l.Standing != LawStanding.NotApplicable && (l.TitleZh.Contains(question.Words) || l.Number.Contains(question.Words))).OrderBy(l => l.Number).Take(Most)
                    .Select(l => new { l.Id, l.Number, l.TitleZh }).ToListAsync(ct);
                return laws.ConvertAll(l => new ReferenceFound($"{l.Number} {l.TitleZh}", CompliancePaths.Law(l.Id)));
            case "contract":
                var duties = await db.Set<ContractDuty>().VisibleTo(actor).Where(d => d.EndedOn == null && d.Contract.Contains(question.Words)).OrderBy(d => d.Contract).ThenBy(d => d.Id).Take(Most)
                    .Select(d => new { d.Id, d.Contract, d.Title }).ToListAsync(ct);
                return [.. duties.DistinctBy(d => d.Contract).Select(d => new ReferenceFound($"{d.Contract} {d.Title}".Trim(), CompliancePaths.Duty(d.Id)))];
            default:
                return [];
        }
    }
}
