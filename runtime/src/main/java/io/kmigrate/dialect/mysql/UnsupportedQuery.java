package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObject.Place;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a database of MySQL or MariaDB can hold and we have no words for, with the SQL that makes it where that is
 * short; accounts and privileges do not count.
 */
final class UnsupportedQuery {
    private static final Pattern NAME = Pattern.compile("\\{((?:[a-z]\\.)?[A-Z_]+)}");

    private UnsupportedQuery() {}

    private static final String NAMED = """
            SELECT 'event' AS kind, concat({in}, {EVENT_NAME}) AS name, NULL AS of_table
            FROM information_schema.EVENTS WHERE EVENT_SCHEMA = {here}
            UNION ALL
            SELECT 'CHECK OPTION of view', concat({in}, {TABLE_NAME}), NULL
            FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {here} AND CHECK_OPTION <> 'NONE'
            UNION ALL
            SELECT 'SQL SECURITY INVOKER of view', concat({in}, {TABLE_NAME}), NULL
            FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {here} AND SECURITY_TYPE = 'INVOKER'
            UNION ALL
            SELECT 'engine', concat({ENGINE}, ' of ', {in}, {TABLE_NAME}), {TABLE_NAME}
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'BASE TABLE' AND ENGINE <> @@default_storage_engine
            UNION ALL
            SELECT 'options of', concat({in}, {TABLE_NAME}, ' (', trim(replace({CREATE_OPTIONS}, 'partitioned', '')), ')'), {TABLE_NAME}
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'BASE TABLE'
              AND trim(replace(CREATE_OPTIONS, 'partitioned', '')) <> ''
            UNION ALL
            SELECT DISTINCT 'comment on index', concat({INDEX_NAME}, ' on ', {in}, {TABLE_NAME}), {TABLE_NAME}
            FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = {here} AND INDEX_NAME <> 'PRIMARY' AND INDEX_COMMENT <> ''
            UNION ALL
            SELECT 'INVISIBLE of', concat({in}, {TABLE_NAME}, '.', {COLUMN_NAME}), {TABLE_NAME}
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {here} AND EXTRA LIKE '%INVISIBLE%'
            UNION ALL
            SELECT 'ON UPDATE of', concat({in}, {TABLE_NAME}, '.', {COLUMN_NAME}), {TABLE_NAME}
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {here} AND EXTRA LIKE '%on update%'
            UNION ALL
            SELECT DISTINCT 'USING BTREE of index', concat({s.INDEX_NAME}, ' on ', {in}, {s.TABLE_NAME}), {s.TABLE_NAME}
            FROM information_schema.STATISTICS s JOIN information_schema.TABLES t
              ON t.TABLE_SCHEMA = {here} AND t.TABLE_NAME = s.TABLE_NAME AND t.ENGINE = 'MEMORY'
            WHERE s.TABLE_SCHEMA = {here} AND s.INDEX_TYPE = 'BTREE'
            UNION ALL
            SELECT CASE ROUTINE_TYPE WHEN 'FUNCTION' THEN 'sql_mode of function' ELSE 'sql_mode of procedure' END,
                concat({in}, {ROUTINE_NAME}), NULL
            FROM information_schema.ROUTINES
            WHERE ROUTINE_SCHEMA = {here} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') AND {sql_mode} <> {mode}
            UNION ALL
            SELECT CASE ROUTINE_TYPE WHEN 'FUNCTION' THEN 'unreadable text of function' ELSE 'unreadable text of procedure' END,
                concat({in}, {ROUTINE_NAME}), NULL
            FROM information_schema.ROUTINES
            WHERE ROUTINE_SCHEMA = {here} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') AND ROUTINE_DEFINITION IS NULL
            UNION ALL
            SELECT 'unreadable text of view', concat({in}, {TABLE_NAME}), NULL
            FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {here} AND VIEW_DEFINITION = ''
            UNION ALL
            SELECT 'sql_mode of trigger', concat({TRIGGER_NAME}, ' on ', {in}, {EVENT_OBJECT_TABLE}), {EVENT_OBJECT_TABLE}
            FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = {here} AND {sql_mode} <> {mode}
            """;

    private static final String OF_MARIADB_VIEWS = """
            UNION ALL
            SELECT 'ALGORITHM of view', concat({in}, {TABLE_NAME}), NULL
            FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {here} AND ALGORITHM <> 'UNDEFINED'
            """;

    /** Without what MariaDB's driver sets, which means nothing to a text that was understood. */
    private static final String CHOSEN_MODE =
            "trim(BOTH ',' FROM replace(concat(',', SQL_MODE, ','), ',IGNORE_SPACE,', ','))";

    private static final String PACKAGES = """
            UNION ALL
            SELECT 'package', concat({in}, {ROUTINE_NAME}), NULL
            FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = {here} AND ROUTINE_TYPE = 'PACKAGE'
            """;

    /** What is said of a table once it is there; its name in SQL is {@code {t}}. */
    private static final String OF_TABLES = """
            SELECT 'primary key over a part of' AS kind, concat({in}, {TABLE_NAME}, ' (', {columns}, ')') AS name,
                {TABLE_NAME} AS of_table,
                concat('ALTER TABLE ', {t}, ' ADD PRIMARY KEY (', {quoted_columns}, ')') AS made_by, '' AS taken_by
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND INDEX_NAME = 'PRIMARY'
            GROUP BY TABLE_NAME HAVING max(SUB_PART) IS NOT NULL
            UNION ALL
            """.replace("{columns}", columns("{COLUMN_NAME}"))
            .replace("{quoted_columns}", columns(quoted("{COLUMN_NAME}")));

    /** The times of a versioned table that has columns for them are those columns, which no table can be given later. */
    private static final String OF_MARIADB = """
            SELECT 'system versioning of', concat({in}, {TABLE_NAME}), {TABLE_NAME},
                CASE WHEN NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = {here}
                    AND c.TABLE_NAME = t.TABLE_NAME AND c.GENERATION_EXPRESSION IN ('ROW START', 'ROW END'))
                THEN concat('ALTER TABLE ', {t}, ' ADD SYSTEM VERSIONING') END, ''
            FROM information_schema.TABLES t WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'SYSTEM VERSIONED'
            UNION ALL
            SELECT DISTINCT 'IGNORED of index', concat({INDEX_NAME}, ' on ', {in}, {TABLE_NAME}), {TABLE_NAME},
                concat('ALTER TABLE ', {t}, ' ALTER INDEX ', {i}, ' IGNORED'), ''
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND IGNORED = 'YES'
            """;

    private static final String OF_MYSQL = """
            SELECT DISTINCT 'INVISIBLE of index', concat({INDEX_NAME}, ' on ', {in}, {TABLE_NAME}), {TABLE_NAME},
                concat('ALTER TABLE ', {t}, ' ALTER INDEX ', {i}, ' INVISIBLE'), ''
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND IS_VISIBLE = 'NO'
            """;

    /** @param mode the {@code sql_mode} of a session that makes programs */
    static List<Question> of(Product flavour, SchemaScope scope, String mode) {
        boolean isMysql = flavour == Product.MYSQL;
        String named = (NAMED + (isMysql ? "" : PACKAGES + OF_MARIADB_VIEWS))
                .replace("{sql_mode}", CHOSEN_MODE)
                .replace("{mode}", "'" + mode + "'");
        String made = OF_TABLES + (isMysql ? OF_MYSQL : OF_MARIADB);
        return List.of(
                Question.everything(in(flavour, scope, named)),
                new Question("keys and indexes", in(flavour, scope, made), Place.AFTER_TABLES));
    }

    /** MySQL's catalog has names of several collations, which a union refuses: here all have the same. */
    private static String in(Product flavour, SchemaScope scope, String query) {
        String schema = scope.schema();
        String qualified = schema == null ? "" : MysqlNames.of(flavour).quote(schema) + ".";
        MysqlLiterals literals = new MysqlLiterals(flavour);
        String table = "concat(" + literals.render(qualified) + ", " + quoted("{TABLE_NAME}") + ")";
        String whole = query.replace("{t}", table)
                        .replace("{i}", quoted("{INDEX_NAME}"))
                        .replace("{c}", quoted("{CONSTRAINT_NAME}"))
                + " ORDER BY 1, 2";
        String alike = NAME.matcher(whole).replaceAll("convert($1 using utf8mb4)");
        return scope.in(alike, ObjectReader.OWN_SCHEMA, literals);
    }

    private static String columns(String name) {
        return "group_concat(concat(" + name + ", coalesce(concat('(', SUB_PART, ')'), ''))"
                + " ORDER BY SEQ_IN_INDEX SEPARATOR ', ')";
    }

    private static String quoted(String name) {
        return "concat('`', replace(" + name + ", '`', '``'), '`')";
    }
}
