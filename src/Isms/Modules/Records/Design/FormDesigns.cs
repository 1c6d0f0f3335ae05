using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Design;

/// <summary>A form of the organization's own, with a first version to design.</summary>
/// <param name="Code">Its number without the company's prefix: <c>B-06-R11</c>, <c>C-01-R01</c>.</param>
/// <param name="Class">Why there are such records (manual 4.3.3.4).</param>
/// <param name="Basis">
/// Class 1: the procedure's number without prefix (<c>B-06</c>). Class 2: number and title of the level-3 document. Class 3: the title of the rule.
/// </param>
/// <param name="Clauses">What its records are evidence for: <c>9.2</c>, <c>A.16.1</c>.</param>
public sealed record CreateFormRequest(
    [property: Required, StringLength(RecordForm.CodeLength)] string Code, [property: Required, StringLength(RecordForm.NameLength)] string NameZh, [property: Required, StringLength(RecordForm.NameLength)] string NameEn,
    RecordClass Class, [property: StringLength(RecordForm.NameLength)] string? Basis = null, [property: StringLength(RecordForm.NameLength)] string? BasisEn = null,
    [property: MaxLength(30)] IReadOnlyList<string>? Clauses = null, [property: Range(0, 100)] int RetentionYears = 3);

/// <summary>A form version that was saved.</summary>
public sealed record FormVersionSaved(Guid FormId, Guid Id, int Version, int Number) : IVersioned;

/// <inheritdoc cref="CreateFormRequest"/>
internal sealed class CreateForm(IsmsDbContext db, SettingsReader settings)
{
    public static readonly Refusal CodeTaken = Refusal.Invalid("code", "records.form-code-taken");

    /// <summary>R-4.3.3.4-01: class 1 belongs to a procedure of the manual.</summary>
    public static readonly Refusal NeedsProcedure = Refusal.Invalid("basis", "records.basis-procedure");

    /// <summary>R-4.3.3.4-02: class 2 belongs to a level-3 document.</summary>
    public static readonly Refusal NeedsInstruction = Refusal.Invalid("basis", "records.basis-instruction");

    /// <summary>R-4.3.3.4-03: class 3 belongs to a rule.</summary>
    public static readonly Refusal NeedsRule = Refusal.Invalid("basis", "records.basis-rule");

    public async Task<Outcome<FormVersionSaved>> RunAsync(Actor actor, CreateFormRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design, request) is { } no)
            return no;
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var code = Plain(request.Code, prefix);
        if (!code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            return Refusal.Invalid("code", "records.form-code-shape");
        var basis = BasisOf(request, prefix);
        if (basis.Refusal is { } wrong)
            return wrong;
        var clauses = (request.Clauses ?? []).Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => (Text: c, Tag: ClauseTags.Parse(c))).ToList();
        if (clauses.Find(c => c.Tag is null) is { Text: not null } bad)
            return Refusal.Invalid("clauses", "records.tag-not-understood", bad.Text);

        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordForm>().AnyAsync(f => f.Code == code, ct))
            return CodeTaken;
        var (number, titles) = basis.Value;
        var definition = new FormDefinition(request.NameZh.Trim(), request.NameEn.Trim(), "emp", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, request.RetentionYears), FormAccess.Department)
        {
            Fields = [new FormField("subject", "主题", "Subject", FieldType.Text) { Required = true }],
        };
        var form = new RecordForm { Code = code, Class = request.Class, Basis = number, BasisZh = titles.Zh, BasisEn = titles.En, Clauses = ClauseTags.Join(clauses.Count == 0 ? ["M:4.3.3"] : clauses.Select(c => c.Tag!)) };
        form.Describe(definition);
        var version = new FormVersion { FormId = form.Id, Number = 1, Definition = definition.ToJson(), Reason = Phrase.Of("records.first-version") };
        db.AddRange(form, version);
        await db.SaveAsync(actor, "records.create-form", ct);
        await writing.CommitAsync(ct);
        return new FormVersionSaved(form.Id, version.Id, version.Version, 1);
    }

    private static Outcome<(string Number, Bilingual Titles)> BasisOf(CreateFormRequest request, string prefix)
    {
        var text = request.Basis?.Trim() ?? "";
        var english = string.IsNullOrWhiteSpace(request.BasisEn) ? text : request.BasisEn.Trim();
        switch (request.Class)
        {
            case RecordClass.Procedure:
                var procedure = DocumentList.All.FirstOrDefault(d => d.Kind == ListedKind.Procedure && d.Pattern[3..] == Plain(text, prefix));
                return procedure is null ? NeedsProcedure : (procedure.Pattern[3..], procedure.Titles);
            case RecordClass.Instruction:
                var words = text.Split([' ', '　'], 2, StringSplitOptions.RemoveEmptyEntries);
                return words.Length < 2 || words[0].Length > RecordForm.CodeLength ? NeedsInstruction : (Plain(words[0], prefix), new Bilingual(words[1], english == text ? words[1] : english));
            case RecordClass.Rule:
                return text.Length == 0 ? NeedsRule : ("", new Bilingual(text, english));
            default:
                return ("", new Bilingual(Phrase.In(Phrase.Chinese, "records.class.Other"), Phrase.In(Phrase.English, "records.class.Other")));
        }
    }

    private static string Plain(string number, string prefix)
    {
        number = number.Trim();
        return number.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase) && prefix.Length > 0 ? number[(prefix.Length + 1)..] : number.StartsWith("XX-", StringComparison.Ordinal) ? number[3..] : number;
    }
}

/// <summary>Begins a new version of a form from the one in force; an open draft is answered as it is.</summary>
internal sealed class DraftFormVersion(IsmsDbContext db)
{
    public async Task<Outcome<FormVersionSaved>> RunAsync(Actor actor, Guid formId, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var versions = await db.Set<FormVersion>().Where(v => v.FormId == formId).OrderByDescending(v => v.Number).ToListAsync(ct);
        if (versions.Count == 0)
            return Refusal.NotFound;
        if (versions.Find(v => v.State is FormVersionState.Draft or FormVersionState.InApproval) is { } open)
            return new FormVersionSaved(formId, open.Id, open.Version, open.Number);
        var current = versions.Find(v => v.State == FormVersionState.InForce) ?? versions[0];
        var draft = new FormVersion { FormId = formId, Number = versions[0].Number + 1, Definition = current.Definition, Reason = "" };
        db.Add(draft);
        await db.SaveAsync(actor, "records.draft-form", ct);
        await writing.CommitAsync(ct);
        return new FormVersionSaved(formId, draft.Id, draft.Version, draft.Number);
    }
}

/// <summary>Saves the design of a version that is not submitted yet.</summary>
/// <param name="Version">The version of the row this is based on.</param>
/// <param name="Reason">What was changed, and why.</param>
public sealed record SaveFormVersionRequest(Guid Id, int Version, [property: Required] FormDefinition Definition, [property: StringLength(FormVersion.ReasonLength)] string? Reason = null);

/// <inheritdoc cref="SaveFormVersionRequest"/>
internal sealed class SaveFormVersion(IsmsDbContext db)
{
    public static readonly Refusal Frozen = new("records.version-frozen");

    public async Task<Outcome<FormVersionSaved>> RunAsync(Actor actor, SaveFormVersionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (FormCheck.ProblemsOf(request.Definition) is { Count: > 0 } faults)
            return Refusal.Invalid([.. Problems(request.Definition, faults)]);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<FormVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State != FormVersionState.Draft)
            return Frozen.With(version.Number);
        if (version.Version != request.Version)
            return Refusal.Stale([]);
        version.Definition = request.Definition.ToJson();
        version.Reason = request.Reason?.Trim() ?? "";
        db.Entry(version).State = EntityState.Modified;
        await db.SaveAsync(actor, "records.save-form", ct);
        await writing.CommitAsync(ct);
        return new FormVersionSaved(version.FormId, version.Id, version.Version, version.Number);
    }

    internal static IEnumerable<FieldProblem> Problems(FormDefinition form, IEnumerable<FieldFault> faults) => faults.Select(f =>
        f.Code.StartsWith("records.", StringComparison.Ordinal) ? new FieldProblem(f.Field, f.Code, [form.Zh, .. f.Args]) : new FieldProblem(f.Field, f.Code, f.Args));
}

/// <summary>A version of a form as its designer sees it.</summary>
/// <param name="Problems">Why it cannot be put in force yet.</param>
public sealed record FormVersionView(
    Guid Id, int Version, Guid FormId, string FormNumber, int Number, FormVersionState State, string Reason, DateTime? ApprovedAt, FormDefinition Definition, FormDefinition? Before,
    IReadOnlyList<FieldProblem> Problems, bool MayEdit) : IVersioned;

/// <summary>One version of a form.</summary>
internal sealed class ReadFormVersion(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<FormVersionView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var found = await (
            from v in db.Set<FormVersion>().AsNoTracking()
            join f in db.Set<RecordForm>() on v.FormId equals f.Id
            where v.Id == id
            select new { Row = v, f.Code, Before = db.Set<FormVersion>().Where(b => b.FormId == v.FormId && b.Number < v.Number).OrderByDescending(b => b.Number).Select(b => b.Definition).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var definition = FormDefinition.Parse(found.Row.Definition);
        return new FormVersionView(
            found.Row.Id, found.Row.Version, found.Row.FormId, Forms.RecordNumbers.Of(await settings.TextAsync(KernelSettings.NumberPrefix, ct), found.Code), found.Row.Number, found.Row.State,
            found.Row.Reason, found.Row.ApprovedAt, definition, found.Before is null ? null : FormDefinition.Parse(found.Before),
            [.. SaveFormVersion.Problems(definition, FormCheck.ProblemsOf(definition))], found.Row.State == FormVersionState.Draft && actor.May(RecordPermissions.Design));
    }
}

/// <summary>Takes a form out of use, or back into it; its records stay.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Place">Where its records are kept; null leaves it as it is.</param>
public sealed record ChangeFormRequest(Guid Id, int Version, bool Retired, [property: StringLength(FormRecord.PlaceLength)] string? Place = null);

/// <inheritdoc cref="ChangeFormRequest"/>
internal sealed class ChangeForm(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ChangeFormRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Design, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<RecordForm>().SingleOrDefaultAsync(f => f.Id == request.Id, ct) is not { } form)
            return Refusal.NotFound;
        if (form.Version != request.Version)
            return Refusal.Stale([]);
        form.RetiredOn = request.Retired ? form.RetiredOn ?? actor.Today : null;
        form.Place = request.Place?.Trim() ?? form.Place;
        await db.SaveAsync(actor, "records.change-form", ct);
        return Done.It;
    }
}
