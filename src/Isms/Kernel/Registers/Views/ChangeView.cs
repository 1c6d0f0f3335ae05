using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers.Views;

/// <param name="Question">The question to ask from now on; null leaves it.</param>
/// <param name="Version">The version that was read; 0 when none was sent.</param>
internal sealed record ChangeViewRequest(
    Guid Id,
    [property: Required, StringLength(SavedView.NameLength)] string Name,
    bool Shared,
    [property: StringLength(SavedView.QuestionLength)] string? Question,
    int Version);

/// <summary>Renames a view, shares it or keeps it to oneself, or has it ask something else.</summary>
internal sealed class ChangeView(IsmsDbContext db, ViewsReader reader)
{
    public async Task<Outcome<ViewOfRegister>> RunAsync(Actor actor, ChangeViewRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ViewPermissions.Own, request) is { } no)
            return no;
        if (await db.Set<SavedView>().FirstOrDefaultAsync(v => v.Id == request.Id && (v.Shared || v.OwnerId == actor.PersonId), ct) is not { } view)
            return Refusal.NotFound;
        if (!ViewsReader.MayChange(actor, view))
            return Refusal.Forbidden;
        if (request.Shared && !view.Shared && !actor.May(ViewPermissions.Share))
            return SaveView.MayNotShare;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Version != view.Version)
            return Refusal.Stale([new FieldDifference("name", request.Name, view.Name)]);
        var name = request.Name.Trim();
        if (await db.Set<SavedView>().AnyAsync(v => v.Register == view.Register && v.OwnerId == view.OwnerId && v.Name == name && v.Id != view.Id, ct))
            return SaveView.NameTaken(name);
        (view.Name, view.Shared) = (name, request.Shared);
        if (request.Question is not null)
            view.Question = SaveView.Plain(request.Question);
        await db.SaveAsync(actor, "kernel.view-changed", ct);
        reader.Forget(view.Register);
        return ViewsReader.Of(actor, view);
    }
}

/// <summary>Deletes a view. The records it showed stay as they are.</summary>
internal sealed class RemoveView(IsmsDbContext db, ViewsReader reader)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ViewPermissions.Own) is { } no)
            return no;
        if (await db.Set<SavedView>().FirstOrDefaultAsync(v => v.Id == id && (v.Shared || v.OwnerId == actor.PersonId), ct) is not { } view)
            return Refusal.NotFound;
        if (!ViewsReader.MayChange(actor, view))
            return Refusal.Forbidden;
        db.Remove(view);
        await db.SaveAsync(actor, "kernel.view-removed", ct);
        reader.Forget(view.Register);
        return Done.It;
    }
}
