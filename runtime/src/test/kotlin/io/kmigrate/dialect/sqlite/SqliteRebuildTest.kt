package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.column
import io.kmigrate.dialect.execute
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.statement
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.ForeignKey
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException

private val dialect = SqliteDialect()
private val none = ColumnChange.none()

private fun alter(column: String, change: ColumnChange) = AlterColumn(name("t"), column, change)

/** Any rebuild: it gives column {@code a} of table {@code t} another default. */
private val rebuild = alter("a", none.withDefault(expression("40 + 2")))

/**
 * A table, an operation that rebuilds it, and what must be true then.
 *
 * @param then a query whose first column is given, row by row
 */
private data class Kept(
    val what: String,
    val given: List<String>,
    val then: List<Pair<String, List<Any?>>>,
    val operation: Operation = rebuild,
)

private fun kept(what: String, vararg given: String, then: List<Pair<String, List<Any?>>>) =
    Kept(what, given.toList(), then)

private const val COUNT_TABLES = "select count(*) from sqlite_master where name like '%kmigrate%'"

private val cases =
    listOf(
        kept(
            "b1 rows, NULLs and types",
            "create table t (a int, b text, c blob, d real, e)",
            "insert into t values (1, 'x', x'00ff', 1.5, 'e'), (null, null, null, null, 7)",
            then =
                listOf(
                    "select a || b || hex(c) || d || e from t where a = 1" to listOf("1x00FF1.5e"),
                    "select typeof(a) || typeof(b) || typeof(c) || typeof(d) || typeof(e) from t" to
                        listOf("integertextblobrealtext", "nullnullnullnullinteger"),
                ),
        ),
        kept(
            "b2 the alias of the row id",
            "create table t (id integer, a int, primary key (id))",
            "insert into t values (7, 1)",
            "insert into t (a) values (2)",
            then = listOf("select rowid from t where id = rowid" to listOf(7, 8)),
        ),
        kept(
            "b3 AUTOINCREMENT with its counter",
            "create table t (id integer primary key autoincrement, a int)",
            "insert into t values (41, 1)",
            "delete from t",
            then =
                listOf(
                    "select seq from sqlite_sequence where name = 't'" to listOf(41),
                    "select count(*) from sqlite_sequence" to listOf(1),
                    "insert into t (a) values (1) returning id" to listOf(42),
                ),
        ),
        kept(
            "b4 the order of a composite key",
            "create table t (a int, b int, primary key (b, a))",
            then =
                listOf(
                    "select name from pragma_table_info('t') where pk order by pk" to
                        listOf("b", "a")
                ),
        ),
        kept(
            "b5 named and unnamed constraints",
            "create table p (id integer primary key)",
            "create table t (a int constraint ck check (a > 0) unique, b int references p on delete cascade," +
                " c int, constraint uq unique (b, c))",
            then =
                listOf(
                    "select count(*) from pragma_index_list('t') where origin = 'u'" to listOf(2),
                    "select on_delete from pragma_foreign_key_list('t')" to listOf("CASCADE"),
                    "select instr(sql, 'constraint ck check (a > 0)') > 0 from sqlite_master where name = 't'" to
                        listOf(1),
                ),
        ),
        kept(
            "b6 unnamed checks",
            "create table t (a int check (a <> 13), b int, check (b <> a))",
            then =
                listOf(
                    "select instr(sql, '(a <> 13)') > 0 and instr(sql, 'check (b <> a)') > 0" +
                        " from sqlite_master where name = 't'" to listOf(1)
                ),
        ),
        kept(
            "b7 a collation",
            "create table t (a int, b text collate nocase)",
            "insert into t values (1, 'X')",
            then = listOf("select a from t where b = 'x'" to listOf(1)),
        ),
        kept(
            "b8 defaults of every kind",
            "create table t (a int default 1, b text default 'it''s', c default current_timestamp," +
                " d default -5, e default null, f default x'00ff', g default true, h default (1 + 2))",
            then =
                listOf(
                    "select dflt_value from pragma_table_info('t')" to
                        listOf(
                            "40 + 2",
                            "'it''s'",
                            "current_timestamp",
                            "-5",
                            "null",
                            "x'00ff'",
                            "true",
                            "1 + 2",
                        )
                ),
        ),
        kept(
            "b9 ON CONFLICT and deferral",
            "create table p (id integer primary key)",
            "create table t (a int unique on conflict replace, b int references p (id)" +
                " deferrable initially deferred)",
            "insert into t values (1, null)",
            then =
                listOf(
                    "insert into t values (1, null) returning a" to listOf(1),
                    "select count(*) from t" to listOf(1),
                    "select instr(sql, 'deferrable initially deferred') > 0 from sqlite_master where name = 't'" to
                        listOf(1),
                ),
        ),
        kept(
            "b10-b12 every kind of index",
            "create table t (a int, b text)",
            "create index i1 on t (a)",
            "create unique index i2 on t (b) where a > 1",
            "create index i3 on t (lower(b), a desc)",
            "create index i4 on t (b collate nocase desc)",
            then =
                listOf(
                    "select sql from sqlite_master where type = 'index' order by name" to
                        listOf(
                            "CREATE INDEX i1 on t (a)",
                            "CREATE UNIQUE INDEX i2 on t (b) where a > 1",
                            "CREATE INDEX i3 on t (lower(b), a desc)",
                            "CREATE INDEX i4 on t (b collate nocase desc)",
                        )
                ),
        ),
        kept(
            "b13 triggers",
            "create table log (what text)",
            "create table t (a int)",
            "create trigger tr after insert on t when new.a > 0 begin" +
                " insert into log select case when new.a > 1 then 'big' else 'small' end; end",
            then =
                listOf(
                    "insert into t values (5) returning a" to listOf(5),
                    "select what from log" to listOf("big"),
                ),
        ),
        kept(
            "b14 views on the table, and triggers elsewhere that write it",
            "create table other (x int)",
            "create table t (a int, b int)",
            "insert into t values (3, 4)",
            "create view v as select a + b as c from t",
            "create trigger tr after insert on other begin insert into t values (new.x, 0); end",
            then =
                listOf(
                    "select c from v" to listOf(7),
                    "insert into other values (9) returning x" to listOf(9),
                    "select count(*) from t" to listOf(2),
                ),
        ),
        kept(
            "b15 generated columns",
            "create table t (a int, b int generated always as (a * 2) stored, c int as (a + 1))",
            "insert into t (a) values (3)",
            then =
                listOf(
                    "select b || ' ' || c from t" to listOf("6 4"),
                    "select hidden from pragma_table_xinfo('t')" to listOf(0, 3, 2),
                ),
        ),
        kept(
            "b16 WITHOUT ROWID and STRICT",
            "create table t (k text primary key, a int) strict, without rowid",
            "insert into t values ('k', 1)",
            then =
                listOf(
                    "select wr || strict from pragma_table_list('t') where schema = 'main'" to
                        listOf("11"),
                    "select k from t" to listOf("k"),
                ),
        ),
        kept(
            "b17 children that cascade",
            "create table t (id integer primary key, a int)",
            "create table c (t_id int references t (id) on delete cascade)",
            "insert into t values (1, 1)",
            "insert into c values (1)",
            then =
                listOf(
                    "select t_id from c" to listOf(1),
                    "select \"table\" from pragma_foreign_key_list('c')" to listOf("t"),
                    "pragma foreign_keys" to listOf(1),
                    "delete from t returning id" to listOf(1),
                    "select count(*) from c" to listOf(0),
                ),
        ),
        kept(
            "b18 children that restrict",
            "create table t (id integer primary key, a int)",
            "create table c (t_id int references t (id) on delete restrict)",
            "insert into t values (1, 1)",
            "insert into c values (1)",
            then = listOf("select t_id from c" to listOf(1), COUNT_TABLES to listOf(0)),
        ),
        kept(
            "b19 a key to itself",
            "create table t (id integer primary key, a int, up int references t (id) on delete cascade)",
            "insert into t values (1, 1, null), (2, 1, 1)",
            then =
                listOf(
                    "select \"table\" from pragma_foreign_key_list('t')" to listOf("t"),
                    "delete from t where id = 1 returning id" to listOf(1),
                    "select count(*) from t" to listOf(0),
                ),
        ),
        Kept(
            "b22 a conversion that is said",
            listOf("create table t (a text)", "insert into t values ('12'), ('zz')"),
            listOf("select a from t" to listOf(12, -1)),
            alter("a", none.withType(int32).withUsing("case a when 'zz' then -1 else a end")),
        ),
        Kept(
            "b22 texts that are numbers",
            listOf("create table t (a text)", "insert into t values ('12'), (null), ('-3')"),
            listOf(
                "select typeof(a) || coalesce(a, '') from t" to
                    listOf("integer12", "null", "integer-3")
            ),
            alter("a", none.withType(int32)),
        ),
        Kept(
            "b23 a renamed column in checks, indexes, triggers and views",
            listOf(
                "create table t (a int check (a > 0), b int, check (a < b))",
                "create index i on t (a) where a > 3",
                "create view v as select a from t",
            ),
            listOf(
                "insert into t (z, b) values (1, 2) returning z" to listOf(1),
                "select name from pragma_table_info('t')" to listOf("z", "b"),
                "select * from v" to listOf(1),
            ),
            RenameColumn(name("t"), "a", "z"),
        ),
        Kept(
            "b26 a new column with its foreign key",
            listOf(
                "create table p (id integer primary key)",
                "create table t (a int)",
                "insert into t values (1)",
            ),
            listOf("select \"table\" from pragma_foreign_key_list('t')" to listOf("p")),
            AddColumn(
                name("t"),
                nullable("p_id", int64),
                ForeignKey.of("fk", listOf("p_id"), name("p"), listOf("id")),
                false,
            ),
        ),
        Kept(
            "a STRICT table takes new columns in its own types",
            listOf("create table t (a int) strict", "insert into t values (1)"),
            listOf("select type from pragma_table_info('t')" to listOf("INT", "TEXT")),
            AddColumn(name("t"), nullable("b", varchar(10)), null, false),
        ),
        kept(
            "checks that qualify their columns",
            "create table t (a int check (t.a > 0), b int, check (\"t\" . b < t.a))",
            "insert into t values (2, 1)",
            then =
                listOf(
                    "select a from t" to listOf(2),
                    "insert or ignore into t values (0, -1) returning a" to listOf(),
                ),
        ),
        Kept(
            "comments and odd spelling around what changes",
            listOf(
                "create table t (\n  a int -- the a, (really)\n    default 1 /* one */\n  , [b c] text -- last\n)"
            ),
            listOf(
                "select dflt_value from pragma_table_info('t')" to listOf(null, null),
                "select instr(sql, '-- the a, (really)') > 0 and instr(sql, '-- last') > 0" +
                    " from sqlite_master where name = 't'" to listOf(1),
            ),
            alter("a", none.withDefault(null)),
        ),
    )

class SqliteRebuildTest :
    FunSpec({
        cases.forEach { case ->
            test("${case.what}: kept") {
                database(case.given).use { connection ->
                    connection.run(dialect, case.operation)
                    case.then.forEach { (query, rows) -> connection.query(query) shouldBe rows }
                    connection.query("pragma integrity_check") shouldBe listOf("ok")
                    connection.query("pragma legacy_alter_table") shouldBe listOf(0)
                    connection.query("select name from sqlite_temp_master").shouldBeEmpty()
                }
            }
        }

        refusals.forEach { (what, given, operation, sentence) ->
            test("$what: refused, and nothing has changed") {
                database(given).use { connection ->
                    val before = connection.dump()
                    val failure = shouldThrow<Exception> { connection.run(dialect, operation) }
                    failure.message shouldContain sentence
                    connection.dump() shouldBe before
                    connection.query("pragma foreign_keys") shouldBe listOf(1)
                }
            }
        }

        test("b27 a failing step rolls back the whole transaction") {
            database(listOf("create table t (a int)", "insert into t values (1)")).use { connection
                ->
                shouldThrow<SQLException> {
                    connection.run(
                        dialect,
                        rebuild,
                        AddColumn(name("t"), nullable("b", text), null, false),
                        alter("a", none.withType(int32).withUsing("missing")),
                    )
                }
                connection.query("select sql from sqlite_master") shouldBe
                    listOf("CREATE TABLE t (a int)")
                connection.query("select a from t") shouldBe listOf(1)
            }
        }

        test("a rebuild outside a session is refused where it could fire cascades") {
            database(
                    listOf(
                        "create table t (id integer primary key, a int)",
                        "create table c (t_id int references t (id) on delete cascade)",
                        "insert into t values (1, 1)",
                        "insert into c values (1)",
                    )
                )
                .use { connection ->
                    shouldThrow<SQLException> { connection.execute(dialect, rebuild) }
                        .message shouldContain "foreign keys must be off while t is rebuilt"
                    connection.query("select t_id from c") shouldBe listOf(1)
                }
        }
    })

private fun refused(what: String, given: List<String>, operation: Operation, sentence: String) =
    Refusal(what, given, operation, sentence)

private data class Refusal(
    val what: String,
    val given: List<String>,
    val operation: Operation,
    val sentence: String,
)

private val refusals =
    listOf(
        refused(
            "b21 NOT NULL over NULL",
            listOf("create table t (a int)", "insert into t values (1), (null)"),
            alter("a", none.withNullable(false)),
            "t.a holds NULL",
        ),
        refused(
            "b22 a text that is no number",
            listOf("create table t (a text)", "insert into t values ('12'), ('zz')"),
            alter("a", none.withType(int32)),
            "t.a has values that are no int32: say how with using",
        ),
        refused(
            "a number that is no boolean",
            listOf("create table t (a int)", "insert into t values (1), (2)"),
            alter("a", none.withType(io.kmigrate.schema.ColumnType.BooleanType())),
            "t.a has values that are no boolean",
        ),
        refused(
            "b24 a column of an index",
            listOf("create table t (a int, b int)", "create index i on t (b) where a > 0"),
            DropColumn(name("t"), "a", false),
            "column a of table t is used by index i",
        ),
        refused(
            "b24 a column of checks and a key over two",
            listOf(
                "create table t (a int, b int check (b > a), constraint uq unique (a, b), check (a > 1))"
            ),
            DropColumn(name("t"), "a", false),
            "used by unique constraint uq, check check (a > 1), check check (b > a)",
        ),
        refused(
            "a column of a view",
            listOf("create table t (a int unique, b int)", "create view v as select a from t"),
            DropColumn(name("t"), "a", false),
            "error in view v after drop column: no such column: a",
        ),
        refused(
            "a new column that old rows cannot fill",
            listOf("create table t (a int)", "insert into t values (1)"),
            AddColumn(name("t"), column("b", text), null, false),
            "t has rows, and its new column b has no default for them",
        ),
        refused(
            "a foreign key over orphans",
            listOf(
                "create table p (id integer primary key)",
                "create table t (a int)",
                "insert into t values (5)",
            ),
            CreateForeignKey(name("t"), ForeignKey.of("fk", listOf("a"), name("p"), listOf("id"))),
            "1 row of t would point at no row of p: rowid 1",
        ),
        refused(
            "an unknown constraint",
            listOf("create table t (a int, constraint uq unique (a))"),
            DropConstraint(name("t"), "missing", false),
            "table t has no constraint missing; it has uq",
        ),
    )

private fun database(statements: List<String>): Connection =
    sqliteFile().connection.apply {
        statement("pragma foreign_keys = on")
        statements.forEach(::statement)
    }

private fun Connection.dump(): List<Any?> =
    query("select sql from sqlite_master") + query("select group_concat(quote(a)) from t")
