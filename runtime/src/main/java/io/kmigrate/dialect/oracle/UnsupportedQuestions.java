package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a schema of Oracle can hold and we have no words for; owners, privileges, tablespaces and segments do not count.
 * From "Static data dictionary views" in the Database Reference of 12.2 and 19c. Never run on a server: so each family is
 * a question of its own. Names are shown as scripts write them, see {@link OracleNames}.
 */
final class UnsupportedQuestions {
    private static final Pattern NAME = Pattern.compile("\\{(\\w\\.\\w+)}");

    private UnsupportedQuestions() {}

    /** Of the types that ALL_OBJECTS can have, those that the catalog is not read for, and no parts of others. */
    private static final String OBJECTS = """
            SELECT LOWER(o.OBJECT_TYPE), {in} || {o.OBJECT_NAME}, NULL
            FROM ALL_OBJECTS o
            WHERE o.OWNER = {here} AND o.GENERATED = 'N' AND o.SECONDARY = 'N' AND o.OBJECT_NAME NOT LIKE 'BIN$%'
              AND o.OBJECT_TYPE NOT IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION', 'INDEX', 'INDEX PARTITION',
                'INDEX SUBPARTITION', 'LOB', 'LOB PARTITION', 'LOB SUBPARTITION', 'SEQUENCE', 'VIEW',
                'MATERIALIZED VIEW', 'FUNCTION', 'PROCEDURE', 'TRIGGER', 'PACKAGE BODY', 'TYPE BODY', 'DATABASE LINK')
            """;

    private static final String LINKS = """
            SELECT 'database link', {in} || {l.DB_LINK}, NULL FROM ALL_DB_LINKS l WHERE l.OWNER = {here}
            """;

    /** Kind, and what tells it in ALL_TABLES. */
    private static final String[][] TABLES = {
        {"partitions of", "t.PARTITIONED = 'YES'"},
        {"TEMPORARY of", "t.TEMPORARY = 'Y'"},
        {"CLUSTER of", "t.CLUSTER_NAME IS NOT NULL"},
        {"ORGANIZATION INDEX of", "t.IOT_TYPE = 'IOT'"},
        {"COMPRESS of", "t.COMPRESSION = 'ENABLED'"},
        {"ROW MOVEMENT of", "t.ROW_MOVEMENT = 'ENABLED'"},
        {"READ ONLY of", "t.READ_ONLY = 'YES'"},
    };

    private static final String OTHER_TABLES = """
            SELECT 'external table', {in} || {t.TABLE_NAME}, t.TABLE_NAME
            FROM ALL_EXTERNAL_TABLES t WHERE t.OWNER = {here}
            UNION ALL
            SELECT 'object table', {in} || {t.TABLE_NAME}, t.TABLE_NAME
            FROM ALL_OBJECT_TABLES t WHERE t.OWNER = {here} AND t.NESTED = 'NO'
            UNION ALL
            SELECT 'nested table', {in} || {t.TABLE_NAME}, t.TABLE_NAME
            FROM ALL_TABLES t WHERE t.OWNER = {here} AND t.NESTED = 'YES'
            """;

    private static final String LOGS = """
            SELECT 'materialized view log of', {in} || {l.MASTER}, l.MASTER
            FROM ALL_MVIEW_LOGS l WHERE l.LOG_OWNER = {here}
            UNION ALL
            SELECT 'supplemental log group', {g.LOG_GROUP_NAME} || ' on ' || {in} || {g.TABLE_NAME}, g.TABLE_NAME
            FROM ALL_LOG_GROUPS g WHERE g.OWNER = {here}
            """;

    private static final String COLUMNS = """
            SELECT 'INVISIBLE of', {in} || {k.TABLE_NAME} || '.' || {k.COLUMN_NAME}, k.TABLE_NAME
            FROM ALL_TAB_COLS k JOIN ALL_TABLES t ON t.OWNER = k.OWNER AND t.TABLE_NAME = k.TABLE_NAME
            WHERE k.OWNER = {here} AND k.HIDDEN_COLUMN = 'YES' AND k.USER_GENERATED = 'YES'
            UNION ALL
            SELECT 'DEFAULT ON NULL of', {in} || {k.TABLE_NAME} || '.' || {k.COLUMN_NAME}, k.TABLE_NAME
            FROM ALL_TAB_COLS k JOIN ALL_TABLES t ON t.OWNER = k.OWNER AND t.TABLE_NAME = k.TABLE_NAME
            WHERE k.OWNER = {here} AND k.DEFAULT_ON_NULL = 'YES'
            """;

    private static final String ENCRYPTION = """
            SELECT 'ENCRYPT of', {in} || {c.TABLE_NAME} || '.' || {c.COLUMN_NAME}, c.TABLE_NAME
            FROM ALL_ENCRYPTED_COLUMNS c WHERE c.OWNER = {here}
            """;

    private static final String INDEXES = """
            SELECT LOWER(i.INDEX_TYPE) || ' index', {i.INDEX_NAME} || ' on ' || {in} || {i.TABLE_NAME}, i.TABLE_NAME
            FROM ALL_INDEXES i
            WHERE i.TABLE_OWNER = {here} AND i.INDEX_TYPE NOT IN ('NORMAL', 'BITMAP', 'FUNCTION-BASED NORMAL',
                'FUNCTION-BASED BITMAP', 'LOB', 'IOT - TOP')
            UNION ALL
            SELECT 'partitions of index', {i.INDEX_NAME} || ' on ' || {in} || {i.TABLE_NAME}, i.TABLE_NAME
            FROM ALL_INDEXES i WHERE i.TABLE_OWNER = {here} AND i.PARTITIONED = 'YES' AND i.INDEX_TYPE <> 'LOB'
            UNION ALL
            SELECT 'INVISIBLE of index', {i.INDEX_NAME} || ' on ' || {in} || {i.TABLE_NAME}, i.TABLE_NAME
            FROM ALL_INDEXES i WHERE i.TABLE_OWNER = {here} AND i.VISIBILITY = 'INVISIBLE'
            UNION ALL
            SELECT 'unusable index', {i.INDEX_NAME} || ' on ' || {in} || {i.TABLE_NAME}, i.TABLE_NAME
            FROM ALL_INDEXES i WHERE i.TABLE_OWNER = {here} AND i.STATUS = 'UNUSABLE'
            """;

    /** Type V is WITH CHECK OPTION and O is WITH READ ONLY, both of a view. */
    private static final String CONSTRAINTS = """
            SELECT CASE k.CONSTRAINT_TYPE WHEN 'V' THEN 'CHECK OPTION of view' ELSE 'READ ONLY of view' END,
                {in} || {k.TABLE_NAME}, NULL
            FROM ALL_CONSTRAINTS k WHERE k.OWNER = {here} AND k.CONSTRAINT_TYPE IN ('V', 'O')
            UNION ALL
            SELECT 'disabled constraint', {k.CONSTRAINT_NAME} || ' on ' || {in} || {k.TABLE_NAME}, k.TABLE_NAME
            FROM ALL_CONSTRAINTS k
            WHERE k.OWNER = {here} AND k.STATUS = 'DISABLED' AND k.CONSTRAINT_TYPE IN ('P', 'U', 'C', 'R')
              AND k.TABLE_NAME NOT LIKE 'BIN$%'
            UNION ALL
            SELECT 'RELY of constraint', {k.CONSTRAINT_NAME} || ' on ' || {in} || {k.TABLE_NAME}, k.TABLE_NAME
            FROM ALL_CONSTRAINTS k
            WHERE k.OWNER = {here} AND k.RELY = 'RELY' AND k.CONSTRAINT_TYPE IN ('P', 'U', 'C', 'R')
            """;

    /** Those without a table are of the schema or of the database. */
    private static final String TRIGGERS = """
            SELECT 'trigger', {in} || {g.TRIGGER_NAME}, NULL
            FROM ALL_TRIGGERS g WHERE g.OWNER = {here} AND g.TABLE_NAME IS NULL
            UNION ALL
            SELECT 'disabled trigger', {g.TRIGGER_NAME} || ' on ' || {in} || {g.TABLE_NAME}, g.TABLE_NAME
            FROM ALL_TRIGGERS g WHERE g.OWNER = {here} AND g.TABLE_NAME IS NOT NULL AND g.STATUS = 'DISABLED'
            """;

    private static final String POLICIES = """
            SELECT 'row security policy', {p.POLICY_NAME} || ' on ' || {in} || {p.OBJECT_NAME}, p.OBJECT_NAME
            FROM ALL_POLICIES p WHERE p.OBJECT_OWNER = {here}
            """;

    /** The comments of tables and their columns are no news. */
    private static final String COMMENTS = """
            SELECT 'comment on view', {in} || {d.TABLE_NAME}, NULL
            FROM ALL_TAB_COMMENTS d WHERE d.OWNER = {here} AND d.TABLE_TYPE = 'VIEW' AND d.COMMENTS IS NOT NULL
            UNION ALL
            SELECT 'comment on column of view', {in} || {d.TABLE_NAME} || '.' || {d.COLUMN_NAME}, NULL
            FROM ALL_COL_COMMENTS d JOIN ALL_VIEWS v ON v.OWNER = d.OWNER AND v.VIEW_NAME = d.TABLE_NAME
            WHERE d.OWNER = {here} AND d.COMMENTS IS NOT NULL
            """;

    static List<Question> of(SchemaScope scope) {
        return List.of(
                question("synonyms, types, packages and other objects", OBJECTS, scope),
                question("database links", LINKS, scope),
                question("kinds of tables", tables(), scope),
                question("external, object and nested tables", OTHER_TABLES, scope),
                question("logs of tables", LOGS, scope),
                question("invisible columns", COLUMNS, scope),
                question("encrypted columns", ENCRYPTION, scope),
                question("kinds of indexes", INDEXES, scope),
                question("options of constraints and views", CONSTRAINTS, scope),
                question("triggers of the schema and disabled ones", TRIGGERS, scope),
                question("row security policies", POLICIES, scope),
                question("comments on views", COMMENTS, scope));
    }

    private static String tables() {
        return Stream.of(TABLES)
                .map(kind -> """
                        SELECT '%s', {in} || {t.TABLE_NAME}, t.TABLE_NAME
                        FROM ALL_TABLES t WHERE t.OWNER = {here} AND %s
                        """.formatted(kind[0], kind[1]))
                .collect(Collectors.joining("UNION ALL\n"));
    }

    private static Question question(String what, String sql, SchemaScope scope) {
        String written = NAME.matcher(sql + "ORDER BY 1, 2")
                .replaceAll("CASE WHEN REGEXP_LIKE($1, '^[A-Z][A-Z0-9_\\$#]*\\$') THEN LOWER($1) ELSE $1 END");
        String within = OracleRenderer.LITERALS.render(scope.isOwn() ? "" : scope.schema() + ".");
        return new Question(what, ObjectReader.here(written.replace("{in}", within), scope));
    }
}
