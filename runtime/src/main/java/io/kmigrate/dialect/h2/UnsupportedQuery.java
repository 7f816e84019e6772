package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SchemaScope;

/** What a schema of H2 can hold and we have no words for; users and rights do not count. */
final class UnsupportedQuery {
    private UnsupportedQuery() {}

    private static final String ALL = """
            SELECT 'domain', {in} || DOMAIN_NAME, NULL FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA = {here}
            UNION ALL
            SELECT 'constant', {in} || CONSTANT_NAME, NULL
            FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA = {here}
            UNION ALL
            SELECT 'synonym', {in} || SYNONYM_NAME, NULL
            FROM INFORMATION_SCHEMA.SYNONYMS WHERE SYNONYM_SCHEMA = {here}
            UNION ALL
            SELECT 'linked table', {in} || TABLE_NAME, TABLE_NAME
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = {here} AND STORAGE_TYPE = 'TABLE LINK'
            UNION ALL
            SELECT 'comment on view', {in} || TABLE_NAME, NULL
            FROM INFORMATION_SCHEMA.TABLES
            WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'VIEW' AND REMARKS IS NOT NULL
            UNION ALL
            SELECT 'comment on sequence', {in} || SEQUENCE_NAME, NULL
            FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = {here} AND REMARKS IS NOT NULL
            UNION ALL
            SELECT 'comment on index', {in} || INDEX_NAME, TABLE_NAME
            FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = {here} AND REMARKS IS NOT NULL
            UNION ALL
            SELECT 'comment on constraint', {in} || CONSTRAINT_NAME, TABLE_NAME
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = {here} AND REMARKS IS NOT NULL
            UNION ALL
            SELECT 'ON UPDATE of', {in} || TABLE_NAME || '.' || COLUMN_NAME, TABLE_NAME
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = {here} AND COLUMN_ON_UPDATE IS NOT NULL
            UNION ALL
            SELECT 'INVISIBLE of', {in} || TABLE_NAME || '.' || COLUMN_NAME, TABLE_NAME
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = {here} AND NOT IS_VISIBLE
            ORDER BY 1, 2
            """;

    static String of(SchemaScope scope) {
        return scope.in(ALL, ObjectReader.OWN_SCHEMA, new H2Literals());
    }
}
