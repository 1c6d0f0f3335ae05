using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class AssetCategoriesTests
{
    [Fact]
    public void The_classes_are_the_six_of_the_national_standard() =>
        AssetCategories.Classes.Select(c => c.Titles.Zh).ShouldBe(["数据", "软件", "硬件", "服务", "人员", "其他"]);

    [Fact]
    public void Every_kind_stands_in_the_class_that_its_code_begins_with()
    {
        AssetCategories.All.ShouldAllBe(c => c.IsClass || (c.Code.StartsWith(c.ClassCode + "-", StringComparison.Ordinal) && AssetCategories.Find(c.ClassCode)!.IsClass));
        foreach (var kind in AssetCategories.Classes)
            AssetCategories.KindsOf(kind).Count().ShouldBeGreaterThanOrEqualTo(3, kind.Code);
    }

    [Fact]
    public void No_word_means_two_categories() =>
        AssetCategories.All.SelectMany(c => c.Aliases.Append(c.Titles.Zh).Append(c.Titles.En).Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(w => w, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void Every_code_title_and_alias_is_recognized_as_its_own_category()
    {
        foreach (var category in AssetCategories.All)
        {
            foreach (var word in category.Aliases.Append(category.Code).Append(category.Titles.Zh).Append(category.Titles.En))
                AssetCategories.Recognize(word).ShouldNotBeNull(word).Code.ShouldBe(category.Code, word);
        }
    }

    [Theory]
    [InlineData("数据", "DATA")]
    [InlineData("软件", "SOFT")]
    [InlineData("硬件", "HARD")]
    [InlineData("服务", "SERV")]
    [InlineData("文档", "DATA-DOC")]
    [InlineData("人员", "PEOP")]
    [InlineData("物理", "OTHE")]
    [InlineData("其他", "OTHE")]
    [InlineData(" 硬 件　", "HARD")]
    [InlineData("Ｈａｒｄｗａｒｅ", "HARD")]
    [InlineData("硬件类资产", "HARD")]
    [InlineData("1.硬件", "HARD")]
    [InlineData("IT硬件/服务器", "HARD-SRV")]
    [InlineData("软件-数据库", "SOFT-DB")]
    [InlineData("hard-srv", "HARD-SRV")]
    [InlineData("Servers (physical)", "HARD-SRV")]
    [InlineData("Database", "SOFT-DB")]
    [InlineData("cost, OS", "SOFT-OS")]
    [InlineData("OS cost", "SOFT-OS")]
    public void The_category_cells_of_real_registers_are_recognized(string text, string code) =>
        AssetCategories.Recognize(text).ShouldNotBeNull().Code.ShouldBe(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　 ")]
    [InlineData("甲乙丙")]
    [InlineData("reposted")]
    public void What_fits_nothing_is_not_guessed(string? text) => AssetCategories.Recognize(text).ShouldBeNull();

    [Theory]
    [InlineData("硬件", "核心交换机", "HARD-NET")]
    [InlineData("硬件", "互联网出口防火墙", "HARD-FW")]
    [InlineData("硬件", "文件服务器", "HARD-SRV")]
    [InlineData("硬件", "备份存储（NAS）", "HARD-STO")]
    [InlineData("硬件", "UPS 不间断电源", "HARD-UTIL")]
    [InlineData("硬件", "机房精密空调", "HARD-UTIL")]
    [InlineData("硬件", "移动硬盘（项目用）", "HARD-MED")]
    [InlineData("硬件", "巡检笔记本电脑", "HARD-LAP")]
    [InlineData("硬件", "前台办公电脑　", "HARD-PC")]
    [InlineData("硬件", "网银U盾", "HARD-KEY")]
    [InlineData("硬件", "财务专用打印机", "HARD-PRT")]
    [InlineData("硬件", "第1号门店收银终端", "HARD-POS")]
    [InlineData("硬件", "监控录像机 01", "HARD-CCTV")]
    [InlineData("硬件", "门禁一卡通系统", "HARD-CCTV")]
    [InlineData("硬件", "无线控制器与AP", "HARD-NET")]
    [InlineData("数据", "源代码库（Git）", "DATA-SRC")]
    [InlineData("数据", "视频监控软件源代码", "DATA-SRC")]
    [InlineData("数据", "客户系统运维账号清单", "DATA-CRED")]
    [InlineData("数据", "财务总账数据", "DATA-FIN")]
    [InlineData("数据", "工资明细", "DATA-PII")]
    [InlineData("数据", "客户联系信息库", "DATA-PII")]
    [InlineData("数据", "测试环境数据", "DATA-TEST")]
    [InlineData("软件", "OA 办公系统　", "SOFT-APP")]
    [InlineData("软件", "Windows Server 操作系统", "SOFT-OS")]
    [InlineData("软件", "VPN 远程接入系统", "SOFT-SEC")]
    [InlineData("服务", "公司网站（云主机）", "SERV-CLD")]
    [InlineData("服务", "企业邮箱", "SERV-MAIL")]
    [InlineData("服务", "互联网专线", "SERV-NET")]
    [InlineData("人员", "总经理", "PEOP-KEY")]
    [InlineData("人员", "保洁与物业人员", "PEOP-EXT")]
    [InlineData("人员", "网络工程师", "PEOP-TEC")]
    [InlineData("物理", "公司公章与合同章", "OTHE-SEAL")]
    [InlineData("文档", "员工人事档案", "DATA-DOC")]
    [InlineData("数据", "供应商报价资料", "DATA-BIZ")]
    [InlineData("数据", "考勤数据", "DATA-PII")]
    [InlineData("数据", "税务申报系统账号", "DATA-CRED")]
    [InlineData("硬件", "固定电话交换机", "HARD-NET")]
    [InlineData("硬件", "代码服务器", "HARD-SRV")]
    [InlineData("软件", "杀毒软件控制台", "SOFT-SEC")]
    [InlineData("软件", "数据库管理系统", "SOFT-DB")]
    [InlineData("软件", "财务软件", "SOFT-APP")]
    [InlineData("人员", "商务主管（岗位）", "PEOP-KEY")]
    [InlineData("人员", "软件工程师", "PEOP-TEC")]
    [InlineData("硬件", "某某专用装置", "HARD")]
    [InlineData("", "核心交换机", "HARD-NET")]
    public void The_name_tells_the_kind_within_the_class_of_the_cell(string text, string name, string code) =>
        AssetCategories.Recognize(text, name).ShouldNotBeNull().Code.ShouldBe(code);
}
