package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.LITERALS;
import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;

import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What keeps PostgreSQL (12 to 18) from changing the type of a column: views, rules, triggers, policies, functions. */
final class ColumnReaders {
    private ColumnReaders() {}

    /** Those of the tables that inherit the column as well: a change of type goes on to them. */
    private static final String QUERY = """
            SELECT CASE WHEN w.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass::oid END AS class,
                COALESCE(w.ev_class, d.objid) AS id, 1 AS depth
            FROM (WITH RECURSIVE child (oid) AS (
                    SELECT to_regclass({table})::oid
                    UNION
                    SELECT i.inhrelid FROM child t JOIN pg_inherits i ON i.inhparent = t.oid)
                SELECT t.oid FROM child t) t
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = {column}
            JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
            LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid AND w.rulename = '_RETURN'
            WHERE d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
                'pg_proc'::regclass, 'pg_publication_rel'::regclass)""";

    /** A query for class, id and depth 1. */
    static String roots(TableName table, String column) {
        return QUERY.replace("{column}", LITERALS.render(column))
                .replace("{table}", LITERALS.render(NAMES.quote(table)));
    }

    /** As PostgreSQL describes them. */
    static List<String> names(Connection connection, TableName table, String column) throws SQLException {
        String query =
                "SELECT DISTINCT pg_describe_object(r.class, r.id, 0) FROM (" + roots(table, column) + ") r ORDER BY 1";
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }
}
