package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SchemaScope;

/**
 * What a schema of PostgreSQL 12 and later can hold and we have no words for; owners and privileges, which
 * are no part of a schema, do not count. What an extension made is the extension's.
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
            SELECT 'type', {in} || o.typname, NULL::text FROM pg_type o
            WHERE o.typtype = 'b' AND o.typcategory <> 'A' AND o.typnamespace = {namespace}
            """;

    /** Kind, catalog, its columns for the name and the schema. */
    private static final String[][] PLAIN = {
        {"collation", "pg_collation", "collname", "collnamespace"},
        {"operator", "pg_operator", "oprname", "oprnamespace"},
        {"operator class", "pg_opclass", "opcname", "opcnamespace"},
        {"text search configuration", "pg_ts_config", "cfgname", "cfgnamespace"},
        {"text search dictionary", "pg_ts_dict", "dictname", "dictnamespace"},
    };

    /** Of the whole database, but made for one schema most of the time. */
    private static final String OF_THE_DATABASE = """
            SELECT 'publication', o.pubname::text, NULL FROM pg_publication o
            UNION ALL
            SELECT 'event trigger', o.evtname::text, NULL FROM pg_event_trigger o WHERE TRUE
            """ + NOT_OF_EXTENSIONS;

    private static final String RELATIONS = """
            SELECT k.kind, {in} || o.relname, o.relname::text
            FROM pg_class o
            JOIN LATERAL (VALUES
                ('foreign table', o.relkind = 'f'),
                ('UNLOGGED of', o.relkind = 'r' AND o.relpersistence = 'u'),
                ('row security of', o.relrowsecurity OR o.relforcerowsecurity),
                ('replica identity of', o.relkind IN ('r', 'p') AND o.relreplident <> 'd'),
                ('tablespace of', o.reltablespace <> 0),
                ('OF type of', o.reloftype <> 0),
                ('options of view', o.relkind IN ('v', 'm') AND o.reloptions IS NOT NULL)) k (kind, holds) ON k.holds
            WHERE o.relkind IN ('r', 'p', 'f', 'v', 'm') AND
            """ + OF_HERE;

    private static final String OF_TABLES = """
            SELECT 'row security policy', p.polname || ' on ' || {in} || o.relname, o.relname
            FROM pg_policy p JOIN pg_class o ON o.oid = p.polrelid WHERE {table}
            UNION ALL
            SELECT 'rule', w.rulename || ' on ' || {in} || o.relname, o.relname
            FROM pg_rewrite w JOIN pg_class o ON o.oid = w.ev_class WHERE w.rulename <> '_RETURN' AND {table}
            UNION ALL
            SELECT 'inheritance of', {in} || o.relname || ' from ' || i.inhparent::regclass, o.relname
            FROM pg_inherits i JOIN pg_class o ON o.oid = i.inhrelid
            WHERE o.relkind = 'r' AND NOT o.relispartition AND {table}
            UNION ALL
            SELECT 'partitions of', {in} || o.relname || ' (' || string_agg(p.relname, ', ' ORDER BY p.relname) || ')', o.relname
            FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid JOIN pg_class o ON o.oid = i.inhparent
            WHERE o.relkind = 'p' AND p.relispartition AND {table} GROUP BY o.relname
            UNION ALL
            SELECT 'statistics', {in} || s.stxname, o.relname
            FROM pg_statistic_ext s JOIN pg_class o ON o.oid = s.stxrelid WHERE {table}
            UNION ALL
            SELECT 'NO INHERIT of check', c.conname || ' on ' || {in} || o.relname, o.relname
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            WHERE c.contype = 'c' AND c.connoinherit AND {table}
            UNION ALL
            SELECT 'disabled trigger', g.tgname || ' on ' || {in} || o.relname, o.relname
            FROM pg_trigger g JOIN pg_class o ON o.oid = g.tgrelid
            WHERE NOT g.tgisinternal AND g.tgenabled <> 'O' AND {table}
            UNION ALL
            SELECT CASE WHEN o.relkind = 'm' THEN 'index' WHEN NOT i.indisvalid THEN 'invalid index' ELSE 'CLUSTER by' END,
                x.relname || ' on ' || {in} || o.relname, o.relname
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class o ON o.oid = i.indrelid
            WHERE (o.relkind = 'm' OR NOT i.indisvalid OR i.indisclustered) AND o.relkind IN ('r', 'p', 'm') AND {table}
            UNION ALL
            SELECT CASE WHEN a.attstattarget > 0 THEN 'statistics target of' ELSE 'storage of' END,
                {in} || o.relname || '.' || a.attname, o.relname
            FROM pg_attribute a JOIN pg_class o ON o.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped AND (a.attstattarget > 0 OR a.attstorage <> t.typstorage)
              AND o.relkind IN ('r', 'p') AND {table}
            UNION ALL
            SELECT 'limits of the sequence of', {in} || o.relname || '.' || a.attname, o.relname
            FROM pg_sequence s
            JOIN pg_depend d ON d.objid = s.seqrelid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            JOIN pg_class o ON o.oid = d.refobjid
            JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
            WHERE (s.seqcycle OR s.seqcache <> 1 OR (s.seqincrement > 0 AND (s.seqmin <> 1
                  OR s.seqmax <> CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE 9223372036854775807 END))
                OR (d.deptype = 'a' AND (s.seqstart <> 1 OR s.seqincrement <> 1)))
              AND {table}
            """;

    /** Objects of the system have small numbers. The comments of tables and their columns are no news. */
    private static final String COMMENTS = """
            SELECT 'comment on ' || a.type, a.identity, NULL
            FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) a
            WHERE d.objoid >= 16384 AND a.type NOT IN ('table', 'table column')
              AND (a.schema = {here}
                OR (a.schema IS NULL AND a.identity LIKE '% on ' || quote_ident({here}) || '.%'))
              AND NOT EXISTS (SELECT FROM pg_depend e
                WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
            """;

    static String of(SchemaScope scope) {
        StringBuilder sql = new StringBuilder(TYPES).append(NOT_OF_EXTENSIONS).append(" UNION ALL ");
        for (String[] plain : PLAIN) {
            sql.append("SELECT '%s', {in} || o.%s, NULL FROM %s o WHERE o.%s = {namespace} %s UNION ALL "
                    .formatted(plain[0], plain[2], plain[1], plain[3], NOT_OF_EXTENSIONS));
        }
        if (scope.isOwn()) {
            sql.append(OF_THE_DATABASE).append(" UNION ALL ");
        }
        sql.append(RELATIONS).append(" UNION ALL ").append(OF_TABLES).append(" UNION ALL ");
        String all = sql.append(COMMENTS).toString().replace("{table}", OF_HERE);
        return in(scope, "SELECT * FROM (" + all + ") found (kind, name, of_table) ORDER BY 1, 2");
    }

    /** {@code query} for the schema, whose number is {@code {namespace}}. */
    static String in(SchemaScope scope, String query) {
        String numbered = query.replace("{namespace}", "(SELECT n.oid FROM pg_namespace n WHERE n.nspname = {here})");
        return scope.in(numbered, ObjectReader.OWN_SCHEMA, PostgresRenderer.LITERALS);
    }
}
