using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy;

/// <summary>What stands for <c>{{policy}}</c> in the texts of documents: the words in force.</summary>
internal sealed class PolicyInTexts(IsmsDbContext db) : IContribute<LiveFieldQuestion, LiveField>
{
    public async Task<IReadOnlyList<LiveField>> AnswerAsync(Actor actor, LiveFieldQuestion question, CancellationToken ct) =>
        [new LiveField("policy", await PolicyViews.Policies(db).Where(v => v.State == PolicyState.Approved).Select(v => v.Text).FirstOrDefaultAsync(ct) ?? "")];
}
