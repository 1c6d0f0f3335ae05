using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <summary>Remembers the language a person chose, so that it follows to the next browser.</summary>
internal sealed class ChooseLanguage(IsmsDbContext db)
{
    public static readonly Refusal Unknown = Refusal.Invalid("culture", "kernel.language-unknown");

    /// <param name="culture"><c>zh-CN</c> or <c>en</c>.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, string culture, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        if (culture != Phrase.Chinese.Name && culture != Phrase.English.Name)
            return Unknown;
        var user = await db.Users.FirstAsync(u => u.Id == actor.UserId, ct);
        user.Language = culture;
        await db.SaveAsync(actor, "kernel.language", ct);
        return Done.It;
    }
}
