package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Views and programs for a script that creates them, maybe in a database of another name and by another account:
 * nothing in them says where they came from.
 */
final class BaselineObjects {
    private static final String NAME = "(?:`(?:[^`]|``)*+`|\"(?:[^\"]|\"\")*+\"|'[^']*'|[^\\s@]+)";

    private static final Pattern DEFINER =
            Pattern.compile("(?i)^(CREATE\\s+)DEFINER\\s*=\\s*" + NAME + "(?:@" + NAME + ")?\\s+");

    private final Product flavour;
    private final Connection connection;
    private final SchemaScope scope;

    BaselineObjects(Product flavour, Connection connection, SchemaScope scope) {
        this.flavour = flavour;
        this.connection = connection;
        this.scope = scope;
    }

    Snapshot of(Snapshot introspected) throws SQLException {
        return withPrograms(scope.isOwn() ? withViews(introspected) : introspected);
    }

    private Snapshot withViews(Snapshot introspected) throws SQLException {
        Snapshot result = introspected;
        for (SchemaObject object : introspected.objects()) {
            if (object instanceof View view && view.name().schema() == null) {
                result = result.with(new View(view.name(), query(view), false));
            }
        }
        return result;
    }

    private Snapshot withPrograms(Snapshot introspected) throws SQLException {
        TriggerOrder order = TriggerOrder.read(connection, scope, new MysqlLiterals(flavour));
        Snapshot result = introspected;
        for (SchemaObject object : introspected.objects()) {
            if (object instanceof StoredProgram program) {
                String sql = DEFINER.matcher(program.definition()).replaceFirst("$1");
                if (program.id().kind() == StoredProgram.Kind.TRIGGER) {
                    sql = order.said(program.id().name().name(), sql, MysqlNames.of(flavour));
                }
                result = result.with(new StoredProgram(program.id(), sql));
            }
        }
        return result;
    }

    /**
     * What information_schema says names the database with every table. SHOW CREATE VIEW does so only where a table is
     * another database's.
     */
    private String query(View view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(
                    "SHOW CREATE VIEW " + MysqlNames.of(flavour).quote(view.name()))) {
                row.next();
                return ExpressionText.withDoubledQuotes(behindAs(row.getString(2), view.query()));
            }
        }
    }

    private static String behindAs(String sql, String otherwise) {
        SqlScanner scanner = new SqlScanner(sql, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isWord("AS")) {
                return sql.substring(scanner.end()).strip();
            }
        }
        return otherwise;
    }
}
