package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.StatementWords;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.util.List;

/** Writes scripts for the client of SQL Server. */
record SqlServerScript(String dialect) implements ClientScript {
    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        return new TransactionMarks(List.of("BEGIN TRANSACTION"), List.of("COMMIT TRANSACTION"));
    }

    /** -b stops at an error, -x keeps {@code $(…)} in text as it is, -I is what filtered indexes need. */
    /** {@code USE} needs a literal, so that nothing in a script can say where the session was. */
    @Override
    public boolean leadsAway(String statement) {
        return new StatementWords(Batches.RULES)
                .of(statement, Integer.MAX_VALUE)
                .contains("USE");
    }

    @Override
    public ClientSyntax syntax() {
        return new SqlcmdSyntax();
    }

    @Override
    public String command() {
        return "sqlcmd -b -x -I -f 65001 -i FILE";
    }

    @Override
    public List<String> header() {
        return List.of("SET XACT_ABORT ON;", "SET QUOTED_IDENTIFIER ON;", "GO");
    }

    /** Each statement is a batch: variables end with it, and later ones see what it made. */
    @Override
    public String statement(String sql) {
        return sql + (sql.endsWith(";") ? "" : ";") + "\nGO";
    }

    @Override
    public TransactionMarks limits(Limits limits, boolean inTransaction) {
        Long wait = SqlServerLimits.wait(limits);
        return wait == null
                ? new TransactionMarks(List.of(), List.of())
                : new TransactionMarks(
                        List.of(SqlServerLimits.statement(wait)),
                        List.of(SqlServerLimits.statement(SqlServerLimits.FOR_EVER)));
    }
}
