package io.kmigrate.dialect.postgres;

import java.util.List;

/** What tables and views of PostgreSQL 12 and later can have besides; parts of {@link UnsupportedQuery}. */
final class TableExtras {
    private TableExtras() {}

    private static final String RELATIONS = """
            SELECT 30, k.kind, {in} || o.relname, o.relname::text, k.made_by, ''
            FROM pg_class o
            JOIN LATERAL (VALUES
                ('foreign table', o.relkind = 'f', NULL),
                ('UNLOGGED of', o.relkind = 'r' AND o.relpersistence = 'u' AND NOT o.relispartition,
                    'ALTER TABLE ' || {o} || ' SET UNLOGGED'),
                ('row security of', o.relrowsecurity OR o.relforcerowsecurity, concat_ws('; ',
                    CASE WHEN o.relrowsecurity THEN 'ALTER TABLE ' || {o} || ' ENABLE ROW LEVEL SECURITY' END,
                    CASE WHEN o.relforcerowsecurity THEN 'ALTER TABLE ' || {o} || ' FORCE ROW LEVEL SECURITY' END)),
                ('replica identity of', o.relkind IN ('r', 'p') AND o.relreplident <> 'd',
                    'ALTER TABLE ' || {o} || ' REPLICA IDENTITY ' || CASE o.relreplident WHEN 'f' THEN 'FULL'
                        WHEN 'n' THEN 'NOTHING' ELSE 'USING INDEX ' || (SELECT quote_ident(x.relname) FROM pg_index i
                            JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = o.oid AND i.indisreplident) END),
                ('tablespace of', o.reltablespace <> 0, NULL),
                ('OF type of', o.reloftype <> 0, 'ALTER TABLE ' || {o} || ' OF '
                    || (SELECT t.oid::regtype FROM pg_type t WHERE t.oid = o.reloftype)),
                ('options of view', o.relkind IN ('v', 'm') AND o.reloptions IS NOT NULL,
                    'ALTER ' || CASE o.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END || 'VIEW ' || {o}
                        || ' SET (' || array_to_string(o.reloptions, ', ') || ')')) k (kind, holds, made_by) ON k.holds
            WHERE o.relkind IN ('r', 'p', 'f', 'v', 'm') AND {table}
            """;

    /** To whom it applies is part of the policy: without it, it would apply to all. */
    private static final String POLICIES = """
            SELECT 30, 'row security policy', p.polname || ' on ' || {in} || o.relname, o.relname,
                'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || {o}
                    || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                    || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                        WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                    || COALESCE(' TO ' || (SELECT string_agg(r.oid::regrole::text, ', ' ORDER BY r.rolname)
                        FROM pg_roles r WHERE r.oid = ANY (p.polroles)), '')
                    || COALESCE(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                    || COALESCE(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
                'DROP POLICY ' || quote_ident(p.polname) || ' ON ' || {o}
            FROM pg_policy p JOIN pg_class o ON o.oid = p.polrelid WHERE {table}
            """;

    private static final String RULES = """
            SELECT 30, 'rule', w.rulename || ' on ' || {in} || o.relname, o.relname,
                rtrim(pg_get_ruledef(w.oid), ';'), 'DROP RULE ' || quote_ident(w.rulename) || ' ON ' || {o}
            FROM pg_rewrite w JOIN pg_class o ON o.oid = w.ev_class WHERE w.rulename <> '_RETURN' AND {table}
            """;

    private static final String INHERITANCE = """
            SELECT 30, 'inheritance of', {in} || o.relname || ' from ' || i.inhparent::regclass, o.relname,
                'ALTER TABLE ' || {o} || ' INHERIT ' || i.inhparent::regclass,
                'ALTER TABLE ' || {o} || ' NO INHERIT ' || i.inhparent::regclass
            FROM pg_inherits i JOIN pg_class o ON o.oid = i.inhrelid
            WHERE o.relkind = 'r' AND NOT o.relispartition AND {table}
            """;

    private static final String STATISTICS = """
            SELECT 30, 'statistics', {in} || s.stxname, o.relname, pg_get_statisticsobjdef(s.oid), ''
            FROM pg_statistic_ext s JOIN pg_class o ON o.oid = s.stxrelid WHERE {table}
            """;

    private static final String CHECKS = """
            SELECT 30, 'NO INHERIT of check', c.conname || ' on ' || {in} || o.relname, o.relname,
                'ALTER TABLE ' || {o} || ' DROP CONSTRAINT ' || quote_ident(c.conname)
                    || ', ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid), ''
            FROM pg_constraint c JOIN pg_class o ON o.oid = c.conrelid
            WHERE c.contype = 'c' AND c.connoinherit AND {table}
            """;

    /** A partition has those of its table, too, which PostgreSQL 15 and later show like its own. */
    private static final String TRIGGERS = """
            SELECT 29, 'trigger of partition', g.tgname || ' on ' || {in} || o.relname, o.relname,
                pg_get_triggerdef(g.oid), 'DROP TRIGGER ' || quote_ident(g.tgname) || ' ON ' || {o}
            FROM pg_trigger g JOIN pg_class o ON o.oid = g.tgrelid
            WHERE NOT g.tgisinternal AND o.relispartition AND COALESCE(to_jsonb(g) ->> 'tgparentid', '0') = '0'
              AND {table}
            UNION ALL
            SELECT 30, 'disabled trigger', g.tgname || ' on ' || {in} || o.relname, o.relname,
                'ALTER TABLE ' || {o} || CASE g.tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA'
                    ELSE ' ENABLE ALWAYS' END || ' TRIGGER ' || quote_ident(g.tgname), ''
            FROM pg_trigger g JOIN pg_class o ON o.oid = g.tgrelid
            WHERE NOT g.tgisinternal AND g.tgenabled <> 'O' AND COALESCE(to_jsonb(g) ->> 'tgparentid', '0') = '0'
              AND {table}
            """;

    /** An invalid one may be invalid because its rows are not unique. */
    private static final String INDEXES = """
            SELECT 29, CASE WHEN NOT i.indisvalid THEN 'invalid index' ELSE 'index' END,
                x.relname || ' on ' || {in} || o.relname, o.relname,
                CASE WHEN i.indisvalid THEN pg_get_indexdef(i.indexrelid) END,
                CASE WHEN i.indisvalid THEN 'DROP INDEX ' || {of_schema} || quote_ident(x.relname) END
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class o ON o.oid = i.indrelid
            WHERE (o.relkind = 'm' OR (NOT i.indisvalid AND o.relkind IN ('r', 'p'))) AND {table}
            UNION ALL
            SELECT 30, 'CLUSTER by', x.relname || ' on ' || {in} || o.relname, o.relname,
                'ALTER ' || CASE o.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'TABLE ' END || {o}
                    || ' CLUSTER ON ' || quote_ident(x.relname), ''
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class o ON o.oid = i.indrelid
            WHERE i.indisclustered AND o.relkind IN ('r', 'm') AND {table}
            """;

    private static final String COLUMNS = """
            SELECT 30, k.kind, {in} || o.relname || '.' || a.attname, o.relname,
                'ALTER TABLE ' || {o} || ' ALTER COLUMN ' || quote_ident(a.attname) || k.change, ''
            FROM pg_attribute a JOIN pg_class o ON o.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            JOIN LATERAL (VALUES
                ('statistics target of', a.attstattarget > 0, ' SET STATISTICS ' || a.attstattarget),
                ('storage of', a.attstorage <> t.typstorage, ' SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN'
                    WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)) k (kind, holds, change)
                ON k.holds
            WHERE a.attnum > 0 AND NOT a.attisdropped AND o.relkind IN ('r', 'p') AND {table}
            """;

    /** A serial column's sequence has another name in a new database where it was renamed. */
    private static final String SEQUENCES = """
            SELECT 30, 'limits of the sequence of', {in} || o.relname || '.' || a.attname, o.relname,
                CASE WHEN d.deptype = 'i' THEN 'ALTER TABLE ' || {o} || ' ALTER COLUMN ' || quote_ident(a.attname)
                        || ' SET INCREMENT BY ' || s.seqincrement || ' SET MINVALUE ' || s.seqmin || ' SET MAXVALUE '
                        || s.seqmax || ' SET START WITH ' || s.seqstart || ' SET CACHE ' || s.seqcache
                        || CASE WHEN s.seqcycle THEN ' SET CYCLE' ELSE '' END || ' RESTART'
                    WHEN q.relname = o.relname || '_' || a.attname || '_seq' THEN
                        'ALTER SEQUENCE ' || {of_schema} || quote_ident(q.relname)
                        || ' INCREMENT BY ' || s.seqincrement || ' MINVALUE ' || s.seqmin || ' MAXVALUE '
                        || s.seqmax || ' START WITH ' || s.seqstart || ' CACHE ' || s.seqcache
                        || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END || ' RESTART' END, ''
            FROM pg_sequence s JOIN pg_class q ON q.oid = s.seqrelid
            JOIN pg_depend d ON d.objid = s.seqrelid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            JOIN pg_class o ON o.oid = d.refobjid
            JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
            WHERE (s.seqcycle OR s.seqcache <> 1 OR (s.seqincrement > 0 AND (s.seqmin <> 1
                  OR s.seqmax <> CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE 9223372036854775807 END))
                OR (d.deptype = 'a' AND (s.seqstart <> 1 OR s.seqincrement <> 1)))
              AND {table}
            """;

    static final List<String> PARTS =
            List.of(RELATIONS, POLICIES, RULES, INHERITANCE, STATISTICS, CHECKS, TRIGGERS, INDEXES, COLUMNS, SEQUENCES);
}
