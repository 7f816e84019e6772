package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.ClientCondition;
import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.StatementWords;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.operation.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes scripts for the client of PostgreSQL. */
record PostgresScript(String dialect) implements ClientScript {
    @Override
    public ClientSyntax syntax() {
        return new PsqlSyntax();
    }

    @Override
    public String command() {
        return "psql -v ON_ERROR_STOP=1 -f FILE";
    }

    /** In blocks, which show no rows. A setting of the application's own is one with a dot in its name. */
    @Override
    public TransactionMarks keepSession(List<String> statements) {
        if (statements.stream().noneMatch(PostgresScript::mayChangeSession)) {
            return new TransactionMarks(List.of(), List.of());
        }
        return new TransactionMarks(
                List.of(kept("'kmigrate.' || name, pg_catalog.current_setting(name)")),
                List.of(kept("name, pg_catalog.current_setting('kmigrate.' || name)")));
    }

    @Override
    public Optional<ClientCondition> condition(int number, String query, String expected) {
        String answer = "kmigrate_if_" + number;
        // A comment at the end of the query must not hide what follows.
        return Optional.of(new ClientCondition(
                "SELECT (\n" + query + "\n) IS NOT DISTINCT FROM " + expected + " AS " + answer + " \\gset",
                "\\if :" + answer,
                "\\endif"));
    }

    private static boolean mayChangeSession(String statement) {
        List<String> words = new StatementWords(PostgresStatements.RULES).of(statement, Integer.MAX_VALUE);
        return words.get(0).equals("SET") || words.get(0).equals("RESET") || words.contains("SET_CONFIG");
    }

    private static String kept(String change) {
        return "DO $$ BEGIN PERFORM pg_catalog.set_config(" + change
                + ", false) FROM pg_catalog.unnest(ARRAY['role', 'search_path', 'default_transaction_read_only'])"
                + " AS name; END $$";
    }

    @Override
    public TransactionMarks limits(Limits limits, boolean inTransaction) {
        Map<String, Duration> values = new LinkedHashMap<>();
        if (limits.lock() != null) {
            values.put("lock_timeout", limits.lock());
        }
        if (limits.statement() != null) {
            values.put("statement_timeout", limits.statement());
        }
        String set = inTransaction ? "SET LOCAL " : "SET ";
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        values.forEach((setting, value) -> {
            before.add(set + setting + " = '" + value.toMillis() + "ms'");
            after.add(set + setting + " = DEFAULT");
        });
        return new TransactionMarks(before, after);
    }
}
