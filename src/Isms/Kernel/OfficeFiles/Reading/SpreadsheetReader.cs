namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Opens what people upload as a table: .xlsx (also .xlsm, macros unread) and .csv, judged by content and not by name.</summary>
public static class SpreadsheetReader
{
    /// <summary>
    /// Opens the file and reads it once from end to end, so that everything that would be refused is refused now and
    /// reading its rows later cannot fail half-way. Never throws for what a file contains.
    /// </summary>
    /// <param name="file">Seekable; it stays open and must outlive the spreadsheet.</param>
    /// <param name="fileName">Its name with extension, for messages and to tell a text file.</param>
    /// <param name="limits">How much it may hold; the defaults when null.</param>
    public static SpreadsheetOpening Open(Stream file, string fileName, ReadingLimits? limits = null)
    {
        if (!file.CanSeek)
            throw new ArgumentException("The stream must be seekable.", nameof(file));
        limits ??= ReadingLimits.Default;
        try
        {
            if (file.Length > limits.FileBytes)
                throw new ReadingRefusedException("office.file-too-large", limits.FileBytes >> 20);
            var name = Path.GetFileName(fileName);
            return new SpreadsheetOpening(
                FileSignature.IsPackage(file, name) ? XlsxWorkbook.Open(file, name, limits) : CsvSheet.Open(file, name, limits), Problem: null);
        }
        catch (ReadingRefusedException refused)
        {
            return new SpreadsheetOpening(Spreadsheet: null, refused.Problem);
        }
    }
}
