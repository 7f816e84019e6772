package io.kmigrate.dialect.postgres;

/**
 * The statement that makes an aggregate function, from the catalog: PostgreSQL (12 to 18) has
 * {@code pg_get_functiondef} for all other functions only.
 */
final class AggregateQuery {
    private AggregateQuery() {}

    /** Where the final function changes the state is said where it is not what the kind of aggregate does. */
    private static final String MODIFIES = """
            CASE WHEN %1$s = (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END) THEN NULL
                ELSE '%2$s = ' || (CASE %1$s WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END)
                END""";

    private static final String[] OPTIONS = {
        "'SFUNC = ' || a.aggtransfn",
        "'STYPE = ' || format_type(a.aggtranstype, NULL)",
        "'SSPACE = ' || NULLIF(a.aggtransspace, 0)",
        function("FINALFUNC", "a.aggfinalfn"),
        "CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END",
        MODIFIES.formatted("a.aggfinalmodify", "FINALFUNC_MODIFY"),
        function("COMBINEFUNC", "a.aggcombinefn"),
        function("SERIALFUNC", "a.aggserialfn"),
        function("DESERIALFUNC", "a.aggdeserialfn"),
        "'INITCOND = ' || quote_literal(a.agginitval)",
        function("MSFUNC", "a.aggmtransfn"),
        function("MINVFUNC", "a.aggminvtransfn"),
        "CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END",
        "'MSSPACE = ' || NULLIF(a.aggmtransspace, 0)",
        function("MFINALFUNC", "a.aggmfinalfn"),
        "CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END",
        "CASE WHEN a.aggmtranstype <> 0 THEN " + MODIFIES.formatted("a.aggmfinalmodify", "MFINALFUNC_MODIFY") + " END",
        "'MINITCOND = ' || quote_literal(a.aggminitval)",
        """
        (SELECT 'SORTOP = OPERATOR(' || quote_ident(n.nspname) || '.' || s.oprname || ')'
            FROM pg_operator s JOIN pg_namespace n ON n.oid = s.oprnamespace WHERE s.oid = a.aggsortop)""",
        "CASE o.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END",
        "CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END",
    };

    /** Of the aggregate {@code o} in pg_proc. OR REPLACE is known since version 12. */
    static final String DEFINITION = """
            SELECT 'CREATE OR REPLACE AGGREGATE ' || quote_ident(i.nspname) || '.' || quote_ident(o.proname)
                || '(' || COALESCE(NULLIF(pg_get_function_arguments(o.oid), ''), '*') || E') (\n    '
                || array_to_string(ARRAY[%s], E',\n    ') || E'\n)'
            FROM pg_aggregate a, pg_namespace i WHERE a.aggfnoid = o.oid AND i.oid = o.pronamespace""".formatted(String.join(", ", OPTIONS));

    private static String function(String option, String column) {
        return "CASE WHEN " + column + " <> 0 THEN '" + option + " = ' || " + column + " END";
    }
}
