package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.SpelledTable;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Has the server write a table that is there for this session alone: that takes no right to make a database. */
record TemporarySpelling(Product flavour, Connection connection) {
    private static final TableName NAME = TableName.of("kmigrate_spelling");

    /** Empty where the server refuses the table. */
    Optional<SpelledTable> of(Table table) {
        List<CheckConstraint> checks = new ArrayList<>();
        // MySQL wants names that no other table of the database has.
        table.checkConstraints().forEach(check -> checks.add(check.withName(name(checks.size()))));
        Table made = table.withName(NAME).withCheckConstraints(checks);
        try (MysqlSession session = new MysqlSession(flavour, connection)) {
            String sql = new MysqlRenderer(flavour, Catalog.of(Snapshot.empty()))
                    .createTable(new CreateTable(made, false))
                    .get(0);
            execute(sql.replaceFirst("^CREATE TABLE", "CREATE TEMPORARY TABLE"));
            try {
                return spelled(made);
            } finally {
                execute("DROP TEMPORARY TABLE " + MysqlNames.of(flavour).quote(NAME));
            }
        } catch (SQLException | UnsupportedOperationByDialectException refused) {
            return Optional.empty();
        }
    }

    private static String name(int place) {
        return "kmigrate_spelling_" + place;
    }

    private Optional<SpelledTable> spelled(Table made) throws SQLException {
        TableText text =
                TableText.of(shown("SHOW CREATE TABLE " + MysqlNames.of(flavour).quote(NAME)));
        Map<String, String> columns = new HashMap<>();
        for (Column column : made.columns()) {
            text.column(column.name()).ifPresent(words -> columns.put(column.name(), folded(words)));
        }
        List<String> checks = made.checkConstraints().stream()
                .flatMap(check -> text.check(String.valueOf(check.name())).stream())
                .map(TemporarySpelling::folded)
                .toList();
        boolean isWhole = columns.size() == made.columns().size()
                && checks.size() == made.checkConstraints().size();
        return isWhole ? Optional.of(new SpelledTable(columns, checks)) : Optional.empty();
    }

    /** Capitals in the names of columns mean nothing to these databases. */
    private static String folded(String words) {
        StringBuilder folded = new StringBuilder();
        SqlScanner scanner = new SqlScanner(words, MysqlStatements.RULES);
        while (scanner.next() != SqlScanner.Kind.END) {
            boolean isName = scanner.kind() == SqlScanner.Kind.NAME;
            folded.append(isName ? scanner.text().toLowerCase(Locale.ROOT) : scanner.text());
        }
        return folded.toString();
    }

    private String shown(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(2);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
