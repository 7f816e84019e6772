package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SchemaScope;
import java.util.regex.Pattern;

/** What a database of MySQL or MariaDB can hold and we have no words for; accounts and privileges do not count. */
final class UnsupportedQuery {
    private static final Pattern NAME = Pattern.compile("\\{((?:[a-z]\\.)?[A-Z_]+)}");

    private UnsupportedQuery() {}

    private static final String BOTH = """
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
            SELECT 'primary key over a part of', concat({in}, {TABLE_NAME}, ' (', group_concat(concat({COLUMN_NAME},
                coalesce(concat('(', SUB_PART, ')'), '')) ORDER BY SEQ_IN_INDEX SEPARATOR ', '), ')'), {TABLE_NAME}
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND INDEX_NAME = 'PRIMARY'
            GROUP BY TABLE_NAME HAVING max(SUB_PART) IS NOT NULL
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
            WHERE ROUTINE_SCHEMA = {here} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') AND SQL_MODE <> @@sql_mode
            UNION ALL
            SELECT 'sql_mode of trigger', concat({TRIGGER_NAME}, ' on ', {in}, {EVENT_OBJECT_TABLE}), {EVENT_OBJECT_TABLE}
            FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = {here} AND SQL_MODE <> @@sql_mode
            UNION ALL
            """;

    private static final String MARIADB = """
            SELECT 'system versioning of', concat({in}, {TABLE_NAME}), {TABLE_NAME}
            FROM information_schema.TABLES WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'SYSTEM VERSIONED'
            UNION ALL
            SELECT 'package', concat({in}, {ROUTINE_NAME}), NULL
            FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = {here} AND ROUTINE_TYPE = 'PACKAGE'
            UNION ALL
            SELECT DISTINCT 'IGNORED of index', concat({INDEX_NAME}, ' on ', {in}, {TABLE_NAME}), {TABLE_NAME}
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND IGNORED = 'YES'
            """;

    private static final String MYSQL = """
            SELECT DISTINCT 'INVISIBLE of index', concat({INDEX_NAME}, ' on ', {in}, {TABLE_NAME}), {TABLE_NAME}
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {here} AND IS_VISIBLE = 'NO'
            """;

    /** MySQL's catalog has names of several collations, which a union refuses: here all have the same. */
    static String of(Flavour flavour, SchemaScope scope) {
        String sql = BOTH + (flavour == Flavour.MYSQL ? MYSQL : MARIADB) + " ORDER BY 1, 2";
        String alike = NAME.matcher(sql).replaceAll("convert($1 using utf8mb4)");
        return scope.in(alike, ObjectReader.OWN_SCHEMA, new MysqlLiterals(flavour));
    }
}
