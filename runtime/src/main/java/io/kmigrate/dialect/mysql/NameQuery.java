package io.kmigrate.dialect.mysql;

/**
 * The names of views and programs of the connection's database. An account sees those that it has some right to, so that
 * a kind counts as hidden unless the account has a right to all of it. A server that knows no users hides nothing, and
 * what a role may do is not seen.
 */
final class NameQuery {
    private static final String RIGHTS = """
            SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = {account}
            UNION ALL SELECT privilege_type FROM information_schema.schema_privileges
                WHERE grantee = {account} AND database() LIKE table_schema""".replace("{account}", """
                    concat(quote(substring_index(current_user(), '@', 1)), '@',
                        quote(substring_index(current_user(), '@', -1)))""");

    private static final String HIDDEN = """
            UNION ALL SELECT 'HIDDEN', '', k.kind, NULL, 0
            FROM (SELECT 'VIEW' AS kind, 'SELECT,SHOW VIEW' AS needed
                UNION ALL SELECT 'FUNCTION', 'EXECUTE,ALTER ROUTINE,CREATE ROUTINE'
                UNION ALL SELECT 'PROCEDURE', 'EXECUTE,ALTER ROUTINE,CREATE ROUTINE'
                UNION ALL SELECT 'TRIGGER', 'TRIGGER') k
            WHERE EXISTS ({rights})
                AND NOT EXISTS (SELECT 1 FROM ({rights}) r WHERE find_in_set(r.privilege_type, k.needed) > 0)""".replace("{rights}", RIGHTS);

    static final String SQL = """
            SELECT 'VIEW', table_schema, table_name, NULL, 1 FROM information_schema.tables
            WHERE table_schema = database() AND table_type = 'VIEW'
            UNION ALL SELECT routine_type, routine_schema, routine_name, NULL, 1 FROM information_schema.routines
            WHERE routine_schema = database() AND routine_type IN ('FUNCTION', 'PROCEDURE')
            UNION ALL SELECT 'TRIGGER', trigger_schema, trigger_name, event_object_table, 1
            FROM information_schema.triggers WHERE event_object_schema = database()
            """ + HIDDEN;

    private NameQuery() {}
}
