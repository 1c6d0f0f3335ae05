namespace Isms.Kernel.Access;

/// <summary>
/// What a person can be appointed to. Every active person is an employee besides. Permissions follow the office held on the day.
/// </summary>
public enum Office
{
    /// <summary>Everybody active; never appointed.</summary>
    Employee,
    /// <summary>总经理: decides and signs.</summary>
    GeneralManager,
    /// <summary>管理者代表: exactly one at any date (authorisation letter 1).</summary>
    ManagementRepresentative,
    /// <summary>ISMS 项目责任人 (authorisation letter 2); optional.</summary>
    ProjectOwner,
    /// <summary>信息安全管理小组组长.</summary>
    IsmsTeamLeader,
    /// <summary>信息安全管理小组成员.</summary>
    IsmsTeam,
    /// <summary>部门负责人, for one department and those below it.</summary>
    DepartmentHead,
    /// <summary>内部审核员.</summary>
    InternalAuditor,
    /// <summary>文件管理员.</summary>
    DocumentController,
    /// <summary>系统管理员: accounts and operation; sees no business content by office.</summary>
    SystemAdministrator,
    /// <summary>安全管理员: offices and rights; may not be held with another of the three administrations.</summary>
    SecurityAdministrator,
    /// <summary>审计管理员: reads the ledger; may not be held with another of the three administrations.</summary>
    AuditAdministrator,
    /// <summary>外部审核员: reads only, until the appointment ends.</summary>
    ExternalAuditor,
}
