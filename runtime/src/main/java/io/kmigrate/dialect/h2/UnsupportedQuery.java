package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObject.Place;
import java.util.List;

/**
 * What a schema of H2 can hold and we have no words for, with the SQL that makes it where that can be said; users
 * and rights do not count. {@code {of_schema}} is the schema's name with a dot, or nothing.
 */
final class UnsupportedQuery {
    private UnsupportedQuery() {}

    /** One that builds upon another comes after it. Names that H2 chose are left to it. */
    private static final String TYPES = """
            SELECT KIND, NAME, NULL, MADE_BY, TAKEN_BY FROM (
            SELECT 'domain' AS KIND, {in} || d.DOMAIN_NAME AS NAME,
                (CASE WHEN d.PARENT_DOMAIN_NAME IS NULL THEN 0 WHEN p.PARENT_DOMAIN_NAME IS NULL THEN 1 ELSE 2 END) AS STEP,
                DB_OBJECT_SQL('DOMAIN', d.DOMAIN_SCHEMA, d.DOMAIN_NAME) || COALESCE((
                    SELECT LISTAGG('; ' || REGEXP_REPLACE(
                            DB_OBJECT_SQL('CONSTRAINT', c.CONSTRAINT_SCHEMA, c.CONSTRAINT_NAME),
                            ' CONSTRAINT "[^"]+"[.]"CONSTRAINT_[0-9A-F]+(_[0-9]+)?"', ''), '')
                        WITHIN GROUP (ORDER BY c.CONSTRAINT_NAME)
                    FROM INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS c
                    WHERE c.DOMAIN_SCHEMA = d.DOMAIN_SCHEMA AND c.DOMAIN_NAME = d.DOMAIN_NAME), '') AS MADE_BY,
                'DROP DOMAIN ' || {of_schema} || QUOTE_IDENT(d.DOMAIN_NAME) AS TAKEN_BY
            FROM INFORMATION_SCHEMA.DOMAINS d LEFT JOIN INFORMATION_SCHEMA.DOMAINS p
                ON p.DOMAIN_SCHEMA = d.PARENT_DOMAIN_SCHEMA AND p.DOMAIN_NAME = d.PARENT_DOMAIN_NAME
            WHERE d.DOMAIN_SCHEMA = {here}
            UNION ALL
            SELECT 'constant', {in} || CONSTANT_NAME, 0, DB_OBJECT_SQL('CONSTANT', CONSTANT_SCHEMA, CONSTANT_NAME),
                'DROP CONSTANT ' || {of_schema} || QUOTE_IDENT(CONSTANT_NAME)
            FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA = {here}) found
            ORDER BY STEP, KIND, NAME
            """;

    private static final String OF_TABLES = """
            SELECT 'INVISIBLE of', {in} || TABLE_NAME || '.' || COLUMN_NAME, TABLE_NAME,
                'ALTER TABLE ' || {of_schema} || QUOTE_IDENT(TABLE_NAME) || ' ALTER COLUMN ' || QUOTE_IDENT(COLUMN_NAME)
                    || ' SET INVISIBLE', ''
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = {here} AND NOT IS_VISIBLE
            UNION ALL
            SELECT 'ON UPDATE of', {in} || TABLE_NAME || '.' || COLUMN_NAME, TABLE_NAME, NULL, NULL
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = {here} AND COLUMN_ON_UPDATE IS NOT NULL
            UNION ALL
            SELECT 'linked table', {in} || TABLE_NAME, TABLE_NAME, NULL, NULL
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = {here} AND STORAGE_TYPE = 'TABLE LINK'
            UNION ALL
            SELECT 'synonym', {in} || SYNONYM_NAME, NULL, DB_OBJECT_SQL('SYNONYM', SYNONYM_SCHEMA, SYNONYM_NAME),
                'DROP SYNONYM ' || {of_schema} || QUOTE_IDENT(SYNONYM_NAME)
            FROM INFORMATION_SCHEMA.SYNONYMS WHERE SYNONYM_SCHEMA = {here}
            ORDER BY 1, 2
            """;

    /** A name that H2 chose is another in another database. */
    private static final String COMMENTS = """
            SELECT 'comment on ' || LOWER(KIND), {in} || NAME, OF_TABLE,
                CASE WHEN KIND <> 'CONSTRAINT' OR NOT REGEXP_LIKE(NAME, '^CONSTRAINT_[0-9A-F]+(_[0-9]+)?$') THEN
                    'COMMENT ON ' || KIND || ' ' || {of_schema} || QUOTE_IDENT(NAME)
                        || ' IS ''' || REPLACE(REMARKS, '''', '''''') || '''' END, ''
            FROM (
            SELECT 'VIEW' AS KIND, TABLE_NAME AS NAME, CAST(NULL AS VARCHAR) AS OF_TABLE, REMARKS
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'VIEW'
            UNION ALL
            SELECT 'SEQUENCE', SEQUENCE_NAME, NULL, REMARKS FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = {here}
            UNION ALL
            SELECT 'DOMAIN', DOMAIN_NAME, NULL, REMARKS FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA = {here}
            UNION ALL
            SELECT 'CONSTANT', CONSTANT_NAME, NULL, REMARKS FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA = {here}
            UNION ALL
            SELECT 'INDEX', INDEX_NAME, TABLE_NAME, REMARKS FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = {here}
            UNION ALL
            SELECT 'CONSTRAINT', CONSTRAINT_NAME, TABLE_NAME, REMARKS
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = {here}) found
            WHERE REMARKS IS NOT NULL ORDER BY 1, 2
            """;

    static List<Question> of(SchemaScope scope) {
        return List.of(
                new Question("domains and constants", in(scope, TYPES), Place.BEFORE_TABLES),
                new Question("synonyms and invisible columns", in(scope, OF_TABLES), Place.AFTER_TABLES),
                new Question("comments", in(scope, COMMENTS)));
    }

    private static String in(SchemaScope scope, String query) {
        H2Literals literals = new H2Literals();
        String schema = scope.schema();
        String qualified = literals.render(schema == null ? "" : H2Renderer.NAMES.quote(schema) + ".");
        return scope.in(query.replace("{of_schema}", qualified), ObjectReader.OWN_SCHEMA, literals);
    }
}
