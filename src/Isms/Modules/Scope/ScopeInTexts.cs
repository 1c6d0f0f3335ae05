using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope;

/// <summary>What stands for <c>{{scope}}</c> in the texts of documents: the words in force.</summary>
internal sealed class ScopeInTexts(IsmsDbContext db) : IContribute<LiveFieldQuestion, LiveField>
{
    public async Task<IReadOnlyList<LiveField>> AnswerAsync(Actor actor, LiveFieldQuestion question, CancellationToken ct) =>
        [new LiveField("scope", await ScopeViews.Statements(db).Where(v => v.State == ScopeState.Approved).Select(v => v.ScopeText).FirstOrDefaultAsync(ct) ?? "")];
}
