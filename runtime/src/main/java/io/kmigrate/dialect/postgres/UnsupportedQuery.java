package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SchemaScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schema of PostgreSQL 12 and later can hold and we have no words for, with the SQL that makes it where
 * that can be said; owners and privileges, which are no part of a schema, do not count. What an extension made is
 * the extension's. What tables may need is in {@link DefinitionQuery}.
 *
 * <p>Each part gives a step (the order in which all of them can be made), a kind, a name, the table or NULL, the SQL
 * that makes it and the SQL that takes it away. {@code o} is the object, {@code {o}} the name of a table in SQL.
 */
final class UnsupportedQuery {
    private UnsupportedQuery() {}

    static final String NOT_OF_EXTENSIONS =
            "AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = o.oid AND e.deptype = 'e')";

    /** Of the table {@code o}, or of what else has its name in pg_class. */
    private static final String OF_HERE = """
            o.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = {here})
            """ + NOT_OF_EXTENSIONS;

    private static final String TYPES = """
            SELECT 30, 'type', {in} || o.typname, NULL, NULL, NULL FROM pg_type o
            WHERE o.typtype = 'b' AND o.typcategory <> 'A' AND o.typnamespace = {namespace}
            """ + NOT_OF_EXTENSIONS;

    /** Kind, catalog, its columns for the name and the schema. */
    private static final String[][] PLAIN = {
        {"operator", "pg_operator", "oprname", "oprnamespace"},
        {"operator class", "pg_opclass", "opcname", "opcnamespace"},
    };

    /** Of the whole database, but made for one schema most of the time. */
    private static final String OF_THE_DATABASE = """
            SELECT 30, 'publication', o.pubname::text, NULL, NULL, NULL FROM pg_publication o
            UNION ALL
            SELECT 30, 'event trigger', o.evtname::text, NULL, NULL, NULL FROM pg_event_trigger o WHERE TRUE
            """ + NOT_OF_EXTENSIONS;

    /** Objects of the system have small numbers. The comments of tables and their columns are no news. */
    private static final String COMMENTS = """
            SELECT 40, 'comment on ' || a.type, a.identity, NULL, CASE
                    WHEN a.type LIKE '% column' THEN 'COMMENT ON COLUMN ' || a.identity
                    WHEN a.type = 'table constraint' THEN 'COMMENT ON CONSTRAINT ' || a.identity
                    WHEN a.type IN ('aggregate', 'collation', 'function', 'index', 'materialized view', 'policy',
                        'procedure', 'rule', 'sequence', 'text search configuration', 'text search dictionary',
                        'trigger', 'type', 'view') THEN 'COMMENT ON ' || upper(a.type) || ' ' || a.identity
                END || ' IS ' || quote_literal(d.description), ''
            FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) a
            WHERE d.objoid >= 16384 AND a.type NOT IN ('table', 'table column')
              AND (a.schema = {here}
                OR (a.schema IS NULL AND a.identity LIKE '% on ' || quote_ident({here}) || '.%'))
              AND NOT EXISTS (SELECT FROM pg_depend e
                WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
            """;

    static String of(SchemaScope scope) {
        List<String> parts = new ArrayList<>(TableExtras.PARTS);
        parts.add(TYPES);
        for (String[] plain : PLAIN) {
            parts.add("SELECT 30, '%s', {in} || o.%s, NULL, NULL, NULL FROM %s o WHERE o.%s = {namespace} %s"
                    .formatted(plain[0], plain[2], plain[1], plain[3], NOT_OF_EXTENSIONS));
        }
        if (scope.isOwn()) {
            parts.add(OF_THE_DATABASE);
        }
        parts.add(COMMENTS);
        return joined(scope, parts);
    }

    static String joined(SchemaScope scope, List<String> parts) {
        return in(
                scope,
                "SELECT kind, name, of_table, made_by, taken_by FROM (" + String.join(" UNION ALL ", parts)
                        + ") found (step, kind, name, of_table, made_by, taken_by) ORDER BY step, kind, name");
    }

    /**
     * {@code query} for the schema, whose number is {@code {namespace}}, and whose name with a dot, or nothing, is
     * {@code {of_schema}}.
     */
    static String in(SchemaScope scope, String query) {
        String schema = scope.isOwn() ? "" : PostgresRenderer.NAMES.quote(String.valueOf(scope.schema())) + ".";
        String numbered = query.replace("{table}", OF_HERE)
                .replace("{o}", "{of_schema} || quote_ident(o.relname)")
                .replace("{of_schema}", PostgresRenderer.LITERALS.render(schema))
                .replace("{namespace}", "(SELECT n.oid FROM pg_namespace n WHERE n.nspname = {here})");
        return scope.in(numbered, ObjectReader.OWN_SCHEMA, PostgresRenderer.LITERALS);
    }
}
