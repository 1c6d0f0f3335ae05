using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signals;

/// <summary>What a decision may open (manual 7.3 b, c, e).</summary>
public enum DraftKind
{
    /// <summary>更新风险评估: a reassessment.</summary>
    Reassessment,

    /// <summary>更新风险处理计划: a revision of the treatment plan.</summary>
    TreatmentPlan,

    /// <summary>修改文件: a request to change a document; says which.</summary>
    DocumentChange,

    /// <summary>改进有效性测量: a new version of the objectives and measures.</summary>
    Measures,
}

internal static class DraftKinds
{
    /// <summary>True when it must be said what is to be changed.</summary>
    public static bool AsksWhich(this DraftKind kind) => kind == DraftKind.DocumentChange;
}

/// <summary>A decision asks that something be drawn up.</summary>
/// <param name="SourceKind">Kind of what decided it, <c>module.thing</c>.</param>
/// <param name="SourceId">Which.</param>
/// <param name="SourceTitle">Its number and words.</param>
/// <param name="SourceLink">Where it is read.</param>
/// <param name="Which">What is to be changed, by number or title; empty where there is but one (<see cref="DraftKinds.AsksWhich"/>).</param>
internal sealed record DraftAsked(string SourceKind, Guid SourceId, string SourceTitle, string SourceLink, string Which = "");

/// <summary>A draft that was opened, or one that was open already and takes the decision up.</summary>
public sealed record DraftOpened(Guid Id, string Number, string Link);

/// <summary>
/// Draws up what a decision of another process asks for. Modules register theirs with <c>services.AddScoped&lt;IOpensDraft, …&gt;()</c>;
/// called within the asker's write transaction, which rolls back when it is refused.
/// </summary>
internal interface IOpensDraft
{
    DraftKind Kind { get; }

    /// <summary>True when this person could open one.</summary>
    bool May(Actor actor);

    Task<Outcome<DraftOpened>> OpenAsync(Actor actor, DraftAsked asked, CancellationToken ct);
}
