using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>One entry of the audit trail, without its content.</summary>
public sealed record LedgerRow
{
    public long Sequence { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Empty when the system acted, or nobody was signed in.</summary>
    public string ActorName { get; init; } = "";

    /// <summary>The office in which the person acted; empty for the system.</summary>
    public string ActorOffice { get; init; } = "";

    /// <summary>What was done, <c>module.verb</c>.</summary>
    public string UseCase { get; init; } = "";

    /// <summary>The kind of thing: its table.</summary>
    public string EntityType { get; init; } = "";
    public Guid EntityId { get; init; }
    public int EntityVersion { get; init; }

    public LedgerChange Change { get; init; }
}

/// <summary>The audit trail as a list.</summary>
internal static class LedgerRegister
{
    // The number alone orders the chain; every other order would read the whole ledger.
    public static readonly Register<LedgerRow> Definition = new Register<LedgerRow>("kernel.ledger", r => r.EntityId, "-sequence")
        .Column("sequence", "kernel.ledger.sequence", ColumnKind.Number, r => r.Sequence, c => c with { Link = r => "/ledger/" + Ui.Display.Number(r.Sequence) })
        .Column("at", "kernel.ledger.at", ColumnKind.Date, r => r.At, c => c with { Sortable = false, Filterable = true })
        .Column("actor", "kernel.ledger.actor", ColumnKind.Text, r => r.ActorName, c => c with { Sortable = false, Searchable = true, Text = r => ActorText(r.ActorName) })
        .Column("office", "kernel.office", ColumnKind.Text, r => r.ActorOffice, c => c with { Sortable = false, Text = r => r.ActorOffice.Length == 0 ? "" : Phrase.Of("kernel.office." + r.ActorOffice) })
        .Column("useCase", "kernel.ledger.use-case", ColumnKind.Choice, r => r.UseCase, c => c with { Sortable = false, Filterable = true, Choices = UseCases(), Text = r => Phrase.Kin("done", r.UseCase) })
        .Column("type", "kernel.ledger.type", ColumnKind.Text, r => r.EntityType, c => c with { Sortable = false, Filterable = true, Text = r => TypeName(r.EntityType), Link = r => $"/history/{r.EntityType}/{r.EntityId}" })
        .Column("change", "kernel.ledger.change", ColumnKind.Choice, r => r.Change, c => c with
        {
            Sortable = false, Filterable = true,
            Choices = [.. Enum.GetNames<LedgerChange>().Select(n => (n, "kernel.ledger.change-" + n))],
        });

    public static IQueryable<LedgerRow> Rows(IsmsDbContext db) => db.Ledger.AsNoTracking().Select(e => new LedgerRow
    {
        Sequence = e.Sequence, At = e.At, PersonId = e.PersonId, ActorName = e.ActorName, ActorOffice = e.ActorOffice, UseCase = e.UseCase,
        EntityType = e.EntityType, EntityId = e.EntityId, EntityVersion = e.EntityVersion, Change = e.Change,
    });

    /// <summary>Who did it: a person by name, the product's own doings in the reader's language.</summary>
    public static string ActorText(string name) =>
        name.Length == 0 ? Phrase.Of("ui.system") : Phrase.Has("kernel.ledger.actor-" + name) ? Phrase.Of("kernel.ledger.actor-" + name) : name;

    /// <summary>The kind of thing in the reader's language; the table of a thing that no release knows any more.</summary>
    public static string TypeName(string type) => Phrase.Has(NameKey(type)) ? Phrase.Of(NameKey(type)) : type;

    /// <summary>Resource key of a kind's name, with the module that owns it: of the table <c>assets_assets</c>, <c>assets.entity.assets_assets</c>.</summary>
    public static string NameKey(string type) => type.Split('_')[0] + ".entity." + type;

    private static List<(string, string)> UseCases() => [.. Phrase.All(Phrase.Chinese).Keys
        .Where(k => k.Contains(".done.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(k => (k.Replace(".done.", ".", StringComparison.Ordinal), k))];
}
