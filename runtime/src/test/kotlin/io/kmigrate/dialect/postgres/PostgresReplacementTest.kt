package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.Catalog
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Dependants
import io.kmigrate.operation.Operation
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.StoredProgram.Kind
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException

/**
 * Whatever is replaced, the whole catalog is the same afterwards but for what the operation says:
 * live, and by the statement that a script without a connection holds.
 */
class PostgresReplacementTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)

        fun inFixture(test: (Connection) -> Unit) =
            database.connection.use { connection ->
                connection.autoCommit = false
                try {
                    connection.execute(*FIXTURE)
                    test(connection)
                } finally {
                    connection.rollback()
                }
            }

        val ways: Map<String, (Connection) -> Catalog> =
            mapOf(
                "live" to ::PostgresCatalog,
                "offline" to { _ -> Catalog.of(Snapshot.empty().asUncertain()) },
            )

        for ((way, catalog) in ways) {
            for ((name, operation, changed) in KEEPING) {
                test("$name keeps what hangs on it, $way") {
                    inFixture { connection ->
                        val before = connection.catalog()
                        connection.run(operation, catalog(connection))
                        val after = connection.catalog()
                        withClue((before - after).joinToString("\n", "gone:\n")) {
                            (before - after).filterNot { line ->
                                changed.any { it in line }
                            } shouldBe emptyList()
                        }
                        withClue((after - before).joinToString("\n", "new:\n")) {
                            (after - before).filterNot { line ->
                                changed.any { it in line }
                            } shouldBe emptyList()
                        }
                        (before == after) shouldBe false
                    }
                }
            }
            for ((name, setUp, operation, named) in REFUSED) {
                test("$name is refused, and says why, $way") {
                    inFixture { connection ->
                        setUp.forEach { connection.execute(it) }
                        val before = connection.catalog()
                        connection.execute("savepoint s")
                        val failure =
                            shouldThrow<SQLException> {
                                connection.run(operation, catalog(connection))
                            }
                        named.forEach { failure.message shouldContain it }
                        connection.execute("rollback to savepoint s")
                        connection.catalog() shouldBe before
                    }
                }
            }
            for ((name, setUp, operation, probe) in FRESH) {
                test("$name, $way") {
                    inFixture { connection ->
                        setUp.forEach { connection.execute(it) }
                        connection.run(operation, catalog(connection))
                        connection.strings(probe.first) shouldBe probe.second
                    }
                }
            }
        }

        test("a column that views read names all of them before anything runs") {
            inFixture { connection ->
                val refused =
                    shouldThrow<io.kmigrate.dialect.UnsupportedOperationByDialectException> {
                        PostgresDialect().render(widen("id"), PostgresCatalog(connection))
                    }
                for (reader in listOf("view v", "trigger watch on table people", "policy own")) {
                    refused.message shouldContain reader
                }
                refused.problems().single().fix().toString() shouldContain "dependants = REBUILD"
            }
        }

        test("a column that nothing reads changes with the plain statement") {
            inFixture { connection ->
                PostgresDialect()
                    .render(
                        widen("unread").copy(dependants = Dependants.REBUILD),
                        PostgresCatalog(connection),
                    )
                    .single() shouldContain "ALTER TABLE \"people\" ALTER COLUMN \"unread\""
            }
        }
    })

private data class Keeping(
    val name: String,
    val operation: Operation,
    /** Parts of the catalog's lines that are about what the operation changes. */
    val changed: List<String>,
)

private data class Refused(
    val name: String,
    val setUp: List<String>,
    val operation: Operation,
    val named: List<String>,
)

private data class Fresh(
    val name: String,
    val setUp: List<String>,
    val operation: Operation,
    val probe: Pair<String, List<String?>>,
)

private fun view(name: String, query: String, materialized: Boolean = false) =
    CreateView(View(TableName.of(name), query, materialized), true)

private fun routine(kind: Kind, name: String, text: String, arguments: String? = null) =
    CreateProgram(
        StoredProgram(StoredProgram.Id(kind, TableName.of(name), null, arguments), text),
        true,
    )

private fun function(name: String, text: String, arguments: String? = null) =
    routine(Kind.FUNCTION, name, text, arguments)

private fun trigger(name: String, table: String, text: String) =
    CreateProgram(
        StoredProgram(
            StoredProgram.Id(Kind.TRIGGER, TableName.of(name), TableName.of(table), null),
            text,
        ),
        true,
    )

private fun widen(column: String) =
    AlterColumn(
        TableName.of("people"),
        column,
        ColumnChange.none().withType(IntegerType(64, false)),
    )

private fun AlterColumn.copy(dependants: Dependants) =
    AlterColumn(table, column, change, dependants)

private fun Connection.run(operation: Operation, catalog: Catalog) =
    PostgresDialect().render(operation, catalog).forEach { execute(it) }

private val KEEPING =
    listOf(
        Keeping(
            "a view with one more column at its end",
            view("v", "select id, first, last, 1 as more from people where id > 0"),
            listOf("view v:", "column v.more"),
        ),
        Keeping(
            "a view with the same columns",
            view("v", "select id, first, last from people where id > 0"),
            listOf("view v:"),
        ),
        Keeping(
            "a view with a column in the middle",
            view("v", "select id, last, 'found' as found, first from people"),
            listOf("view v:", "column v.found", "column v.last at", "column v.first at"),
        ),
        Keeping(
            "a view with a column of another type",
            view("v", "select id, first, last::varchar(9) as last from people"),
            listOf("view v:", "column v.last", "column joined.last"),
        ),
        Keeping(
            "a view with a quote and a name of the block in its query",
            view("v", "select id, first, last, '{name} \$text\$ ''made''' as taken from people"),
            listOf("view v:", "column v.taken"),
        ),
        Keeping(
            "a view with options of its own, whose name needs quotes",
            view("W x", "select first, id from v"),
            listOf("view \"W x\":", "column \"W x\"", "column rows.id at", "column rows.first at"),
        ),
        Keeping(
            "a materialized view",
            view("rows", "select id, first from \"W x\" where id > 0", materialized = true),
            listOf("view rows:"),
        ),
        Keeping(
            "a materialized view that has no rows yet",
            view("later", "select id from people where id > 7", materialized = true),
            listOf("view later:"),
        ),
        Keeping(
            "a function of a trigger",
            function(
                "touch",
                "create function touch() returns trigger language plpgsql as 'begin return null; end'",
            ),
            listOf("routine touch():"),
        ),
        Keeping(
            "a function by its arguments in words of the user's",
            function(
                "twice",
                "CREATE /* or replace */ FUNCTION twice(x int) returns int language sql as 'select x + x'",
                "int",
            ),
            listOf("routine twice(integer):"),
        ),
        Keeping(
            "a function by arguments as PostgreSQL lists them",
            function(
                "twice",
                "create or replace function twice(x int) returns int language sql as 'select x + x'",
                "x integer",
            ),
            listOf("routine twice(integer):"),
        ),
        Keeping(
            "a function that a view calls, with another name of its argument",
            function(
                "counted",
                "create function counted(other int) returns int language sql immutable as 'select 3'",
            ),
            listOf("routine counted(integer):"),
        ),
        Keeping(
            "a function that gives another type",
            function(
                "guarded",
                "create function guarded() returns bigint language sql security definer as 'select 3::bigint'",
            ),
            listOf("routine guarded():"),
        ),
        Keeping(
            "a function with other arguments",
            function(
                "guarded",
                "create function guarded(how text) returns int language sql security definer as 'select 3'",
            ),
            listOf("routine guarded("),
        ),
        Keeping(
            "a procedure",
            routine(
                Kind.PROCEDURE,
                "clean",
                "create procedure clean(days int) language sql as 'delete from people where id < 0'",
            ),
            listOf("routine clean(integer):"),
        ),
        Keeping(
            "an aggregate",
            routine(
                Kind.AGGREGATE,
                "total",
                "create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '5')",
                "int",
            ),
            listOf("routine total(integer):"),
        ),
        Keeping(
            "a trigger that is switched off and has a comment",
            trigger(
                "off",
                "people",
                "create trigger off before delete on people for each row execute function touch()",
            ),
            listOf("trigger off"),
        ),
        Keeping(
            "the INSTEAD OF trigger of a view",
            trigger(
                "into_v",
                "v",
                "create trigger into_v instead of update on v for each row execute function touch()",
            ),
            listOf("trigger into_v"),
        ),
        Keeping(
            "a column that a tree of views reads, when they are to be rebuilt",
            widen("id").copy(dependants = Dependants.REBUILD),
            listOf(
                "column people.id",
                "column v.id",
                "column \"W x\".id",
                "column rows.id",
                "column later.id",
                "column joined.id",
                "column called.id",
            ),
        ),
    )

private val REFUSED =
    listOf(
        Refused(
            "a view without the column that another reads",
            emptyList(),
            view("v", "select id, first from people"),
            listOf("view joined", "last"),
        ),
        Refused(
            "a view whose row type a column of a table has",
            listOf("create table holds (one v)"),
            view("v", "select first, id, last from people"),
            listOf("table holds"),
        ),
        Refused(
            "a materialized view without the column of its index",
            emptyList(),
            view("rows", "select id from \"W x\"", materialized = true),
            listOf("first"),
        ),
        Refused(
            "a view whose row type a domain has",
            listOf("create domain of_v as v"),
            view("v", "select first, id, last from people"),
            listOf("type of_v"),
        ),
        Refused(
            "a function with other arguments that a check calls",
            listOf("alter table people add constraint ck check (counted(id) > 0)"),
            function(
                "counted",
                "create function counted(x text) returns int language sql immutable as 'select 3'",
            ),
            listOf("constraint ck on table people"),
        ),
        Refused(
            "a function that has a name with others",
            emptyList(),
            function(
                "twice",
                "create function twice(x numeric) returns int language sql as 'select 1'",
            ),
            listOf("twice", "several"),
        ),
        Refused(
            "a type change under a view that does not fit the new type",
            listOf("create view fits as select left(last, 2) as short from people"),
            AlterColumn(
                TableName.of("people"),
                "last",
                ColumnChange.none().withType(IntegerType(32, false)).withUsing("length(last)"),
                Dependants.REBUILD,
            ),
            listOf("view fits"),
        ),
    )

private val FRESH =
    listOf(
        Fresh(
            "a view that is not there is created, whatever stands in another schema of the path",
            listOf(
                "create schema aside",
                "set local search_path = aside, public",
            ),
            view("v", "select 1 as one"),
            "select table_schema::text from information_schema.views where table_name = 'v' order by 1" to
                listOf("aside", "public"),
        ),
        Fresh(
            "a function that is not there is created",
            emptyList(),
            function("newest", "create function newest() returns int language sql as 'select 1'"),
            "select newest()::text" to listOf("1"),
        ),
        Fresh(
            "a function of another schema is found by its own name",
            listOf(
                "create schema aside",
                "create function aside.far() returns int language sql as 'select 1'",
                "revoke execute on function aside.far() from public",
            ),
            function(
                "far",
                "create function \"aside\".far() returns bigint language sql as 'select 2::bigint'",
            ),
            "select has_function_privilege('reader', 'aside.far()', 'execute')::text || aside.far()" to
                listOf("false2"),
        ),
        Fresh(
            "default privileges do not widen what was granted",
            listOf(
                "alter default privileges grant select on tables to reader",
                "alter default privileges grant execute on functions to reader",
            ),
            view("v", "select first, id, last, 1 as one from people"),
            "select has_table_privilege('other', 'v', 'select')::text || has_table_privilege('reader', 'called', 'select')" to
                listOf("truefalse"),
        ),
    )

private val ROLES = listOf("owner", "reader", "other", "giver").map { "\"$it\"" }

/** One of everything that can hang on a view, a function or a column. */
private val FIXTURE =
    arrayOf(
        *ROLES.map {
                "do $$ begin create role $it; exception when duplicate_object then null; end $$"
            }
            .toTypedArray(),
        "grant create, usage on schema public to \"owner\", giver, reader",
        "create table people (id int primary key, first text, last text, unread int)",
        "grant select on people to \"owner\"",
        "create function touch() returns trigger language plpgsql as 'begin return new; end'",
        "revoke execute on function touch() from public",
        "grant execute on function touch() to reader with grant option",
        "comment on function touch() is 'it''s touched'",
        "create trigger watch before update of id on people for each row execute function touch()",
        "create trigger off before insert on people for each row execute function touch()",
        "alter table people disable trigger off",
        "comment on trigger off on people is 'off for a while'",
        "create policy own on people for select to reader using (id > 0)",
        "comment on policy own on people is 'a policy'",
        "create view v with (security_barrier = true) as select id, first, last from people",
        "comment on view v is 'it''s {name} \\ v'",
        "comment on column v.first is 'a column'",
        "grant select on v to public",
        "grant insert, update (first) on v to giver with grant option",
        "set local role giver",
        "grant insert on v to other",
        "reset role",
        "alter view v alter column first set default 'none'",
        "create trigger into_v instead of insert on v for each row execute function touch()",
        "comment on trigger into_v on v is 'a trigger'",
        "create rule nothing as on delete to v do instead nothing",
        "comment on rule nothing on v is 'a rule'",
        "create view \"W x\" with (security_barrier = true, check_option = local) as select id, first from v",
        "alter view \"W x\" owner to \"owner\"",
        "create materialized view rows with (fillfactor = 70) as select id, first from \"W x\"",
        "create unique index rows_id on rows (id) where id > 3",
        "create index rows_first on rows (lower(first))",
        "comment on index rows_id is 'an index'",
        "comment on materialized view rows is 'rows'",
        "alter materialized view rows cluster on rows_first",
        "alter materialized view rows alter column first set statistics 33",
        "create statistics rows_of on id, first from rows",
        "create materialized view later as select id from people with no data",
        "grant select on rows to reader",
        "create view joined as select v.id, v.last from v join rows using (id)",
        "create function counted(x int) returns int language sql immutable as 'select 2'",
        "revoke execute on function counted(int) from public",
        "create view called as select counted(1) as called, v.id from v join joined using (id)",
        "create function of_v(x v) returns setof v language sql as 'select x'",
        "grant execute on function of_v(v) to reader",
        "create function twice(x int) returns int language sql as 'select 2 * x'",
        "create function twice(x text) returns int language sql as 'select 2'",
        "revoke execute on function twice(int) from public",
        "create function guarded() returns int language sql security definer as 'select 2'",
        "revoke execute on function guarded() from public",
        "grant execute on function guarded() to reader",
        "comment on function guarded() is 'guarded'",
        "alter function guarded() owner to \"owner\"",
        "create procedure clean(days int) language sql as 'delete from people'",
        "revoke execute on procedure clean(int) from public",
        "create aggregate total(int) (sfunc = int4pl, stype = int)",
        "comment on aggregate total(int) is 'a total'",
    )

/** All that is in the schema, a line each, in words that do not depend on numbers of objects. */
private fun Connection.catalog(): Set<String> = CATALOG.flatMap(::strings).filterNotNull().toSet()

private const val ACL =
    "(select string_agg(concat_ws(' ', pg_get_userbyid(g.grantor), case g.grantee when 0 then 'PUBLIC' else pg_get_userbyid(g.grantee) end, g.privilege_type, g.is_grantable), ', ' order by 1) from (select distinct g.* from aclexplode(%s) g order by 1, 2, 3) g)"

private val CATALOG =
    listOf(
        "select 'view ' || c.oid::regclass || ': ' || pg_get_viewdef(c.oid) from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relispopulated, pg_get_userbyid(c.relowner), array_to_string(c.reloptions, ','), c.relhasrules, c.relrowsecurity, ${ACL.format("coalesce(c.relacl, acldefault('r', c.relowner))")}) from pg_class c where c.relkind in ('r', 'v', 'm') and c.relnamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'column', a.attrelid::regclass || '.' || a.attname, 'at', a.attnum, format_type(a.atttypid, a.atttypmod)) from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind in ('r', 'v', 'm') and a.attnum > 0 and not a.attisdropped and c.relnamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'rights on', a.attrelid::regclass || '.' || a.attname, ${ACL.format("a.attacl")}) from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attacl is not null and not a.attisdropped and c.relnamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'settings of', a.attrelid::regclass || '.' || a.attname, a.attstattarget, a.attoptions, a.attstorage) from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind = 'm' and a.attnum > 0 and a.attstattarget > 0",
        "select concat_ws(' ', 'default', d.adrelid::regclass || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid)) from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum",
        "select concat_ws(' ', 'routine ' || o.oid::regprocedure || ':', o.prosrc, o.proargnames, o.prorettype::regtype, o.prosecdef, o.provolatile, case when o.prokind = 'a' then (select a.agginitval from pg_aggregate a where a.aggfnoid = o.oid) end) from pg_proc o where o.pronamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'rights on routine', o.proname, pg_get_userbyid(o.proowner), ${ACL.format("coalesce(o.proacl, acldefault('f', o.proowner))")}) from pg_proc o where o.pronamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'trigger', g.tgname, g.tgrelid::regclass, pg_get_triggerdef(g.oid)) from pg_trigger g where not g.tgisinternal",
        "select concat_ws(' ', 'fires', g.tgname, g.tgrelid::regclass, g.tgenabled) from pg_trigger g where not g.tgisinternal",
        "select concat_ws(' ', 'rule', w.rulename, pg_get_ruledef(w.oid)) from pg_rewrite w join pg_class c on c.oid = w.ev_class where w.rulename <> '_RETURN' and c.relnamespace = 'public'::regnamespace",
        "select concat_ws(' ', 'policy', p.polname, p.polrelid::regclass, p.polcmd, pg_get_expr(p.polqual, p.polrelid), p.polroles::regrole[]) from pg_policy p",
        "select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisclustered) from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace",
        "select 'statistics ' || pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s",
        "select concat_ws(' ', 'comment', a.type, regexp_replace(a.identity, 'guarded\\(.*\\)', 'guarded'), d.description) from pg_description d, lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) a where d.objoid >= 16384",
    )
