using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers.Views;

/// <summary>The views of a register that this person sees: own and shared, in the order of their names.</summary>
internal sealed class FindViews(ViewsReader reader)
{
    public async Task<Outcome<ViewOfRegister[]>> RunAsync(Actor actor, string register, CancellationToken ct) =>
        actor.Refuses(ViewPermissions.Own) is { } no ? no : (await reader.OfAsync(actor, register, ct)).Views.ToArray();
}

/// <param name="Register">Key of the register.</param>
/// <param name="Columns">Keys of the columns to show; none for the standard ones.</param>
internal sealed record ChooseColumnsRequest(
    [property: Required, StringLength(80), RegularExpression(SaveView.RegisterKeys)] string Register,
    [property: Required, MaxLength(60)] IReadOnlyList<string> Columns);

/// <summary>Remembers which columns of a register a person wants to see, on every browser.</summary>
internal sealed class ChooseColumns(IsmsDbContext db, ViewsReader reader)
{
    public static readonly Refusal Unreadable = Refusal.Invalid("columns", "kernel.field-format");

    public async Task<Outcome<Done>> RunAsync(Actor actor, ChooseColumnsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ViewPermissions.Own, request) is { } no)
            return no;
        var columns = string.Join(',', request.Columns);
        if (columns.Length > SavedView.QuestionLength || request.Columns.Any(c => c.Length == 0 || !c.All(ch => char.IsAsciiLetterOrDigit(ch) || ch is '-' or '_')))
            return Unreadable;
        await using var writing = await db.BeginAsync(ct);
        var chosen = await db.Set<ShownColumns>().FirstOrDefaultAsync(c => c.PersonId == actor.PersonId && c.Register == request.Register, ct);
        if (chosen is null)
            db.Add(new ShownColumns { PersonId = actor.PersonId, Register = request.Register, Columns = columns });
        else
            chosen.Columns = columns;
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        reader.Forget(request.Register);
        return Done.It;
    }
}
