namespace Isms.Ui;

/// <summary>What the fields of one form are called, so that the list of errors above them can say which field each one means.</summary>
internal sealed class FieldLabels
{
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>A field with an error has said its name: fields are rendered after the list above them.</summary>
    public event Action? Added;

    /// <summary>The label of the field posted under this name; null when no such field has an error.</summary>
    public string? Of(string name) => _labels.GetValueOrDefault(name);

    public void Add(string name, string label)
    {
        if (_labels.TryAdd(name, label))
            Added?.Invoke();
    }
}
