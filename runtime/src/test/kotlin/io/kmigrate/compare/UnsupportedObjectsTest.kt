package io.kmigrate.compare

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/**
 * What a database has and a script has no words for is named; the rest comes in an order that runs.
 */
class UnsupportedObjectsTest :
    FunSpec({
        mapOf(
                POSTGRESQL to POSTGRES_CASE,
                MARIADB to MARIADB_CASE,
                MYSQL to MYSQL_CASE,
                H2 to H2_CASE,
                SQLITE to SQLITE_CASE,
            )
            .forEach { (database, case) ->
                test("$database: each unsupported object is named, with its table") {
                    baseline(database, case.statements).notCompared() shouldContainExactly
                        case.named
                }

                test(
                    "$database: an unsupported object that a script creates is no part of a comparison"
                ) {
                    val found = fresh(database, case.statements)
                    val all =
                        found.connection.use { connection ->
                            Dialects.forConnection(connection)
                                .introspector()
                                .unsupportedObjects(connection, SchemaScope.OWN)
                                .found()
                                .map { "${it.kind()} ${it.name()}" }
                        }
                    (case.written - all).shouldBeEmpty()
                    case.written.filter { it in case.named }.shouldBeEmpty()
                }
            }

        test("MARIADB: events and packages, which need an account, are named") {
            val database = TestMariadb.freshDatabaseOfAccount()
            val statements =
                listOf(
                    "create table t (id int not null primary key)",
                    "create event cleaned on schedule every 1 day do delete from t",
                    "set sql_mode = 'ORACLE'",
                    "create package bills as procedure pay(); end",
                )
            baseline(database, statements).notCompared() shouldContainExactly
                listOf("event cleaned", "package bills")
        }

        TestDatabase.entries.forEach { database ->
            test("$database: objects that scripts can create are never unsupported") {
                baseline(
                        database,
                        listOf(
                            "create table t (id int not null primary key, a int, constraint ck check (a > 0))",
                            "create index ix on t (a)",
                            "create view v as select id from t",
                        ),
                    )
                    .notCompared() shouldBe listOf()
            }

            test("$database: views are created after the views that they read") {
                baseline(
                        database,
                        listOf(
                            "create table t (id int not null primary key)",
                            "create view z as select id from t",
                            "create view m as select id from z",
                            "create view a as select m.id from m join z on z.id = m.id",
                        ),
                    )
                    .more()
                    .map(::made) shouldBe listOf("z", "m", "a")
            }
        }

        test(
            "a view is created after the function that it calls, and before the one that reads it"
        ) {
            baseline(
                    POSTGRESQL,
                    listOf(
                        "create table t (id int)",
                        "create function y() returns int language sql as 'select 1'",
                        "create view x as select y() as y from t",
                        "create function b() returns int language sql as 'select 2'",
                        "create function w() returns bigint language sql begin atomic select count(*) from x; end",
                    ),
                )
                .more()
                .map(::made) shouldBe listOf("b", "y", "x", "w")
        }
    })

private fun made(operation: Operation): String =
    if (operation is CreateView) operation.view().name().name()
    else (operation as CreateProgram).program().name().name()

private class Case(
    val statements: List<String>,
    val named: List<String>,
    val written: List<String> = listOf(),
)

private fun fresh(kind: TestDatabase, statements: List<String>): DataSource =
    kind.fresh().also { database ->
        database.connection.use { it.execute(*statements.toTypedArray()) }
    }

private fun baseline(kind: TestDatabase, statements: List<String>): Comparison =
    baseline(kind.fresh(), statements)

private fun baseline(database: DataSource, statements: List<String>): Comparison {
    database.connection.use { it.execute(*statements.toTypedArray()) }
    return Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf()))
        .build()
        .baseline(ObjectFilter.all())
}

private val POSTGRES_CASE =
    Case(
        listOf(
            "create domain positive as int check (value > 0)",
            "create type pair as (a int, b int)",
            "create function span_length(a int, b int) returns float8 language sql immutable as 'select (a - b)::float8'",
            "create type span as range (subtype = int4, subtype_diff = span_length)",
            "create collation nordic (provider = libc, locale = 'C')",
            "create table users (id int primary key, n positive, m int not null, note text)",
            "alter table users enable row level security",
            "create policy own on users using (id = 1)",
            "create rule keep as on delete to users do instead nothing",
            "create statistics spread on id, m from users",
            "alter table users alter column id set statistics 500, alter column note set storage external",
            "alter table users replica identity full",
            "alter table users add constraint own_only check (id > 0) no inherit",
            "alter table users cluster on users_pkey",
            "create unlogged table fast (id int primary key)",
            "create table child (extra text) inherits (fast)",
            "create table parted (id int, d int) partition by range (d)",
            "create table parted_1 partition of parted (id default 7, primary key (id)) for values from (1) to (2)",
            "create index ix_own on parted_1 (d)",
            "create operator === (leftarg = int, rightarg = int, function = int4eq)",
            "create table numbered (id int generated always as identity (maxvalue 99), a serial)",
            "alter sequence numbered_a_seq increment by 5",
            "create materialized view kept as select id from users",
            "create unique index ix_kept on kept (id)",
            "create view shown with (security_barrier) as select id from users",
            "comment on view shown is 'for all'",
            "comment on constraint own_only on users is 'why'",
            "comment on table users is 'said by the table'",
            "create function f() returns trigger language plpgsql as 'begin return new; end'",
            "create trigger asleep before insert on users for each row execute function f()",
            "alter table users disable trigger asleep",
        ),
        listOf("operator ===", "range type span"),
        written =
            listOf(
                "CLUSTER by users_pkey on users",
                "NO INHERIT of check own_only on users",
                "UNLOGGED of fast",
                "collation nordic",
                "comment on table constraint own_only on public.users",
                "comment on view public.shown",
                "constraint of partition parted_1_pkey on parted_1",
                "default of partition parted_1.id",
                "disabled trigger asleep on users",
                "domain positive",
                "index ix_kept on kept",
                "index of partition ix_own on parted_1",
                "inheritance of child from fast",
                "limits of the sequence of numbered.a",
                "limits of the sequence of numbered.id",
                "options of view shown",
                "partitions of parted (parted_1)",
                "replica identity of users",
                "row security of users",
                "row security policy own on users",
                "rule keep on users",
                "statistics spread",
                "statistics target of users.id",
                "storage of users.note",
            ),
    )

private val MARIADB_CASE =
    Case(
        listOf(
            "create table users (id int primary key, hidden int invisible default 1," +
                " changed timestamp not null default current_timestamp on update current_timestamp)",
            "create table old (id int primary key) engine = MyISAM",
            "create table small (id int primary key) row_format = compressed",
            "create table kept (id int primary key) with system versioning",
            "create table slow (id int primary key, a int, index ix_a (a) ignored)",
            "create table short (t text, primary key (t(9)))",
            "create sql security invoker view mine as select id from users",
            "create view checked as select id from users where id > 1 with check option",
            "create table quick (id int, n int, primary key using btree (id), index ix_n (n)) engine = memory",
            "create function like_others() returns int deterministic return 1",
            "create trigger like_others before update on users for each row set new.id = 1",
            "set sql_mode = 'ANSI'",
            "create function f() returns int deterministic return 1",
            "create procedure p() select 1",
            "create trigger g before insert on users for each row set new.id = 1",
        ),
        listOf(
            "INVISIBLE of users.hidden",
            "SQL SECURITY INVOKER of view mine",
            "sql_mode of function f",
            "sql_mode of procedure p",
            "sql_mode of trigger g on users",
            "USING BTREE of index PRIMARY on quick",
        ),
        written =
            listOf(
                "CHECK OPTION of view checked",
                "engine MEMORY of quick",
                "engine MyISAM of old",
                "IGNORED of index ix_a on slow",
                "ON UPDATE of users.changed",
                "options of small (row_format=COMPRESSED)",
                "primary key over a part of short (t(9))",
                "system versioning of kept",
            ),
    )

private val MYSQL_CASE =
    Case(
        listOf(
            "create table users (id int primary key, hidden int invisible default 1," +
                " changed timestamp not null default current_timestamp on update current_timestamp)",
            "create table old (id int primary key) engine = MyISAM",
            "create table small (id int primary key) row_format = compressed",
            "create table slow (id int primary key, a int, index ix_a (a) invisible)",
            "create table short (t text, primary key (t(9)))",
            "create sql security invoker view mine as select id from users",
            "create view checked as select id from users where id > 1 with check option",
            "create table quick (id int, n int, primary key using btree (id), index ix_n (n)) engine = memory",
            "create function like_others() returns int deterministic return 1",
            "create trigger like_others before update on users for each row set new.id = 1",
            "set sql_mode = 'ANSI'",
            "create function f() returns int deterministic return 1",
            "create procedure p() select 1",
            "create trigger g before insert on users for each row set new.id = 1",
        ),
        listOf(
            "INVISIBLE of users.hidden",
            "SQL SECURITY INVOKER of view mine",
            "sql_mode of function f",
            "sql_mode of procedure p",
            "sql_mode of trigger g on users",
            "USING BTREE of index PRIMARY on quick",
        ),
        written =
            listOf(
                "CHECK OPTION of view checked",
                "engine MEMORY of quick",
                "engine MyISAM of old",
                "INVISIBLE of index ix_a on slow",
                "ON UPDATE of users.changed",
                "options of small (row_format=COMPRESSED)",
                "primary key over a part of short (t(9))",
            ),
    )

private val H2_CASE =
    Case(
        listOf(
            "create domain positive as int check (value > 0)",
            "create constant best value 1",
            "create table users (id int primary key, hidden int invisible," +
                " changed timestamp on update current_timestamp)",
            "create index ix on users (changed)",
            "create synonym people for users",
            "create view shown as select id from users",
            "create sequence numbers",
            "comment on view shown is 'for all'",
            "comment on index ix is 'quick'",
            "comment on sequence numbers is 'of bills'",
        ),
        listOf(),
        written =
            listOf(
                "INVISIBLE of users.hidden",
                "ON UPDATE of users.changed",
                "comment on index ix",
                "comment on sequence numbers",
                "comment on view shown",
                "constant best",
                "domain positive",
                "synonym people",
            ),
    )

private val SQLITE_CASE =
    Case(
        listOf(
            "create table users (id integer primary key)",
            "create virtual table found using fts5 (body)",
        ),
        listOf(),
        written = listOf("virtual table found"),
    )
