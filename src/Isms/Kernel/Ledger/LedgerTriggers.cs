using Isms.Kernel.Data;

namespace Isms.Kernel.Ledger;

/// <summary>The database itself refuses to change or delete a ledger entry, whoever asks.</summary>
internal static class LedgerTriggers
{
    public static string[] For(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ?
        [
            "CREATE TRIGGER IF NOT EXISTS kernel_ledger_no_update BEFORE UPDATE ON kernel_ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
            "CREATE TRIGGER IF NOT EXISTS kernel_ledger_no_delete BEFORE DELETE ON kernel_ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        ]
        :
        [
            "CREATE OR REPLACE FUNCTION kernel_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END'",
            "CREATE OR REPLACE TRIGGER kernel_ledger_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel_ledger FOR EACH STATEMENT EXECUTE FUNCTION kernel_ledger_refuse()",
        ];
}
