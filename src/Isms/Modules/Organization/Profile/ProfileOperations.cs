using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Leaving;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Profile;

/// <summary>What the profile says.</summary>
/// <param name="ValidFrom">From which day; today when null. Another day begins a new edition.</param>
public sealed record ProfileFacts(
    DateOnly? ValidFrom = null, [StringLength(OrganizationProfile.LineLength)] string? RegistrationNumber = null, DateOnly? FoundedOn = null,
    [StringLength(OrganizationProfile.LineLength)] string? Address = null, [StringLength(OrganizationProfile.TextLength)] string? Premises = null,
    [StringLength(OrganizationProfile.TextLength)] string? Business = null, [StringLength(OrganizationProfile.TextLength)] string? Introduction = null);

/// <summary>The profile as it holds on a day, with what follows from the data.</summary>
/// <param name="Version">0 while there is none.</param>
/// <param name="People">On the staff that day.</param>
/// <param name="Editions">First days of all editions, the newest first.</param>
/// <param name="Doubts">Placeholders and names of other companies left in it.</param>
public sealed record ProfileView(
    int Version, string Organization, DateOnly? ValidFrom, string RegistrationNumber, DateOnly? FoundedOn, string Address, string Premises, string Business, string Introduction,
    int People, IReadOnlyList<DepartmentView> Departments, IReadOnlyList<CertificateView> Certificates, IReadOnlyList<DateOnly> Editions, IReadOnlyList<ProfileDoubt> Doubts) : IVersioned;

/// <summary>Something that ought not to stand in a finished profile.</summary>
/// <param name="Place">Which part.</param>
/// <param name="Found">The words.</param>
/// <param name="Foreign">True for another company's name, false for a placeholder.</param>
public sealed record ProfileDoubt(string Place, string Found, bool Foreign);

/// <summary>A licence or certificate.</summary>
/// <param name="DaysLeft">Until it expires, negative afterwards; null when it does not.</param>
/// <param name="Due">True when it expires within the days set, or has.</param>
public sealed record CertificateView(
    Guid Id, int Version, string Name, string Number, string Issuer, string Grade, DateOnly? IssuedOn, DateOnly? ExpiresOn, string Remark, bool Retired, int? DaysLeft, bool Due) : IVersioned;

/// <summary>Reads the profile as of a day.</summary>
internal sealed class ReadProfile(IsmsDbContext db, ListDepartments departments, SettingsReader settings)
{
    /// <param name="on">The day; today when null.</param>
    public async Task<Outcome<ProfileView>> RunAsync(Actor actor, DateOnly? on, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        var day = on ?? actor.Today;
        var editions = await db.Set<OrganizationProfile>().AsNoTracking().OrderByDescending(p => p.ValidFrom).ToListAsync(ct);
        var profile = editions.Find(p => p.ValidFrom <= day) ?? new OrganizationProfile();
        var organization = await settings.TextAsync(KernelSettings.OrganizationName, ct);
        var people = await db.People.CountAsync(p => (p.JoinedOn == null || p.JoinedOn <= day) && (p.LeftOn == null || p.LeftOn >= day), ct);
        var certificates = await CertificateViews.Of(db, settings, db.Set<Certificate>(), actor.Today, ct);
        return new ProfileView(
            profile.Version, organization, profile.Version == 0 ? null : profile.ValidFrom, profile.RegistrationNumber, profile.FoundedOn, profile.Address, profile.Premises, profile.Business, profile.Introduction,
            people, (await departments.RunAsync(actor, new ListDepartmentsRequest(), ct)).Value ?? [], certificates, [.. editions.Select(e => e.ValidFrom)],
            [.. ProfileDoubts.In(organization, [("organization.profile-registration", profile.RegistrationNumber), ("organization.profile-address", profile.Address), ("organization.profile-premises", profile.Premises),
                ("organization.profile-business", profile.Business), ("organization.profile-introduction", profile.Introduction),
                .. certificates.Where(c => !c.Retired).Select(c => ("organization.certificates", c.Name + " " + c.Remark))])]);
    }
}

/// <summary>Finds what a template, or another company's manual, left behind.</summary>
internal static partial class ProfileDoubts
{
    public static IEnumerable<ProfileDoubt> In(string organization, IReadOnlyList<(string LabelKey, string Text)> parts)
    {
        foreach (var (label, text) in parts)
        {
            foreach (var placeholder in PlaceholderScanner.Find(text))
                yield return new ProfileDoubt(Phrase.Of(label), placeholder.Found, false);
            foreach (var name in Company().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal))
            {
                if (organization.Length == 0 || (!name.Contains(organization, StringComparison.OrdinalIgnoreCase) && !organization.Contains(name, StringComparison.OrdinalIgnoreCase)))
                    yield return new ProfileDoubt(Phrase.Of(label), name, true);
            }
        }
    }

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]{2,20}?(?:（[\p{IsCJKUnifiedIdeographs}]{1,10}）|\([\p{IsCJKUnifiedIdeographs}]{1,10}\))?[\p{IsCJKUnifiedIdeographs}]{0,12}?(?:有限责任公司|股份有限公司|有限公司|集团公司)|(?:[A-Z][\w&-]*\s){1,4}(?:Co\.,?\s?Ltd\.?|Ltd\.|Inc\.|GmbH|LLC)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Company();
}

/// <summary>The profile as saved.</summary>
public sealed record ProfileSaved(DateOnly ValidFrom, int Version) : IVersioned;

/// <param name="Version">The version this change is based on; 0 for a new edition.</param>
public sealed record SaveProfileRequest(int Version, ProfileFacts Facts);

/// <summary>Changes the edition of a day, or begins one.</summary>
internal sealed class SaveProfile(IsmsDbContext db, SignalRaiser signals)
{
    public async Task<Outcome<ProfileSaved>> RunAsync(Actor actor, SaveProfileRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        var facts = request.Facts;
        var from = facts.ValidFrom ?? actor.Today;
        if (facts.FoundedOn > actor.Today)
            return Refusal.Invalid("foundedOn", "organization.profile-founded-later");
        await using var writing = await db.BeginAsync(ct);
        var profile = await db.Set<OrganizationProfile>().SingleOrDefaultAsync(p => p.ValidFrom == from, ct);
        if (profile is not null && profile.Version != request.Version)
            return request.Version == 0 ? Refusal.VersionRequired : Refusal.Stale([]);
        var before = profile?.Business ?? await db.Set<OrganizationProfile>().Where(p => p.ValidFrom < from).OrderByDescending(p => p.ValidFrom).Select(p => p.Business).FirstOrDefaultAsync(ct);
        if (profile is null)
            db.Add(profile = new OrganizationProfile { ValidFrom = from });
        profile.RegistrationNumber = facts.RegistrationNumber?.Trim() ?? "";
        profile.FoundedOn = facts.FoundedOn;
        profile.Address = facts.Address?.Trim() ?? "";
        profile.Premises = facts.Premises?.Trim() ?? "";
        profile.Business = facts.Business?.Trim() ?? "";
        profile.Introduction = facts.Introduction?.Trim() ?? "";
        // 4.2.3.4 c): other business, other risks. What is written down for the first time is no change.
        if (!string.IsNullOrEmpty(before) && before != profile.Business)
            await signals.RaiseAsync(actor, new ReassessmentDue(ReassessmentCause.Business, "organization.profile", profile.Id, Phrase.Of("organization.profile-business"), "organization.reassess-business", $"{from:yyyy-MM-dd}") { Link = "/organization/profile" }, ct);
        await db.SaveAsync(actor, "organization.save-profile", ct);
        await writing.CommitAsync(ct);
        return new ProfileSaved(profile.ValidFrom, profile.Version);
    }
}

/// <summary>What is kept of a certificate.</summary>
public sealed record CertificateFacts(
    [Required, StringLength(OrganizationProfile.LineLength)] string Name, [StringLength(OrganizationProfile.LineLength)] string? Number = null,
    [StringLength(OrganizationProfile.LineLength)] string? Issuer = null, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null,
    [StringLength(OrganizationProfile.LineLength)] string? Remark = null, bool Retired = false, [StringLength(OrganizationProfile.LineLength)] string? Grade = null);

internal static class CertificateViews
{
    public static async Task<List<CertificateView>> Of(IsmsDbContext db, SettingsReader settings, IQueryable<Certificate> certificates, DateOnly today, CancellationToken ct)
    {
        var notice = await settings.NumberAsync(OrganizationModule.CertificateDays, ct);
        var rows = await certificates.AsNoTracking().ToListAsync(ct);
        return [.. rows.OrderBy(c => c.Retired).ThenBy(c => c.ExpiresOn ?? DateOnly.MaxValue).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c =>
        {
            int? left = c.ExpiresOn is { } end ? end.DayNumber - today.DayNumber : null;
            return new CertificateView(c.Id, c.Version, c.Name, c.Number, c.Issuer, c.Grade, c.IssuedOn, c.ExpiresOn, c.Remark, c.Retired, left, !c.Retired && left <= notice);
        })];
    }

    public static void Take(this Certificate certificate, CertificateFacts facts)
    {
        certificate.Name = facts.Name.Trim();
        certificate.Number = facts.Number?.Trim() ?? "";
        certificate.Issuer = facts.Issuer?.Trim() ?? "";
        certificate.Grade = facts.Grade?.Trim() ?? "";
        certificate.IssuedOn = facts.IssuedOn;
        certificate.ExpiresOn = facts.ExpiresOn;
        certificate.Remark = facts.Remark?.Trim() ?? "";
        certificate.Retired = facts.Retired;
    }
}

/// <summary>Reads one certificate.</summary>
internal sealed class ReadCertificate(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<CertificateView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        return await CertificateViews.Of(db, settings, db.Set<Certificate>().Where(c => c.Id == id), actor.Today, ct) is [var one] ? one : Refusal.NotFound;
    }
}

/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on.</param>
public sealed record SaveCertificateRequest(Guid? Id, int Version, CertificateFacts Facts);

/// <summary>The certificate as saved.</summary>
public sealed record CertificateSaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds or changes a certificate. One renewed in time takes its reminder out of the inbox.</summary>
internal sealed class SaveCertificate(IsmsDbContext db, CertificateWork work)
{
    public async Task<Outcome<CertificateSaved>> RunAsync(Actor actor, SaveCertificateRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        if (request.Id is not null && request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Facts.ExpiresOn < request.Facts.IssuedOn)
            return Refusal.Invalid("expiresOn", "organization.certificate-expires-before");
        await using var writing = await db.BeginAsync(ct);
        var certificate = request.Id is { } id ? await db.Set<Certificate>().SingleOrDefaultAsync(c => c.Id == id, ct) : new Certificate { Name = "" };
        if (certificate is null)
            return Refusal.NotFound;
        if (request.Id is null)
            db.Add(certificate);
        else if (certificate.Version != request.Version)
            return Refusal.Stale([]);
        certificate.Take(request.Facts);
        await work.RemindAsync(actor, certificate, ct);
        await db.SaveAsync(actor, "organization.save-certificate", ct);
        await writing.CommitAsync(ct);
        return new CertificateSaved(certificate.Id, certificate.Version);
    }
}

/// <summary>Reminds of certificates that run out.</summary>
internal sealed class CertificateWork(IsmsDbContext db, WorkInbox inbox, SettingsReader settings) : IDailyWatch
{
    public const string Subject = "organization.certificate";
    public const string RenewWork = "organization.renew-certificate";

    public async Task LookAsync(Actor actor, CancellationToken ct)
    {
        var until = actor.Today.AddDays(await settings.NumberAsync(OrganizationModule.CertificateDays, ct));
        foreach (var certificate in await db.Set<Certificate>().Where(c => !c.Retired && c.ExpiresOn != null && c.ExpiresOn <= until).ToListAsync(ct))
            await RemindAsync(actor, certificate, ct);
    }

    /// <summary>Puts the reminder into the inbox when it is time, takes it out when it no longer is; the caller saves.</summary>
    public async Task RemindAsync(Actor actor, Certificate certificate, CancellationToken ct)
    {
        var until = actor.Today.AddDays(await settings.NumberAsync(OrganizationModule.CertificateDays, ct));
        var open = await db.Set<WorkItem>().Where(w => w.SubjectKind == Subject && w.SubjectId == certificate.Id && w.State == WorkState.Open).ToListAsync(ct);
        var due = !certificate.Retired && certificate.ExpiresOn <= until;
        if (open.Exists(w => !due || w.DueOn != certificate.ExpiresOn))
        {
            await inbox.CompleteAsync(actor, Subject, certificate.Id, RenewWork, ct);
            open.Clear();
        }
        if (due && open.Count == 0)
        {
            inbox.Add(new NewWork(RenewWork, "organization.work.renew-certificate", [certificate.Name], $"/organization/certificates/{certificate.Id}", Subject, certificate.Id, certificate.ExpiresOn!.Value)
            {
                Office = Office.ManagementRepresentative,
            });
        }
        // Asked for once more when little time is left.
        if (due && open.Exists(w => w.RemindedAt == null) && certificate.ExpiresOn <= actor.Today.AddDays(await settings.NumberAsync(OrganizationModule.CertificateLastDays, ct)))
            await inbox.RemindAsync(Subject, certificate.Id, RenewWork, ct);
    }
}

/// <summary>Scans of a certificate.</summary>
internal sealed class CertificateFiles(IsmsDbContext db) : IAttachmentSubject
{
    public string Kind => CertificateWork.Subject;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(OrganizationPermissions.Read) && await db.Set<Certificate>().AnyAsync(c => c.Id == id, ct);

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(actor.May(OrganizationPermissions.Edit));
}

/// <summary>Duties of a department.</summary>
/// <param name="Version">0 while none are written down.</param>
public sealed record DepartmentDutiesView(Guid DepartmentId, int Version, string General, string Security, bool MayEdit) : IVersioned;

/// <summary>Reads the duties of a department.</summary>
internal sealed class ReadDepartmentDuties(IsmsDbContext db)
{
    public async Task<Outcome<DepartmentDutiesView>> RunAsync(Actor actor, Guid departmentId, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        if (!await db.Departments.AnyAsync(d => d.Id == departmentId, ct))
            return Refusal.NotFound;
        var duties = await db.Set<DepartmentDuties>().AsNoTracking().SingleOrDefaultAsync(d => d.DepartmentId == departmentId, ct);
        return new DepartmentDutiesView(departmentId, duties?.Version ?? 0, duties?.General ?? "", duties?.Security ?? "", actor.May(OrganizationPermissions.EditPosts, departmentId));
    }
}

/// <param name="Version">The version this change is based on; 0 while none are written down.</param>
public sealed record SaveDepartmentDutiesRequest(
    Guid DepartmentId, int Version, [Required, StringLength(DepartmentDuties.TextLength)] string General, [Required, StringLength(DepartmentDuties.TextLength)] string Security);

/// <summary>Writes down the duties of a department: its head for the own one.</summary>
internal sealed class SaveDepartmentDuties(IsmsDbContext db, SignalRaiser signals)
{
    public async Task<Outcome<DepartmentDutiesView>> RunAsync(Actor actor, SaveDepartmentDutiesRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.EditPosts, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (!actor.May(OrganizationPermissions.EditPosts, request.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == request.DepartmentId, ct))
            return Refusal.NotFound;
        var duties = await db.Set<DepartmentDuties>().SingleOrDefaultAsync(d => d.DepartmentId == request.DepartmentId, ct);
        var before = duties?.General;
        if (duties is not null && duties.Version != request.Version)
            return request.Version == 0 ? Refusal.VersionRequired : Refusal.Stale([new FieldDifference("general", request.General, duties.General), new FieldDifference("security", request.Security, duties.Security)]);
        if (duties is null)
            db.Add(duties = new DepartmentDuties { DepartmentId = request.DepartmentId });
        (duties.General, duties.Security) = (request.General.Trim(), request.Security.Trim());
        // 4.2.3.4 c): what a department does are the processes that its risks belong to.
        if (!string.IsNullOrEmpty(before) && before != duties.General)
        {
            var name = await db.Departments.Where(d => d.Id == request.DepartmentId).Select(d => d.Name).SingleAsync(ct);
            await signals.RaiseAsync(actor, new ReassessmentDue(ReassessmentCause.Business, "kernel_departments", request.DepartmentId, name, "organization.reassess-duties", name), ct);
        }
        await db.SaveAsync(actor, "organization.save-department-duties", ct);
        await writing.CommitAsync(ct);
        return new DepartmentDutiesView(request.DepartmentId, duties.Version, duties.General, duties.Security, true);
    }
}

/// <summary>组织概况 as a Word document.</summary>
internal sealed class ExportProfile(IsmsDbContext db, ReadProfile read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, DateOnly? on, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, on, ct);
        if (found.Value is not { } profile)
            return found.Refusal!;
        var duties = await db.Set<DepartmentDuties>().AsNoTracking().ToDictionaryAsync(d => d.DepartmentId, ct);
        var culture = actor.Culture;
        string T(string key) => Phrase.In(culture, "organization." + key);
        var head = await paper.HeadAsync(actor, new PaperFacts(T("profile"), State: profile.Doubts.Count == 0 ? DocumentState.Approved : DocumentState.Draft, EffectiveOn: profile.ValidFrom), ct);
        List<WordBlock> blocks =
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(T("profile-name"), profile.Organization), (T("profile-registration"), profile.RegistrationNumber), (T("profile-founded"), profile.FoundedOn), (T("profile-address"), profile.Address),
                (T("profile-premises"), profile.Premises), (T("people-count"), profile.People)]),
            new WordBlock.Heading(1, T("profile-business")), .. Paragraphs(profile.Business),
            new WordBlock.Heading(1, T("profile-introduction")), .. Paragraphs(profile.Introduction),
            new WordBlock.Heading(1, T("departments")),
            new WordBlock.Table([new(T("department-name"), 2), new(T("heads"), 1.5), new(T("people-count"), 1, true)],
                profile.Departments.Select(d => (IReadOnlyList<object?>)[new string('　', d.Depth) + d.Name, string.Join('、', d.Heads), d.People])),
        ];
        foreach (var department in profile.Departments.Where(d => duties.ContainsKey(d.Id)))
        {
            blocks.Add(new WordBlock.Heading(2, department.Name));
            blocks.Add(new WordBlock.Facts([(T("duties-general"), duties[department.Id].General), (T("duties-security"), duties[department.Id].Security)]));
        }
        blocks.Add(new WordBlock.Heading(1, T("certificates")));
        blocks.Add(new WordBlock.Table([new(T("certificate-name"), 2), new(T("certificate-number"), 1.5), new(T("certificate-issuer"), 1.5), new(T("certificate-grade")), new(T("certificate-issued")), new(T("certificate-expires"))],
            profile.Certificates.Where(c => !c.Retired).Select(c => (IReadOnlyList<object?>)[c.Name, c.Number, c.Issuer, c.Grade, c.IssuedOn, c.ExpiresOn])));
        return WrittenFile.By(T("profile") + ".docx", WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }

    private static IEnumerable<WordBlock> Paragraphs(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => new WordBlock.Paragraph(l));
}
