package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.StatementWords;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/** Writes scripts for the client of Oracle. */
record OracleScript(String dialect) implements ClientScript {
    /** A transaction begins by itself. */
    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        return new TransactionMarks(List.of(), List.of("COMMIT"));
    }

    /** {@code ALTER SESSION} needs a literal, so that nothing in a script can say where the session was. */
    @Override
    public boolean leadsAway(String statement) {
        return new StatementWords(OracleStatements.RULES).head(statement, 4).equals("ALTER SESSION SET CURRENT_SCHEMA");
    }

    @Override
    public ClientSyntax syntax() {
        return new SqlPlusSyntax();
    }

    @Override
    public String command() {
        return "NLS_LANG=.AL32UTF8 sqlplus -L USER@DATABASE @FILE";
    }

    /** Semicolons, blank lines and ampersands in text are text; dates are read as they are in a run. */
    @Override
    public List<String> header() {
        List<String> lines = new ArrayList<>(List.of(
                "WHENEVER SQLERROR EXIT FAILURE ROLLBACK",
                "SET DEFINE OFF",
                "SET SQLBLANKLINES ON",
                "SET SQLTERMINATOR OFF"));
        OracleSession.settings(OracleSession.FORMATS).forEach(setting -> lines.add(statement(setting)));
        return lines;
    }

    @Override
    public String statement(String sql) {
        return sql + "\n/";
    }

    @Override
    public TransactionMarks limits(Limits limits, boolean inTransaction) {
        Long wait = OracleLimits.wait(limits);
        return wait == null
                ? new TransactionMarks(List.of(), List.of())
                : new TransactionMarks(
                        List.of(OracleLimits.statement(wait)), List.of(OracleLimits.statement(OracleLimits.DEFAULT)));
    }
}
