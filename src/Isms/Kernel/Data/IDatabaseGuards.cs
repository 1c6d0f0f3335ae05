namespace Isms.Kernel.Data;

/// <summary>
/// Statements by which the database itself keeps a module's tables from being changed against its rules, whoever asks. Every implementation in the
/// product is run after each migration, so each statement must be repeatable.
/// </summary>
internal interface IDatabaseGuards
{
    IReadOnlyList<string> For(DatabaseKind kind);
}
