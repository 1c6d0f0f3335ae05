namespace Isms.Ui;

/// <summary>How a field is filled in.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>A number. A text box with a numeric keyboard: what the person typed is kept even when it is no number.</summary>
    Number,

    /// <summary>A day, yyyy-MM-dd. A value that is no day is kept and shown as text.</summary>
    Date,

    /// <summary>Several lines.</summary>
    Textarea,

    /// <summary>One of the options from a list; of several when <c>Multiple</c>.</summary>
    Select,

    /// <summary>Without options: yes or no, posts <c>true</c>. With options: any number of them.</summary>
    Checkbox,

    /// <summary>One of the options, all visible.</summary>
    Radio,

    /// <summary>A file to upload.</summary>
    File,

    /// <summary>A secret; its value is never sent back.</summary>
    Password,

    /// <summary>An e-mail address.</summary>
    Email,
}

/// <summary>One choice of a field.</summary>
/// <param name="Group">Heading it stands under in a list; null for none.</param>
/// <param name="Hint">What choosing it means; shown with radio and check boxes.</param>
public sealed record FieldOption(string Value, string Text, string? Group = null, string? Hint = null, bool Disabled = false);
