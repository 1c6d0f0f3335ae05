using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class DocumentListTests
{
    [Fact]
    public void The_manual_lists_23_documents_and_35_procedures()
    {
        DocumentList.All.Count(d => d.Level == 1).ShouldBe(23);
        DocumentList.All.Count(d => d.Level == 2).ShouldBe(35);
        DocumentList.All.ShouldAllBe(d => (d.Kind == ListedKind.Procedure) == (d.Level == 2) && d.Pattern.StartsWith("XX-", StringComparison.Ordinal));
        DocumentList.All.Select(d => d.Pattern).Distinct().Count().ShouldBe(58);
        DocumentList.All.Count(d => d.Kind == ListedKind.Policy).ShouldBe(19);
    }

    [Fact]
    public void Every_title_is_in_both_languages()
    {
        foreach (var document in DocumentList.All)
            document.Titles.ShouldBeInBothLanguages(document.Pattern);
        foreach (var record in DocumentList.Records)
            record.Titles.ShouldBeInBothLanguages(record.Code);
    }

    [Theory]
    [InlineData("《信息安全管理体系手册》", "XX-A-01")]
    [InlineData("信息安全体系手册", "XX-A-01")]
    [InlineData("信息安全管理手册", "XX-A-01")]
    [InlineData("《信息安全适用性声明SoA》", "XX-A-02")]
    [InlineData("《信息安全适用性声明（SoA）》", "XX-A-02")]
    [InlineData("《信息安全适用性声明》", "XX-A-02")]
    [InlineData("信息安全适用性声明SOA", "XX-A-02")]
    [InlineData("清洁桌面和清屏策略]", "XX-A-04.08")]
    [InlineData("网络访问策略.", "XX-A-04.14")]
    [InlineData("《信息安全风险管理程序》", "XX-B-01")]
    [InlineData("《文件控制程序》", "XX-B-02")]
    [InlineData("《记录控制程序》", "XX-B-03")]
    [InlineData("《纠正措施控制程序》", "XX-B-04")]
    [InlineData("《预防措施控制程序》", "XX-B-05")]
    [InlineData("《内部审核管理程序》", "XX-B-06")]
    [InlineData("《管理评审程序》", "XX-B-07")]
    [InlineData("《信息安全法律法规管理程序》", "XX-B-10")]
    [InlineData("《重要信息备份管理程序》", "XX-B-12")]
    [InlineData("《员工培训管理程序》", "XX-B-18")]
    [InlineData("xx-b-35", "XX-B-35")]
    public void Every_spelling_of_the_manual_resolves_to_its_document(string name, string pattern) =>
        DocumentList.Resolve(name).ShouldNotBeNull().Pattern.ShouldBe(pattern);

    [Theory]
    [InlineData("《信息安全风险处理计划》", "risk-treatment-plan")]
    [InlineData("《风险处理计划》", "risk-treatment-plan")]
    [InlineData("《信息安全剩余风险评估报告》", "residual-risk-report")]
    [InlineData("《重要资产清单》", "important-asset-list")]
    [InlineData("《年度内审计划》", "audit-programme")]
    [InlineData("《内部审核计划》", "audit-plan")]
    [InlineData("《内部审核员评定表》", "auditor-assessment")]
    [InlineData("《不符合项报告及纠正报告单》", "nonconformity-report")]
    [InlineData("《内部审核报告》", "audit-report")]
    [InlineData("《职责权限》", "responsibility-matrix")]
    [InlineData("职能分配表", "responsibility-matrix")]
    [InlineData("《附录7-公司外部环境、内部环境及网络图》", "site-drawings")]
    public void Every_record_that_the_manual_names_resolves_to_one_kind_of_record(string name, string code) =>
        DocumentList.ResolveRecord(name).ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void A_name_means_a_document_or_a_record_but_never_both()
    {
        foreach (var document in DocumentList.All)
            DocumentList.ResolveRecord(document.Titles.Zh).ShouldBeNull(document.Pattern);
        DocumentList.Resolve("无此文件").ShouldBeNull();
    }

    [Fact]
    public void The_number_carries_the_prefix_of_the_company() =>
        DocumentList.Resolve("XX-A-04.08")!.Number("QX").ShouldBe("QX-A-04.08");
}
