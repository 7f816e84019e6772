package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SchemaScope;

/**
 * What tables and functions of PostgreSQL 12 and later may need and we have no words for, with the SQL that
 * makes it: extensions, collations, domains, composite and range types, in the order in which they were made,
 * and dictionaries and configurations of text search.
 */
final class DefinitionQuery {
    private DefinitionQuery() {}

    /** It may have been there before, and others may need it: nothing takes it away. */
    private static final String EXTENSIONS = """
            SELECT 0, o.oid, 'extension', {in} || o.extname,
                'CREATE EXTENSION IF NOT EXISTS ' || quote_ident(o.extname) || {extension_in}, NULL
            FROM pg_extension o WHERE o.extnamespace = {namespace}
            """;

    /** A constraint that does not hold for all rows cannot be made so. */
    private static final String DOMAINS = """
            SELECT 1, o.oid, 'domain', {in} || o.typname,
                CASE WHEN NOT EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = o.oid AND NOT c.convalidated)
                THEN 'CREATE DOMAIN ' || {type} || ' AS ' || format_type(o.typbasetype, o.typtypmod)
                    || (SELECT CASE WHEN o.typcollation = b.typcollation THEN ''
                            ELSE ' COLLATE ' || o.typcollation::regcollation END
                        FROM pg_type b WHERE b.oid = o.typbasetype)
                    || COALESCE(' DEFAULT ' || COALESCE(pg_get_expr(o.typdefaultbin, 'pg_type'::regclass),
                        quote_literal(o.typdefault)), '')
                    || CASE WHEN o.typnotnull THEN ' NOT NULL' ELSE '' END
                    || COALESCE((SELECT string_agg(' CONSTRAINT ' || quote_ident(c.conname) || ' '
                            || pg_get_constraintdef(c.oid), '' ORDER BY c.conname)
                        FROM pg_constraint c WHERE c.contypid = o.oid AND c.contype = 'c'), '') END,
                'DROP DOMAIN ' || {type}
            FROM pg_type o WHERE o.typtype = 'd' AND o.typnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    private static final String COMPOSITES = """
            SELECT 1, o.oid, 'composite type', {in} || o.typname,
                'CREATE TYPE ' || {type} || ' AS (' || COALESCE((
                    SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                        || CASE WHEN a.attcollation = t.typcollation THEN ''
                            ELSE ' COLLATE ' || a.attcollation::regcollation END, ', ' ORDER BY a.attnum)
                    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                    WHERE a.attrelid = o.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')',
                'DROP TYPE ' || {type}
            FROM pg_type o JOIN pg_class c ON c.oid = o.typrelid AND c.relkind = 'c'
            WHERE o.typtype = 'c' AND o.typnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    /** A function of the schema would have to be there before the type, and its arguments after it. */
    private static final String RANGES = """
            SELECT 1, o.oid, 'range type', {in} || o.typname,
                CASE WHEN r.rngcanonical = 0 AND (r.rngsubdiff = 0 OR f.pronamespace = 'pg_catalog'::regnamespace)
                THEN 'CREATE TYPE ' || {type} || ' AS RANGE (' || array_to_string(ARRAY[
                    'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
                    CASE WHEN NOT c.opcdefault THEN 'SUBTYPE_OPCLASS = ' || quote_ident(n.nspname) || '.'
                        || quote_ident(c.opcname) END,
                    CASE WHEN r.rngcollation <> t.typcollation THEN 'COLLATION = ' || r.rngcollation::regcollation END,
                    'SUBTYPE_DIFF = ' || quote_ident(f.proname),
                    'MULTIRANGE_TYPE_NAME = ' || {of_schema} || quote_ident(m.typname)], ', ') || ')' END,
                'DROP TYPE ' || {type}
            FROM pg_range r JOIN pg_type o ON o.oid = r.rngtypid
            JOIN pg_type t ON t.oid = r.rngsubtype
            JOIN pg_opclass c ON c.oid = r.rngsubopc JOIN pg_namespace n ON n.oid = c.opcnamespace
            LEFT JOIN pg_proc f ON f.oid = r.rngsubdiff
            LEFT JOIN pg_type m ON m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid
                AND m.typname <> CASE WHEN o.typname LIKE '%range%' THEN regexp_replace(o.typname, 'range', 'multirange')
                    ELSE o.typname || '_multirange' END
            WHERE o.typnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    /** Where it lies, the catalog says in one column or another: 15 and 16 have the first, 17 the second. */
    private static final String COLLATIONS = """
            SELECT 1, o.oid, 'collation', {in} || o.collname,
                'CREATE COLLATION ' || {of_schema} || quote_ident(o.collname) || ' (PROVIDER = '
                    || CASE o.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END
                    || COALESCE(', LOCALE = ' || quote_literal(COALESCE(to_jsonb(o) ->> 'colliculocale',
                            to_jsonb(o) ->> 'colllocale', CASE WHEN o.collcollate = o.collctype THEN o.collcollate END)),
                        ', LC_COLLATE = ' || quote_literal(o.collcollate) || ', LC_CTYPE = ' || quote_literal(o.collctype))
                    || COALESCE(', RULES = ' || quote_literal(to_jsonb(o) ->> 'collicurules'), '')
                    || CASE WHEN o.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END || ')',
                'DROP COLLATION ' || {of_schema} || quote_ident(o.collname)
            FROM pg_collation o WHERE o.collnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    private static final String DICTIONARIES = """
            SELECT 2, o.oid, 'text search dictionary', {in} || o.dictname,
                'CREATE TEXT SEARCH DICTIONARY ' || {of_schema} || quote_ident(o.dictname) || ' (TEMPLATE = '
                    || quote_ident(n.nspname) || '.' || quote_ident(t.tmplname)
                    || COALESCE(', ' || o.dictinitoption, '') || ')',
                'DROP TEXT SEARCH DICTIONARY ' || {of_schema} || quote_ident(o.dictname)
            FROM pg_ts_dict o JOIN pg_ts_template t ON t.oid = o.dicttemplate
            JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE o.dictnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    private static final String CONFIGURATIONS = """
            SELECT 3, o.oid, 'text search configuration', {in} || o.cfgname,
                'CREATE TEXT SEARCH CONFIGURATION ' || {of_schema} || quote_ident(o.cfgname) || ' (PARSER = '
                    || (SELECT quote_ident(n.nspname) || '.' || quote_ident(p.prsname) FROM pg_ts_parser p
                        JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE p.oid = o.cfgparser) || ')'
                    || COALESCE((SELECT string_agg(E';\nALTER TEXT SEARCH CONFIGURATION ' || {of_schema}
                            || quote_ident(o.cfgname) || ' ADD MAPPING FOR ' || m.token || ' WITH ' || m.dictionaries, ''
                            ORDER BY m.token)
                        FROM (SELECT (SELECT quote_ident(k.alias) FROM ts_token_type(o.cfgparser) k
                                WHERE k.tokid = g.maptokentype) AS token,
                            string_agg(g.mapdict::regdictionary::text, ', ' ORDER BY g.mapseqno) AS dictionaries
                            FROM pg_ts_config_map g WHERE g.mapcfg = o.oid GROUP BY g.maptokentype) m), ''),
                'DROP TEXT SEARCH CONFIGURATION ' || {of_schema} || quote_ident(o.cfgname)
            FROM pg_ts_config o WHERE o.cfgnamespace = {namespace}
            """ + UnsupportedQuery.NOT_OF_EXTENSIONS;

    static String of(SchemaScope scope) {
        String schema = scope.isOwn() ? "" : PostgresRenderer.NAMES.quote(String.valueOf(scope.schema()));
        String found = String.join(
                        " UNION ALL ",
                        EXTENSIONS,
                        COLLATIONS,
                        DOMAINS,
                        COMPOSITES,
                        RANGES,
                        DICTIONARIES,
                        CONFIGURATIONS)
                .replace("{type}", "{of_schema} || quote_ident(o.typname)")
                .replace(
                        "{extension_in}",
                        PostgresRenderer.LITERALS.render(schema.isEmpty() ? "" : " WITH SCHEMA " + schema));
        return UnsupportedQuery.in(
                scope,
                "SELECT kind, name, NULL, made_by, taken_by FROM (" + found
                        + ") found (step, made, kind, name, made_by, taken_by) ORDER BY step, made");
    }
}
