using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Kernel.Registers;

/// <summary>What a cell of a register says, on the page and in the export alike.</summary>
internal static class RegisterText
{
    public static string Of<TRow>(Column<TRow> column, TRow row)
    {
        if (column.Text is not null)
            return column.Text(row);
        var value = column.Read(row);
        if (value is not null && column.Choices.Count > 0 && column.Choices.FirstOrDefault(c => string.Equals(c.Value, value.ToString(), StringComparison.OrdinalIgnoreCase)) is { Label: not null } choice)
            return Phrase.Has(choice.Label) ? Phrase.Of(choice.Label) : choice.Label;
        return value switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            bool yes => Phrase.Of(yes ? "kernel.yes" : "kernel.no"),
            IFormattable f => f.ToString(null, CultureInfo.CurrentCulture),
            _ => value.ToString() ?? "",
        };
    }
}
