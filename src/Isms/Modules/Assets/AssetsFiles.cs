using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;

namespace Isms.Modules.Assets;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class AssetsFiles(IsmsDbContext db, ExportAssets assets, ExportList list) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("assets.inventory", "", token => assets.RunAsync(actor, All, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("assets.important", db.Set<ImportantAssetList>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => list.RunAsync(actor, new ReadListRequest(id), token), ct),
        ];
}
