using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers.Views;

/// <param name="Register">Key of the register, <c>module.things</c>.</param>
/// <param name="Name">What the view is called; told apart among the owner's views of this register.</param>
/// <param name="Question">As in the address behind the question mark: <c>q</c>, <c>filter.{column}</c>, <c>sort</c>, <c>columns</c>, <c>limit</c>; cursors are left out.</param>
/// <param name="Shared">Everybody who opens the register sees it.</param>
internal sealed record SaveViewRequest(
    [property: Required, StringLength(80), RegularExpression(SaveView.RegisterKeys)] string Register,
    [property: Required, StringLength(SavedView.NameLength)] string Name,
    [property: StringLength(SavedView.QuestionLength)] string? Question = null,
    bool Shared = false);

/// <summary>Gives the question now asked of a register a name.</summary>
internal sealed class SaveView(IsmsDbContext db, ViewsReader reader)
{
    public const string RegisterKeys = @"^[a-z]+(\.[a-z]+(-[a-z]+)*)+$";

    /// <summary>Views one person may keep of one register.</summary>
    public const int Most = 50;

    public static readonly Refusal MayNotShare = new("kernel.view-may-not-share", RefusalKind.Forbidden);
    public static readonly Refusal TooMany = new("kernel.view-too-many", RefusalKind.Conflict, Most);

    public async Task<Outcome<ViewOfRegister>> RunAsync(Actor actor, SaveViewRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ViewPermissions.Own, request) is { } no)
            return no;
        if (request.Shared && !actor.May(ViewPermissions.Share))
            return MayNotShare;
        var name = request.Name.Trim();
        await using var writing = await db.BeginAsync(ct);
        var own = await db.Set<SavedView>().Where(v => v.Register == request.Register && v.OwnerId == actor.PersonId).Select(v => v.Name).ToListAsync(ct);
        if (own.Contains(name))
            return NameTaken(name);
        if (own.Count >= Most)
            return TooMany;
        var view = new SavedView { Register = request.Register, Name = name, Question = Plain(request.Question), OwnerId = actor.PersonId, Shared = request.Shared };
        db.Add(view);
        await db.SaveAsync(actor, "kernel.view-saved", ct);
        await writing.CommitAsync(ct);
        reader.Forget(view.Register);
        return ViewsReader.Of(actor, view);
    }

    public static Refusal NameTaken(string name) => Refusal.Invalid("name", "kernel.view-name-taken", name);

    /// <summary>What of the address is a question to a register.</summary>
    public static string Plain(string? question)
    {
        var query = RegisterQuery.From(new QueryCollection(QueryHelpers.ParseQuery(question)));
        return query.Address("").TrimStart('?');
    }
}
