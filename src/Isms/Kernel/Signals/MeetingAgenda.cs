namespace Isms.Kernel.Signals;

/// <summary>What the coordination meeting looks at (manual 4.2.2.2 a–g).</summary>
public enum AgendaTopic
{
    /// <summary>Resolutions of earlier meetings that are still open.</summary>
    FollowUp,

    /// <summary>a) 安全活动是否符合方针.</summary>
    Policy,

    /// <summary>b) 怎样处理不符合.</summary>
    Nonconformity,

    /// <summary>c) 方法和过程, such as risk assessment and classification.</summary>
    Methods,

    /// <summary>d) 重大的威胁变化与暴露.</summary>
    Threats,

    /// <summary>e) 控制措施实施的充分性和协调性.</summary>
    Controls,

    /// <summary>f) 教育、培训和意识.</summary>
    Training,

    /// <summary>g) 信息安全事件.</summary>
    Incidents,
}

/// <summary>Asked when a coordination meeting is prepared: what the processes have to bring before it.</summary>
/// <param name="Since">The day of the meeting before; a year ago for the first.</param>
internal sealed record AgendaAsked(DateOnly Since);

/// <summary>One thing brought before the meeting.</summary>
/// <param name="Words">In the reader's language: a number or name with what is the matter.</param>
/// <param name="Link">The list or thing itself.</param>
internal sealed record AgendaEntry(AgendaTopic Topic, string Words, string Link);
