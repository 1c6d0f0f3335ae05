using Isms.Kernel.Http;

namespace Isms.Cli.Importing;

/// <summary>A register on its way in from the console: read, mapped, then taken in or dropped; always by the operations of its page.</summary>
internal abstract class RegisterIntake
{
    public abstract Task<Outcome<IntakeLook>> BeginAsync(string name, Stream content, CancellationToken ct);

    /// <param name="sheet">To read; null for the best one.</param>
    /// <param name="columns">Field → letters of its column; empty imports nothing into it.</param>
    public abstract Task<Outcome<IntakeLook>> MapAsync(IntakeLook look, string? sheet, IReadOnlyDictionary<string, string> columns, CancellationToken ct);

    /// <summary>Here and now, however long: nobody else waits for this console.</summary>
    /// <param name="partly">Rows with problems are left out; otherwise they keep all out.</param>
    public abstract Task<Outcome<IntakeResult>> TakeAsync(IntakeLook look, bool partly, CancellationToken ct);

    public abstract Task DropAsync(IntakeLook look, CancellationToken ct);
}

/// <summary>What an import would do.</summary>
/// <param name="Problem">Why nothing can be read; null when the table was.</param>
internal sealed record IntakeLook(
    Guid Id, int Version, string? Problem, IReadOnlyList<IntakeColumn> Columns, IReadOnlyList<string> MissingFields,
    int RowsRead, int New, int Changed, int Unchanged, int Rejected, IReadOnlyList<IntakeFault> Rejections);

/// <summary>A column of the file.</summary>
internal sealed record IntakeColumn(string Letter, string Heading);

/// <summary>Why a row cannot come in.</summary>
internal sealed record IntakeFault(int Row, string Column, string Value, string Reason);

/// <summary>What an import did, in rows.</summary>
internal sealed record IntakeResult(int Added, int Changed, int Unchanged, int Rejected);
