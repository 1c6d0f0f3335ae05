using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;

namespace Isms.Kernel.Progress;

/// <summary>A refusal kept for later: codes and values, so that whoever reads it gets it in the own language.</summary>
internal sealed record KeptRefusal(string Code, RefusalKind Kind, IReadOnlyList<string> Args, IReadOnlyList<KeptProblem> Fields, IReadOnlyList<Obstacle> Obstacles)
{
    public static string Write(Refusal refusal) => JsonSerializer.Serialize(new KeptRefusal(
        refusal.Code, refusal.Kind, Texts(refusal.Args), [.. refusal.Fields.Select(f => new KeptProblem(f.Field, f.Code, Texts(f.Args)))], refusal.Obstacles), EntityJson.Options);

    public static Refusal Read(string json)
    {
        var kept = JsonSerializer.Deserialize<KeptRefusal>(json, EntityJson.Options)!;
        return new Refusal(kept.Code, kept.Kind, [.. kept.Args])
        {
            Fields = [.. kept.Fields.Select(f => new FieldProblem(f.Field, f.Code, [.. f.Args]))],
            Obstacles = kept.Obstacles,
        };
    }

    private static List<string> Texts(object?[] args) => [.. args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")];
}

/// <summary>A field problem kept for later.</summary>
internal sealed record KeptProblem(string Field, string Code, IReadOnlyList<string> Args);
