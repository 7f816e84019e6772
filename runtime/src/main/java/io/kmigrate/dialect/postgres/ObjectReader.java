package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a schema holds besides tables, and with the default one the others' names: a query a kind. */
final class ObjectReader {
    static final String OWN_SCHEMA = "current_schema()";

    /** What an extension made is the extension's. */
    private static final String NOT_OF_EXTENSIONS =
            " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = o.oid AND e.deptype = 'e')";

    private static final String HERE =
            " = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = {here})" + NOT_OF_EXTENSIONS;

    private static final String SCHEMAS =
            "SELECT o.nspname AS name FROM pg_namespace o WHERE o.nspname !~ '^pg_' AND o.nspname <> current_schema()"
                    + " AND o.nspname NOT IN ('information_schema', 'public')" + NOT_OF_EXTENSIONS;

    /** Without those that number a column's rows. */
    private static final String SEQUENCES =
            "SELECT o.relname AS name, q.* FROM pg_class o JOIN pg_sequence q ON q.seqrelid = o.oid"
                    + " WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid"
                    + " AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')) AND o.relnamespace" + HERE;

    private static final String ENUMS = "SELECT o.typname AS name, ARRAY(SELECT l.enumlabel::text FROM pg_enum l"
            + " WHERE l.enumtypid = o.oid ORDER BY l.enumsortorder) AS labels"
            + " FROM pg_type o WHERE o.typtype = 'e' AND o.typnamespace" + HERE;

    private static final String VIEWS = "SELECT o.relname AS name, pg_get_viewdef(o.oid, true) AS query,"
            + " o.relkind = 'm' AS materialized FROM pg_class o WHERE o.relkind IN ('v', 'm') AND o.relnamespace"
            + HERE;

    /** Arguments are part of the name where there are several of it. A range type's own functions go with the type. */
    private static final String ROUTINES = "SELECT o.proname AS name, o.prokind::text AS kind,"
            + " CASE o.prokind WHEN 'a' THEN (" + AggregateQuery.DEFINITION + ") ELSE pg_get_functiondef(o.oid) END"
            + " AS definition,"
            + " CASE WHEN count(*) OVER (PARTITION BY o.proname) > 1"
            + " THEN COALESCE(NULLIF(pg_get_function_identity_arguments(o.oid), ''),"
            + " CASE o.prokind WHEN 'a' THEN '*' ELSE '' END) END AS arguments"
            + " FROM pg_proc o WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid"
            + " AND d.classid = 'pg_proc'::regclass AND d.deptype = 'i') AND o.pronamespace" + HERE;

    /** A script has no partitions, so that what they have is no part of it. */
    private static final String TRIGGERS = "SELECT g.tgname AS name, o.relname AS table_name,"
            + " pg_get_triggerdef(g.oid, true) AS definition FROM pg_trigger g JOIN pg_class o ON o.oid = g.tgrelid"
            + " WHERE NOT g.tgisinternal AND NOT o.relispartition AND o.relnamespace" + HERE;

    /** All of them, with no text. Everybody may read these catalogs. */
    static final String NAMES = """
            SELECT CASE WHEN o.kind IN ('v', 'm') THEN 'VIEW' WHEN o.kind = 't' THEN 'TRIGGER'
                    WHEN o.kind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                n.nspname::text, o.name::text, o.table_name::text,
                CASE WHEN n.nspname = current_schema() THEN 1 ELSE 0 END
            FROM (SELECT relkind::text AS kind, relnamespace AS place, relname AS name, NULL::text AS table_name
                    FROM pg_class WHERE relkind IN ('v', 'm')
                UNION ALL SELECT CASE prokind WHEN 'p' THEN 'p' ELSE 'f' END, pronamespace, proname, NULL FROM pg_proc
                UNION ALL SELECT 't', c.relnamespace, g.tgname, c.relname::text
                    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid WHERE NOT g.tgisinternal) o
            JOIN pg_namespace n ON n.oid = o.place WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private final SchemaScope scope;

    ObjectReader(SchemaScope scope) {
        this.scope = scope;
    }

    /** All objects of the schema, which the list holds once the batch has run. */
    List<SchemaObject> all(QueryBatch batch) {
        List<SchemaObject> objects = new ArrayList<>();
        if (scope.isOwn()) {
            batch.add(SCHEMAS, row -> objects.add(new DatabaseSchema(name(row))));
        }
        batch.add(here(SEQUENCES), row -> objects.add(sequence(row)));
        batch.add(here(ENUMS), row -> objects.add(new DatabaseEnum(name(row), CatalogReader.strings(row, "labels"))));
        batch.add(here(VIEWS), row -> objects.add(view(row)));
        batch.add(here(ROUTINES), row -> objects.add(routine(row)));
        batch.add(here(TRIGGERS), row -> objects.add(trigger(row)));
        return objects;
    }

    private String here(String query) {
        return scope.in(query, OWN_SCHEMA, PostgresRenderer.LITERALS);
    }

    private TableName name(ResultSet row) throws SQLException {
        return scope.name(row.getString("name"));
    }

    private Sequence sequence(ResultSet row) throws SQLException {
        return new Sequence(
                name(row),
                row.getLong("seqstart"),
                row.getLong("seqincrement"),
                row.getLong("seqmin"),
                row.getLong("seqmax"),
                row.getLong("seqcache"),
                row.getBoolean("seqcycle"));
    }

    private View view(ResultSet row) throws SQLException {
        String query = row.getString("query").strip();
        return new View(
                name(row),
                query.endsWith(";") ? query.substring(0, query.length() - 1) : query,
                row.getBoolean("materialized"));
    }

    private StoredProgram routine(ResultSet row) throws SQLException {
        Kind kind = switch (row.getString("kind")) {
            case "p" -> Kind.PROCEDURE;
            case "a" -> Kind.AGGREGATE;
            default -> Kind.FUNCTION;
        };
        return new StoredProgram(
                new StoredProgram.Id(kind, name(row), null, row.getString("arguments")), row.getString("definition"));
    }

    private StoredProgram trigger(ResultSet row) throws SQLException {
        TableName table = scope.name(row.getString("table_name"));
        return new StoredProgram(
                new StoredProgram.Id(Kind.TRIGGER, name(row), table, null), row.getString("definition"));
    }
}
