namespace Isms.Kernel.Signing;

/// <summary>Every kind of thing that is approved.</summary>
internal sealed class ApprovalSubjects(IEnumerable<IApprovalSubject> subjects)
{
    private readonly Dictionary<string, IApprovalSubject> _byKind = subjects.ToDictionary(s => s.Kind, StringComparer.Ordinal);

    public IEnumerable<IApprovalSubject> All => _byKind.Values.OrderBy(s => s.Kind, StringComparer.Ordinal);

    public IApprovalSubject? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
