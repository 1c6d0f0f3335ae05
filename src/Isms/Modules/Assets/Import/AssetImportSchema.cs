using Isms.Kernel.OfficeFiles.Importing;

namespace Isms.Modules.Assets.Import;

/// <summary>The fields of an asset register and the headings under which companies keep them.</summary>
public static class AssetImportSchema
{
    public const string Number = "number";
    public const string Serial = "serial";
    public const string Name = "name";
    public const string Category = "category";
    public const string Department = "department";
    public const string Owner = "owner";
    public const string Custodian = "custodian";
    public const string Location = "location";
    public const string ReplacementCost = "replacementCost";
    public const string Confidentiality = "confidentiality";
    public const string Integrity = "integrity";
    public const string Availability = "availability";
    public const string Quantity = "quantity";
    public const string Classification = "classification";
    public const string Remark = "remark";
    public const string StatedValue = "statedValue";
    public const string StatedImportance = "statedImportance";
    public const string StatedImportant = "statedImportant";

    /// <summary>Stands for yes in <see cref="StatedImportant"/>.</summary>
    public const string Yes = "yes";

    // Money is no level: a heading that names a currency is not the replacement-cost score.
    private static readonly string[] Money = ["元", "rmb", "cny", "usd", "金额", "¥", "$"];
    // A score column is not its threat, weakness or requirement description.
    private static readonly string[] NoScore = ["说明", "描述", "依据", "理由", "description", "rationale"];

    public static readonly ImportSchema Schema = new(
    [
        Text(Number, "资产编号", "资产编码", "资产代码", "资产标识", "资产号", "编号", "编码", "固定资产编号", "Asset ID", "Asset No", "Asset Number", "Asset Code", "Asset Tag", "ID") with { MaxLength = 100 },
        Text(Serial, "序号", "序", "项次", "行号", "No", "Item", "Item No", "Seq", "Serial No") with { MaxLength = 100 },
        Text(Name, "资产名称", "信息资产名称", "名称", "资产", "资产名", "资产项", "Asset Name", "Name", "Asset", "Information Asset", "Asset Title") with { Required = true, MaxLength = 200 },
        Text(Category, "资产类别", "资产分类", "资产类型", "类别", "类型", "分类", "资产大类", "大类", "资产种类", "种类", "Asset Category", "Category", "Asset Type", "Type", "Asset Class") with { BlankMeansAbove = true, MaxLength = 100 },
        Text(Department, "责任部门", "所属部门", "归属部门", "部门", "管理部门", "责任人部门", "责任人所在部门", "部门名称", "使用部门", "所在部门", "资产所属部门", "资产责任部门", "责任单位", "Owning Department", "Responsible Department", "Department", "Dept", "Business Unit", "Division") with { BlankMeansAbove = true, MaxLength = 100 },
        Text(Owner, "资产责任人", "责任人", "资产所有者", "所有者", "资产所有人", "所有人", "资产负责人", "负责人", "责任者", "责任人姓名", "拥有者", "属主", "Asset Owner", "Owner", "Owner Name", "Responsible Person") with { MaxLength = 100 },
        Text(Custodian, "保管人", "资产保管人", "保管者", "管理人", "管理员", "使用人", "使用者", "维护人", "领用人", "Custodian", "Asset Custodian", "Administrator", "User", "Keeper") with { MaxLength = 100 },
        Text(Location, "存放地点", "存放位置", "所在位置", "位置", "地点", "放置地点", "物理位置", "存放处", "存储位置", "所在地", "Location", "Storage Location", "Place", "Site") with { MaxLength = 200 },
        Score(ReplacementCost, Money, "重置成本级别", "重置成本", "重置成本等级", "重置价值", "成本级别", "成本", "重置", "购置成本", "替换成本", "经济价值", "Replacement Cost Level", "Replacement Cost", "Replacement Value", "Replacement", "Cost", "RC"),
        Score(Confidentiality, NoScore, "保密性", "机密性", "保密性C", "机密性C", "保密性等级", "机密性等级", "保密性级别", "机密性级别", "保密", "机密", "Confidentiality", "Conf", "C"),
        Score(Integrity, NoScore, "完整性", "完整性I", "完整性等级", "完整性级别", "完整", "Integrity", "Int", "I"),
        Score(Availability, NoScore, "可用性", "可用性A", "可用性等级", "可用性级别", "可用", "Availability", "Avail", "A"),
        Text(Quantity, "数量", "台数", "件数", "Quantity", "Qty", "Count") with { MaxLength = 100 },
        Text(Classification, "密级", "信息密级", "数据分级", "数据级别", "分级", "保密等级", "信息分级", "Classification", "Information Classification", "Data Classification") with { MaxLength = 100 },
        Text(Remark, "备注", "资产描述", "描述", "说明", "用途", "规格型号", "Remarks", "Remark", "Notes", "Note", "Comments", "Comment", "Description"),
        Stated(StatedValue, FieldKind.Text, "资产价值", "资产值", "资产价值V", "价值", "资产总值", "资产综合价值", "Asset Value", "Value", "V", "AV"),
        Stated(StatedImportance, FieldKind.Text, "重要性等级", "重要性级别", "重要程度", "重要等级", "资产等级", "资产重要性", "重要性", "资产重要程度", "资产级别", "资产价值等级", "价值等级", "Importance Level", "Importance", "Asset Level", "Criticality"),
        Stated(StatedImportant, FieldKind.Choice, "是否重要", "是否重要资产", "重要资产", "是否为重要资产", "Important", "Important Asset", "Is Important", "Critical Asset") with
        {
            Choices = new Dictionary<string, string>
            {
                ["是"] = Yes, ["√"] = Yes, ["重要"] = Yes, ["Y"] = Yes, ["Yes"] = Yes, ["TRUE"] = Yes, ["1"] = Yes,
                ["否"] = "no", ["×"] = "no", ["非重要"] = "no", ["不重要"] = "no", ["N"] = "no", ["No"] = "no", ["FALSE"] = "no", ["0"] = "no",
            },
        },
    ]);

    private static ImportField Text(string key, params string[] aliases) => new(key, Label(key), FieldKind.Text, aliases);

    // R-4.2.1.4-02: all four scores are required, each on the scale in force.
    private static ImportField Score(string key, string[] notWhen, params string[] aliases) =>
        new(key, Label(key), FieldKind.Score, aliases) { Required = true, NotWhen = notWhen };

    private static ImportField Stated(string key, FieldKind kind, params string[] aliases) =>
        new(key, Label(key), kind, aliases) { OnlyForChecking = true };

    private static string Label(string key) => "assets.import.field-" + string.Concat(key.Select(c => char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString()));
}
