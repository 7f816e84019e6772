DO $kmigrate$
DECLARE
    definition CONSTANT text := $text$create OR REPLACE function answer() returns int language sql as 'select 42'$text$;
    existing oid;
    created oid;
    others oid[];
    options text := '';
    suffix text := '';
    taken text[];
    made text[];
    subjects text[];
    needed text[];
    refused text;
BEGIN
    existing := (SELECT min(p.oid::int8)::oid FROM pg_proc p
        WHERE p.proname = 'answer' AND p.pronamespace = to_regnamespace(quote_ident(current_schema())) HAVING count(*) = 1);
    others := ARRAY(SELECT p.oid FROM pg_proc p
        WHERE p.proname = 'answer' AND p.pronamespace = to_regnamespace(quote_ident(current_schema())));
    BEGIN
        EXECUTE definition;
        created := (SELECT p.oid FROM pg_proc p WHERE p.proname = 'answer'
            AND p.pronamespace = to_regnamespace(quote_ident(current_schema())) AND p.oid <> ALL (others));
        IF created IS NOT NULL AND existing IS NULL AND TRUE AND cardinality(others) > 0 THEN
            RAISE EXCEPTION USING ERRCODE = 'ambiguous_function',
                MESSAGE = 'function answer' || ' is not one alone: several have the name',
                HINT = 'Name the arguments of the one to replace.';
        END IF;
        IF created IS NULL OR existing IS NULL THEN
            RETURN;
        END IF;
    EXCEPTION WHEN invalid_function_definition OR wrong_object_type THEN
        IF existing IS NULL THEN
            RAISE;
        END IF;
    END;
    -- Everything that hangs on it, as statements.
    WITH RECURSIVE reached (class, id, depth) AS (
        SELECT 'pg_proc'::regclass::oid, existing, 0
        UNION
        SELECT t.class, t.id, r.depth + 1
        FROM reached r
        JOIN pg_depend d ON d.refclassid = r.class AND d.refobjid = r.id AND d.deptype IN ('n', 'a', 'i')
        LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid AND w.rulename = '_RETURN'
        CROSS JOIN LATERAL (SELECT CASE WHEN w.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass::oid END,
            COALESCE(w.ev_class, d.objid)) t (class, id)
        WHERE (t.class, t.id) <> (r.class, r.id) AND r.depth < 300
    ), found AS MATERIALIZED (
        SELECT r.class, r.id, max(r.depth) AS depth FROM reached r GROUP BY r.class, r.id
    ), relation AS (
        SELECT f.depth, o.*, o.oid::regclass::text AS name,
            CASE o.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'v' THEN 'VIEW ' ELSE 'INDEX ' END AS word
        FROM found f JOIN pg_class o ON f.class = 'pg_class'::regclass AND o.oid = f.id
        LEFT JOIN pg_index i ON i.indexrelid = o.oid
        LEFT JOIN found t ON t.class = 'pg_class'::regclass AND t.id = i.indrelid
        LEFT JOIN pg_class k ON k.oid = t.id AND k.relkind = 'm'
        WHERE o.relkind IN ('v', 'm') OR (o.relkind = 'i' AND k.oid IS NOT NULL)
    ), routine AS (
        SELECT f.depth, o.*, CASE f.depth WHEN 0 THEN '{kmigrate:routine}' ELSE o.oid::regprocedure::text END AS name
        FROM found f JOIN pg_proc o ON f.class = 'pg_proc'::regclass AND o.oid = f.id
    ), part AS (
        SELECT f.depth, f.class, g.oid, 'TRIGGER ' || quote_ident(g.tgname) AS name, g.tgrelid::regclass::text AS relation,
            pg_get_triggerdef(g.oid) AS made_by, CASE g.tgenabled WHEN 'D' THEN 'DISABLE ' WHEN 'R' THEN 'ENABLE REPLICA '
                WHEN 'A' THEN 'ENABLE ALWAYS ' END AS fires
        FROM found f JOIN pg_trigger g ON f.class = 'pg_trigger'::regclass AND g.oid = f.id
        WHERE NOT g.tgisinternal AND COALESCE(to_jsonb(g) ->> 'tgparentid', '0') = '0'
        UNION ALL
        SELECT f.depth, f.class, w.oid, 'RULE ' || quote_ident(w.rulename), w.ev_class::regclass::text,
            rtrim(pg_get_ruledef(w.oid), ';'), CASE w.ev_enabled WHEN 'D' THEN 'DISABLE ' WHEN 'R' THEN 'ENABLE REPLICA '
                WHEN 'A' THEN 'ENABLE ALWAYS ' END
        FROM found f JOIN pg_rewrite w ON f.class = 'pg_rewrite'::regclass AND w.oid = f.id
        UNION ALL
        SELECT f.depth, f.class, p.oid, 'POLICY ' || quote_ident(p.polname), p.polrelid::regclass::text,
            'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || p.polrelid::regclass
                || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                    WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                || COALESCE(' TO ' || (SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname)
                    FROM pg_roles r WHERE r.oid = ANY (p.polroles)), '')
                || COALESCE(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                || COALESCE(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''), NULL
        FROM found f JOIN pg_policy p ON f.class = 'pg_policy'::regclass AND p.oid = f.id
    ), column_default AS (
        SELECT f.depth, f.class, a.oid, c.relkind, a.adrelid::regclass::text AS relation, t.attname,
            'ALTER TABLE ' || a.adrelid::regclass || ' ALTER COLUMN ' || quote_ident(t.attname) AS change,
            pg_get_expr(a.adbin, a.adrelid) AS expression,
            (SELECT t.attname FROM found r WHERE r.depth = 0 AND r.class = 'pg_class'::regclass AND r.id = a.adrelid) AS needs
        FROM found f JOIN pg_attrdef a ON f.class = 'pg_attrdef'::regclass AND a.oid = f.id
        JOIN pg_class c ON c.oid = a.adrelid
        JOIN pg_attribute t ON t.attrelid = a.adrelid AND t.attnum = a.adnum AND t.attgenerated = ''
    ), extended AS (
        SELECT f.depth, f.class, s.oid, quote_ident(n.nspname) || '.' || quote_ident(s.stxname) AS name
        FROM found f JOIN pg_statistic_ext s ON f.class = 'pg_statistic_ext'::regclass AND s.oid = f.id
        JOIN pg_namespace n ON n.oid = s.stxnamespace
        JOIN found t ON t.class = 'pg_class'::regclass AND t.id = s.stxrelid
    ), holder AS (
        SELECT 'r'::"char" AS kind, v.depth, v.oid, v.name, 'TABLE ' || v.name AS object, v.relowner AS owner, v.relacl AS acl
        FROM relation v WHERE v.relkind IN ('v', 'm')
        UNION ALL
        SELECT 'f'::"char", p.depth, p.oid, p.name, 'ROUTINE ' || p.name, p.proowner, p.proacl FROM routine p
    ), rights AS (
        SELECT h.*, p.grantees FROM holder h
        LEFT JOIN LATERAL (
            SELECT string_agg(DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, ', ')
            FROM pg_default_acl a CROSS JOIN LATERAL aclexplode(a.defaclacl) g WHERE a.defaclobjtype = h.kind) p (grantees) ON true
        WHERE h.acl IS NOT NULL OR p.grantees IS NOT NULL
    ), granted AS (
        SELECT r.depth, r.name, r.owner, g.grantor, NULL AS needs,
            'GRANT ' || string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type) || ' ON ' || r.object AS sql,
            g.grantee, g.is_grantable
        FROM rights r CROSS JOIN LATERAL aclexplode(COALESCE(r.acl, acldefault(r.kind, r.owner))) g
        GROUP BY r.depth, r.name, r.owner, r.object, g.grantor, g.grantee, g.is_grantable
        UNION ALL
        SELECT v.depth, v.name, v.relowner, g.grantor, CASE v.depth WHEN 0 THEN a.attname END,
            'GRANT ' || string_agg(g.privilege_type || ' (' || quote_ident(a.attname) || ')', ', ' ORDER BY g.privilege_type)
                || ' ON TABLE ' || v.name, g.grantee, g.is_grantable
        FROM relation v JOIN pg_attribute a ON a.attrelid = v.oid AND NOT a.attisdropped
        CROSS JOIN LATERAL aclexplode(a.attacl) g
        WHERE v.relkind IN ('v', 'm')
        GROUP BY v.depth, v.relowner, v.name, a.attname, g.grantor, g.grantee, g.is_grantable
    ), commented AS (
        SELECT f.depth, CASE WHEN d.objsubid = 0 THEN v.word || v.name
                ELSE 'COLUMN ' || v.name || '.' || quote_ident(a.attname) END AS object,
            CASE v.depth WHEN 0 THEN a.attname END AS needs, d.description
        FROM relation v JOIN found f ON f.class = 'pg_class'::regclass AND f.id = v.oid
        JOIN pg_description d ON d.classoid = f.class AND d.objoid = f.id
        LEFT JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum = d.objsubid AND d.objsubid > 0
        UNION ALL
        SELECT p.depth, 'ROUTINE ' || p.name, NULL, d.description
        FROM routine p JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
        UNION ALL
        SELECT p.depth, p.name || ' ON ' || p.relation, NULL, d.description
        FROM part p JOIN pg_description d ON d.classoid = p.class AND d.objoid = p.oid
        UNION ALL
        SELECT s.depth, 'STATISTICS ' || s.name, NULL, d.description
        FROM extended s JOIN pg_description d ON d.classoid = s.class AND d.objoid = s.oid
    ), statements (depth, step, subject, take, make, needs) AS (
        SELECT v.depth, 1, pg_describe_object('pg_class'::regclass, v.oid, 0), CASE WHEN v.relkind <> 'i' THEN 'DROP ' || v.word || v.name END,
            CASE WHEN v.depth = 0 THEN NULL WHEN v.relkind = 'i' THEN pg_get_indexdef(v.oid)
                ELSE 'CREATE ' || v.word || v.name || CASE WHEN v.relkind = 'm' AND v.relam <> 0 THEN COALESCE((SELECT ' USING ' || quote_ident(m.amname)
        FROM pg_am m WHERE m.oid = v.relam AND m.amname <> current_setting('default_table_access_method')), '')
        ELSE '' END || COALESCE(' WITH (' || array_to_string(v.reloptions, ', ') || ')', '')
        || COALESCE((SELECT ' TABLESPACE ' || quote_ident(b.spcname) FROM pg_tablespace b
            WHERE b.oid = v.reltablespace), '') || ' AS ' || rtrim(pg_get_viewdef(v.oid), ';')
                    || CASE WHEN v.relkind = 'm' AND NOT v.relispopulated THEN ' WITH NO DATA' ELSE '' END END, NULL
        FROM relation v
        UNION ALL
        SELECT o.depth, 1, pg_describe_object('pg_proc'::regclass, o.oid, 0), 'DROP ROUTINE ' || o.oid::regprocedure,
            CASE WHEN o.depth = 0 THEN NULL WHEN o.prokind = 'a' THEN (SELECT 'CREATE OR REPLACE AGGREGATE ' || quote_ident(i.nspname) || '.' || quote_ident(o.proname)
        || '(' || COALESCE(NULLIF(pg_get_function_arguments(o.oid), ''), '*') || E') (
        '
        || array_to_string(ARRAY['SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL), 'SSPACE = ' || NULLIF(a.aggtransspace, 0), CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END, CASE WHEN a.aggfinalmodify = (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END) THEN NULL
        ELSE 'FINALFUNC_MODIFY = ' || (CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END)
        END, CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END, CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END, CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END, 'INITCOND = ' || quote_literal(a.agginitval), CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn END, CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn END, CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END, 'MSSPACE = ' || NULLIF(a.aggmtransspace, 0), CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END, CASE WHEN a.aggmtranstype <> 0 THEN CASE WHEN a.aggmfinalmodify = (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END) THEN NULL
        ELSE 'MFINALFUNC_MODIFY = ' || (CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END)
        END END, 'MINITCOND = ' || quote_literal(a.aggminitval), (SELECT 'SORTOP = OPERATOR(' || quote_ident(n.nspname) || '.' || s.oprname || ')'
        FROM pg_operator s JOIN pg_namespace n ON n.oid = s.oprnamespace WHERE s.oid = a.aggsortop), CASE o.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END, CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END], E',
        ') || E'
    )'
    FROM pg_aggregate a, pg_namespace i WHERE a.aggfnoid = o.oid AND i.oid = o.pronamespace) ELSE pg_get_functiondef(o.oid) END, NULL
        FROM routine o
        UNION ALL
        SELECT p.depth, 1, pg_describe_object(p.class, p.oid, 0), 'DROP ' || p.name || ' ON ' || p.relation,
            CASE WHEN p.depth > 0 THEN p.made_by END, NULL
        FROM part p
        UNION ALL
        SELECT s.depth, 1, 'statistics ' || s.name, NULL, pg_get_statisticsobjdef(s.oid), NULL FROM extended s
        UNION ALL
        SELECT h.depth, 2, 'owner of ' || h.name, NULL, 'ALTER ' || h.object || ' OWNER TO ' || quote_ident(pg_get_userbyid(h.owner)), NULL
        FROM holder h WHERE pg_get_userbyid(h.owner) <> current_user
        UNION ALL
        SELECT r.depth, 3, 'privileges of ' || r.name, NULL, 'REVOKE ALL ON ' || r.object || ' FROM PUBLIC, '
            || quote_ident(pg_get_userbyid(r.owner)) || COALESCE(', ' || r.grantees, ''), NULL
        FROM rights r
        UNION ALL
        SELECT g.depth, CASE WHEN g.grantor = g.owner THEN 4 ELSE 5 END, 'privileges of ' || g.name, NULL,
            CASE WHEN g.grantor = g.owner THEN s.sql ELSE 'SET LOCAL ROLE ' || quote_ident(pg_get_userbyid(g.grantor)) || '; '
                || s.sql || '; SET LOCAL ROLE ' || CASE current_setting('role') WHEN 'none' THEN 'NONE'
                    ELSE quote_ident(current_setting('role')) END END, g.needs
        FROM granted g CROSS JOIN LATERAL (SELECT g.sql || ' TO '
            || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END
            || CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) s (sql)
        UNION ALL
        SELECT d.depth, 6, 'default of ' || d.relation || '.' || d.attname,
            CASE WHEN d.relkind <> 'v' THEN d.change || ' DROP DEFAULT' END,
            d.change || ' SET DEFAULT ' || d.expression, d.needs
        FROM column_default d
        UNION ALL
        SELECT v.depth, 6, 'column ' || v.name || '.' || a.attname, NULL,
            'ALTER MATERIALIZED VIEW ' || v.name || ' ALTER COLUMN ' || quote_ident(a.attname) || k.change,
            CASE v.depth WHEN 0 THEN a.attname END
        FROM relation v JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
        JOIN LATERAL (VALUES (a.attstattarget >= 0, ' SET STATISTICS ' || a.attstattarget),
            (a.attoptions IS NOT NULL, ' SET (' || array_to_string(a.attoptions, ', ') || ')'),
            (a.attstorage <> t.typstorage, ' SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)) k (holds, change) ON k.holds
        WHERE v.relkind = 'm'
        UNION ALL
        SELECT c.depth, 7, 'comment on ' || c.object, NULL, 'COMMENT ON ' || c.object || ' IS ' || quote_literal(c.description),
            c.needs
        FROM commented c
        UNION ALL
        SELECT p.depth, 8, pg_describe_object(p.class, p.oid, 0), NULL, 'ALTER TABLE ' || p.relation || ' ' || p.fires || p.name, NULL
        FROM part p WHERE p.fires IS NOT NULL
        UNION ALL
        SELECT v.depth, 8, 'CLUSTER of ' || v.name, NULL, 'ALTER MATERIALIZED VIEW ' || i.indrelid::regclass || ' CLUSTER ON ' || quote_ident(v.relname),
            NULL
        FROM relation v JOIN pg_index i ON i.indexrelid = v.oid AND i.indisclustered
    ), refused (name) AS (
        SELECT pg_describe_object(f.class, f.id, 0) FROM found f
        WHERE f.depth > 0 AND NOT EXISTS (SELECT FROM relation v WHERE f.class = 'pg_class'::regclass AND v.oid = f.id)
            AND NOT EXISTS (SELECT FROM routine p WHERE f.class = 'pg_proc'::regclass AND p.oid = f.id)
            AND NOT EXISTS (SELECT FROM part p WHERE p.class = f.class AND p.oid = f.id)
            AND NOT EXISTS (SELECT FROM column_default d WHERE d.class = f.class AND d.oid = f.id)
            AND NOT EXISTS (SELECT FROM extended s WHERE s.class = f.class AND s.oid = f.id)
            AND NOT EXISTS (SELECT FROM pg_trigger g WHERE f.class = 'pg_trigger'::regclass AND g.oid = f.id)
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE f.class = 'pg_constraint'::regclass AND k.oid = f.id AND k.contype = 't')
            AND NOT EXISTS (SELECT FROM pg_class t WHERE f.class = 'pg_class'::regclass AND t.oid = f.id
                AND t.relnamespace = 'pg_toast'::regnamespace)
            AND NOT EXISTS (SELECT FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem
                WHERE f.class = 'pg_type'::regclass AND t.oid = f.id AND (t.typtype = 'c' OR e.typtype = 'c'))
    )
    SELECT (SELECT array_agg(s.take ORDER BY s.depth DESC, s.step DESC, s.take)
            FROM statements s WHERE s.take IS NOT NULL),
        array_agg(s.make ORDER BY s.depth, s.step, s.make),
        array_agg(s.subject ORDER BY s.depth, s.step, s.make),
        array_agg(COALESCE(s.needs, '') ORDER BY s.depth, s.step, s.make),
        (SELECT string_agg(r.name, ', ' ORDER BY r.name) FROM refused r)
    INTO taken, made, subjects, needed, refused
    FROM statements s WHERE s.make IS NOT NULL;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
            MESSAGE = 'function answer' || ' cannot be replaced: ' || refused || ' depends on it',
            HINT = 'Drop it before, and create it again after.';
    END IF;
    FOR place IN 1 .. COALESCE(cardinality(taken), 0) LOOP
        EXECUTE taken[place];
    END LOOP;
IF created IS NULL THEN
    EXECUTE definition;
    created := (SELECT p.oid FROM pg_proc p WHERE p.proname = 'answer'
        AND p.pronamespace = to_regnamespace(quote_ident(current_schema())) AND p.oid <> ALL (others));
END IF;
    FOR place IN 1 .. COALESCE(cardinality(made), 0) LOOP
        CONTINUE WHEN needed[place] <> '' AND NOT EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = to_regclass(NULL) AND a.attname = needed[place] AND NOT a.attisdropped);
        BEGIN
            EXECUTE replace(made[place], '{kmigrate:routine}', created::regprocedure::text);
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = 'function answer' || ' cannot be replaced: '
                || subjects[place] || ' depends on it and cannot be created again: ' || SQLERRM;
        END;
    END LOOP;
END
$kmigrate$;
