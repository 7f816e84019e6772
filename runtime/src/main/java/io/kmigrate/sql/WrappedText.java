package io.kmigrate.sql;

import java.util.Optional;
import java.util.function.Function;

/** Statements that run or keep another one, which is judged in their place. */
record WrappedText(SqlTokens sql, Reading reading, String head) {
    private static final String[] VERBS = {"UPDATE", "DELETE", "INSERT", "REPLACE", "MERGE", "WITH", "CREATE"};

    /** Empty for a statement of another kind. */
    Optional<SqlStatement> read(Function<SqlTokens, SqlStatement> reader) {
        if (sql.accept("EXPLAIN") || sql.accept("DESCRIBE") || sql.accept("DESC")) {
            return Optional.of(explained(reader));
        }
        if (sql.accept("ANALYZE")) {
            // MariaDB's word for a statement that runs and is explained. All others look at tables.
            sql.before(VERBS);
            return Optional.of(
                    reading.grammar().analyzesStatements() ? reader.apply(sql.copy()) : SqlStatement.HARMLESS);
        }
        if (sql.pass("EXECUTE IMMEDIATE")) {
            return Optional.of(text(reader));
        }
        return sql.accept("PREPARE") ? Optional.of(prepared(reader)) : Optional.empty();
    }

    /** Only what is analyzed runs. */
    private SqlStatement explained(Function<SqlTokens, SqlStatement> reader) {
        boolean isOption = sql.parenthesis().parts().stream()
                .anyMatch(option -> option.pass("ANALYZE") && !option.seesAny("FALSE", "OFF", "0"));
        boolean isRun = sql.pass("ANALYZE") || isOption;
        sql.before(VERBS);
        return isRun ? reader.apply(sql.copy()) : SqlStatement.HARMLESS;
    }

    /** It is judged where it is made, because what runs it names it alone. */
    private SqlStatement prepared(Function<SqlTokens, SqlStatement> reader) {
        if (sql.sees("TRANSACTION")) {
            return SqlStatement.HARMLESS;
        }
        sql.before("AS", "FROM");
        if (sql.pass("AS")) {
            return reader.apply(sql.copy());
        }
        sql.pass("FROM");
        return text(reader);
    }

    /** A string is read as a statement; what a variable holds, no one can tell. */
    private SqlStatement text(Function<SqlTokens, SqlStatement> reader) {
        return sql.string()
                .map(statement -> reader.apply(reading.tokens(statement)))
                .orElseGet(() -> SqlStatement.of(StatementReader.unknown(head)));
    }
}
