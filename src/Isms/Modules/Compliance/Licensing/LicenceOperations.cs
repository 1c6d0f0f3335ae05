using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Licensing;

/// <summary>A licence.</summary>
/// <param name="Licences">How often it may be installed; required where use is counted, empty otherwise.</param>
/// <param name="Installations">How often it is; more than <paramref name="Licences"/> needs a measure.</param>
/// <param name="Proof">Number of the contract or certificate. Never the key itself.</param>
public sealed record LicenceFacts(
    [Required, StringLength(Law.TitleLength)] string Name, [StringLength(Law.ShortLength)] string? Edition, LicenceKind Kind, [Range(0, SoftwareLicence.MostInstallations)] int? Licences,
    [Range(0, SoftwareLicence.MostInstallations)] int Installations, [StringLength(Law.TitleLength)] string? Proof, [StringLength(Law.TitleLength)] string? Supplier, DateOnly? ExpiresOn, Guid DepartmentId);

/// <summary>Enters a licence, or changes it.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
/// <param name="Measure">Required when more is installed than may be, and nothing is being done about it yet.</param>
public sealed record SaveLicenceRequest(Guid? Id, int Version, [Required] LicenceFacts Facts, MeasureFacts? Measure = null)
{
    // A body without facts is refused as such; fields of the facts are named as they are sent.
    internal object Shape => Facts is { } facts ? facts : this;
}

/// <summary>A licence as saved.</summary>
public sealed record LicenceSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="SaveLicenceRequest"/>
internal sealed class SaveLicence(IsmsDbContext db, Numbers numbers, MeasureDesk measures, WorkInbox inbox)
{
    public static readonly Refusal Ended = new("compliance.licence-ended");

    public async Task<Outcome<LicenceSaved>> RunAsync(Actor actor, SaveLicenceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request.Shape) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var facts = request.Facts;
        var licence = request.Id is { } id ? await db.Set<SoftwareLicence>().SingleOrDefaultAsync(l => l.Id == id, ct)
            : new SoftwareLicence { Number = await numbers.TakeAsync(ComplianceModule.LicenceNumber, ct), EnteredOn = actor.Today };
        if (licence is null || (request.Id is not null && !actor.May(CompliancePermissions.Keep, licence.DepartmentId)))
            return Refusal.NotFound;
        if (licence.EndedOn is not null)
            return Ended;
        if (request.Id is not null && licence.Version != request.Version)
            return Refusal.Stale([new FieldDifference("installations", Ui.Display.Number(facts.Installations), Ui.Display.Number(licence.Installations))]);
        var problems = new List<FieldProblem>();
        var counts = SoftwareLicence.Counts(facts.Kind);
        if (counts && facts.Licences is null)
            problems.Add(new FieldProblem("licences", "compliance.licences-needed"));
        if (!actor.May(CompliancePermissions.Keep, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "compliance.department-needed"));
        var breaks = facts.Installations > 0 && ((counts && facts.Installations > facts.Licences) || facts.ExpiresOn < actor.Today);
        var needed = breaks && !await db.Set<ComplianceMeasure>().AnyAsync(m => m.LicenceId == licence.Id && m.State != MeasureState.Closed, ct);
        problems.AddRange(await measures.ProblemsAsync(actor, needed ? request.Measure ?? MeasureFacts.None : MeasureFacts.None, needed, ct));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (licence.ExpiresOn != facts.ExpiresOn)
            await inbox.CompleteAsync(actor, LicenceFiles.KindName, licence.Id, LicenceFiles.RenewWork, ct);
        licence.Rename(facts.Name.Trim());
        (licence.Edition, licence.Kind, licence.Licences, licence.Installations) = (facts.Edition?.Trim() ?? "", facts.Kind, counts ? facts.Licences : null, facts.Installations);
        (licence.Proof, licence.Supplier, licence.ExpiresOn, licence.DepartmentId) = (facts.Proof?.Trim() ?? "", facts.Supplier?.Trim() ?? "", facts.ExpiresOn, facts.DepartmentId);
        if (request.Id is null)
            db.Add(licence);
        if (needed)
        {
            await measures.OpenAsync(actor, MeasureSource.Licence, licence.Id, Cause(licence.Name, licence.Licences, licence.Installations), CompliancePaths.Licence(licence.Id), request.Measure!.Action!.Trim(),
                request.Measure.ResponsibleId!.Value, request.Measure.DueOn!.Value, ct);
        }
        await db.SaveAsync(actor, "compliance.save-licence", ct);
        await writing.CommitAsync(ct);
        return new LicenceSaved(licence.Id, licence.Version, licence.Number);
    }

    internal static string Cause(string software, int? licences, int installations) =>
        Phrase.Of("compliance.cause-licence", software, licences is { } allowed ? Ui.Display.Number(allowed) : "—", Ui.Display.Number(installations));
}

/// <summary>The licence is no longer used; its history stays.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record EndLicenceRequest(Guid Id, int Version);

/// <inheritdoc cref="EndLicenceRequest"/>
internal sealed class EndLicence(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>As long as it is installed it is used.</summary>
    public static readonly Refusal StillInstalled = new("compliance.still-installed");

    public async Task<Outcome<LicenceSaved>> RunAsync(Actor actor, EndLicenceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<SoftwareLicence>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } licence || !actor.May(CompliancePermissions.Keep, licence.DepartmentId))
            return Refusal.NotFound;
        if (licence.EndedOn is not null)
            return SaveLicence.Ended;
        if (licence.Installations > 0)
            return StillInstalled;
        if (licence.Version != request.Version)
            return Refusal.Stale([]);
        licence.EndedOn = actor.Today;
        await inbox.CancelAsync(LicenceFiles.KindName, licence.Id, null, ct);
        await db.SaveAsync(actor, "compliance.end-licence", ct);
        await writing.CommitAsync(ct);
        return new LicenceSaved(licence.Id, licence.Version, licence.Number);
    }
}

/// <summary>Contracts, invoices and certificates of a licence.</summary>
internal sealed class LicenceFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "compliance.licence";

    /// <summary>Kind of the duty to renew what runs out.</summary>
    public const string RenewWork = "compliance.renew";

    public string Kind => KindName;

    public string? PageOf(Guid id) => CompliancePaths.Licence(id);

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(CompliancePermissions.Read) && await db.Set<SoftwareLicence>().AnyAsync(l => l.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<SoftwareLicence>().Where(l => l.Id == id).Select(l => (Guid?)l.DepartmentId).SingleOrDefaultAsync(ct) is { } department && actor.May(CompliancePermissions.Keep, department);
}
