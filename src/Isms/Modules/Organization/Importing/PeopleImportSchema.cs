using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Importing;

namespace Isms.Modules.Organization.Importing;

/// <summary>The fields of a list of employees and the headings under which companies keep them.</summary>
internal static class PeopleImportSchema
{
    public const string Number = "employeeNumber";
    public const string Name = "name";
    public const string Department = "departmentId";
    public const string Post = "post";
    public const string Email = "email";
    public const string JoinedOn = "joinedOn";
    public const string LeftOn = "leftOn";

    public static readonly ImportSchema Schema = new(
    [
        new(Number, "organization.employee-number", FieldKind.Text, ["工号", "员工编号", "员工号", "人员编号", "职工编号", "职工号", "编号", "Employee Number", "Employee No", "Employee ID", "Staff No", "Staff ID", "ID"]) { Required = true, MaxLength = 40 },
        new(Name, "organization.person-name", FieldKind.Text, ["姓名", "员工姓名", "人员姓名", "名字", "Name", "Full Name", "Employee Name"]) { Required = true, MaxLength = Person.NameLength },
        new(Department, "organization.department", FieldKind.Text, ["部门", "所属部门", "所在部门", "部门名称", "单位", "Department", "Dept", "Division", "Unit"]) { BlankMeansAbove = true, MaxLength = 100 },
        new(Post, "organization.post", FieldKind.Text, ["岗位", "职务", "职位", "岗位名称", "Post", "Position", "Job Title", "Title", "Role"]) { MaxLength = 100 },
        new(Email, "organization.email", FieldKind.Text, ["邮箱", "电子邮箱", "电子邮件", "邮件", "Email", "E-mail", "Mail"]) { MaxLength = 200 },
        new(JoinedOn, "organization.joined-on", FieldKind.Date, ["入职日期", "入职时间", "入司日期", "到岗日期", "Joined", "Joined On", "Start Date", "Hire Date", "Date of Joining"]),
        new(LeftOn, "organization.left-on", FieldKind.Date, ["离职日期", "离职时间", "最后工作日", "Left", "Left On", "End Date", "Leaving Date", "Last Day"]),
    ]);
}
