using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers;

/// <summary>What is asked for when files are taken out all at once.</summary>
internal enum FilesOf
{
    /// <summary>Lists as workbooks, with all their rows.</summary>
    Registers,

    /// <summary>Papers: each version, plan, report, letter for itself.</summary>
    Documents,
}

/// <summary>Which files can be taken out? Answered by every process for its own, with the operations of its pages.</summary>
internal sealed record FilesAsked(FilesOf Kind);

/// <summary>A file that can be written when it is wanted.</summary>
/// <param name="Key">Stable, <c>module.what</c>: what is chosen by.</param>
/// <param name="Number">Of the thing it shows; empty for a list there is one of.</param>
/// <param name="Write">The operation; it checks the right and notes itself in the ledger.</param>
internal sealed record ExportableFile(string Key, string Number, Func<CancellationToken, Task<Outcome<WrittenFile>>> Write);

/// <summary>A row to write a file of.</summary>
internal sealed class NumberedRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
}

internal static class ExportableFiles
{
    /// <summary>One file per row, in the order of their numbers.</summary>
    public static async Task<List<ExportableFile>> EachAsync(
        string key, IQueryable<NumberedRow> rows, Func<Guid, CancellationToken, Task<Outcome<WrittenFile>>> write, CancellationToken ct) =>
        (await rows.OrderBy(r => r.Number).ThenBy(r => r.Id).ToListAsync(ct)).ConvertAll(row => new ExportableFile(key, row.Number, token => write(row.Id, token)));
}
