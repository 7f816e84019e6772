package io.kmigrate.compare

import io.kmigrate.diff.ObjectFilter
import io.kmigrate.migrator
import io.kmigrate.schema.ColumnType.BlobType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.usersTables
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import javax.sql.DataSource

/** What is made from the baseline of a database describes itself as the old one does. */
class BaselineTest :
    FunSpec({
        test("MariaDB: collation, engine and options of a table are those of the old one") {
            mariadbAgain(
                "create table a (id varchar(700) primary key, note varchar(60000), b varchar(9) collate utf8mb4_bin)" +
                    " character set latin1 comment 'old' row_format = compressed",
                "create table b (id int primary key) engine = MyISAM default collate utf8mb4_unicode_ci",
                "create table c (id int primary key) engine = MyISAM default collate utf8mb4_unicode_ci" +
                    " partition by hash (id) partitions 3",
                "create table d (id int primary key)",
            )
        }

        test("MariaDB and MySQL: a column that updates itself continues to do so") {
            for (kind in listOf(MARIADB, MYSQL)) {
                sameAgain(
                    kind,
                    "create table a (id int primary key," +
                        " b timestamp not null default current_timestamp on update current_timestamp," +
                        " c datetime(3) not null default current_timestamp(3) on update current_timestamp(3)," +
                        " d timestamp null on update current_timestamp," +
                        " e datetime not null default '2000-01-01 00:00:00' on update current_timestamp comment 'it''s')",
                )
            }
        }

        test(
            "MariaDB and MySQL: a warning names a column only if it updates itself and has no default"
        ) {
            for (kind in listOf(MARIADB, MYSQL)) {
                val old =
                    fresh(
                        kind,
                        "create table a (b datetime default now() on update now()," +
                            " c datetime not null on update now())",
                        "alter table a alter column c drop default",
                    )
                baseline(old).notCompared() shouldBe listOf("ON UPDATE of a.c")
            }
        }

        test("MariaDB and MySQL: a number keeps its size, as the key that refers to it needs") {
            for (kind in listOf(MARIADB, MYSQL)) {
                sameAgain(
                    kind,
                    "create table a (id mediumint(8) unsigned auto_increment primary key, at time not null)",
                    "create table b (id mediumint primary key," +
                        " a mediumint(8) unsigned, at time(6)," +
                        " constraint fk_a foreign key (a) references a (id))",
                )
            }
        }

        test(
            "MariaDB and MySQL: views read the tables of the new database, and no program names an account"
        ) {
            for (kind in listOf(MARIADB, MYSQL)) {
                val (old, new) =
                    again(
                        kind,
                        "create table a (id int primary key, b int)",
                        "create view v as select a.id, x.b as `as` from a join a x on x.id = a.id",
                        "create view w as select id from v where id > 1 with check option",
                        "create definer = 'some one'@'%' function f() returns int deterministic return 1",
                        "create trigger t before insert on a for each row set new.b = f()",
                    )
                for (name in listOf("v", "w")) {
                    val text = describe(new, "show create view $name")
                    text shouldBe describe(old, "show create view $name")
                    text shouldNotContain "test_"
                }
                describe(new, "show create function f") shouldNotContain "some one"
            }
        }

        test("MariaDB: a key over a part of a column, old rows and an index that is ignored stay") {
            mariadbAgain(
                "create table a (`k``1` varchar(1000), n int, primary key (`k``1`(50), n))",
                "create table b (id int primary key, a int, index ix_a (a) ignored) with system versioning",
            )
        }

        test("MariaDB and MySQL: an object without a collation of its own keeps its collation") {
            for (kind in listOf(MARIADB, MYSQL)) {
                sameAgain(
                    kind,
                    "create table a (id int primary key, b enum('x', 'Y') collate latin1_swedish_ci not null," +
                        " c set('x', 'Y') character set utf8mb3 default 'x', d tinytext collate utf8mb4_bin)",
                )
            }
        }

        test(
            "MariaDB and MySQL: a warning names a number that only begins an index, and the options of an index"
        ) {
            for (kind in listOf(MARIADB, MYSQL)) {
                val old =
                    fresh(
                        kind,
                        "create table a (id int auto_increment, k int primary key, index ix (id) comment 'why')",
                    )
                baseline(old).notCompared() shouldBe
                    listOf("comment on index ix on a", "AUTO_INCREMENT of a.id")
                describe(made(kind, baseline(old)), "show create table a") shouldContain "KEY `ix`"
            }
        }

        test("MariaDB: a memory table keeps its hashes, and long texts stay unique") {
            mariadbAgain(
                "create table a (id int primary key, n int, key (n)) engine = memory",
                "create table b (id int primary key, t text, unique key t (t))",
            )
        }

        test("MariaDB: a first revision of more than 64 kilobytes fits into the history") {
            val columns =
                (1..200).joinToString { "a_column_with_a_name_that_is_quite_long_$it int" }
            val tables = (1..10).map { "create table a$it ($columns)" }
            usersTables(made(MARIADB, baseline(fresh(MARIADB, *tables.toTypedArray()))))
                .size shouldBe tables.size
        }

        test("SQLite: a foreign key to a missing table is left out and named") {
            val old =
                fresh(SQLITE, "create table a (id integer primary key, b int references gone (id))")
            baseline(old).notCompared() shouldBe
                listOf("foreign key to a table that is not there: a (b) to gone")
            made(SQLITE, baseline(old)).query("select 1 from pragma_foreign_key_list('a')") shouldBe
                listOf()
        }

        test("H2: names that it chose for constraints do not collide with later ones") {
            val tables =
                (1..20).flatMap { number ->
                    listOf(
                        "create table first_$number (id int primary key, a int unique, check (a > $number))",
                        "create table second_$number (id int, b int, constraint named_$number primary key (id)," +
                            " foreign key (b) references first_$number)",
                    )
                }
            val (old, new) = again(H2, *tables.toTypedArray())
            script(new) shouldBe script(old)
        }

        test(
            "H2: types keep their precision and length, and columns that update themselves continue to do so"
        ) {
            val (old, new) =
                again(
                    H2,
                    "create table a (id int primary key, b clob, c timestamp, d timestamp(0) with time zone," +
                        " e time, f timestamp(9), g character varying," +
                        " h timestamp default current_timestamp on update current_timestamp not null," +
                        " i int default null on update 7)",
                )
            script(new) shouldBe script(old)
        }

        test("H2: domains, constants, synonyms, comments and hidden columns stay") {
            val (old, new) =
                again(
                    H2,
                    "create domain z_positive as int default 7 check (value > 0)",
                    "alter domain z_positive add constraint is_small check (value < 99)",
                    "create domain late as z_positive",
                    "create domain early as late",
                    "create constant best value 'it''s'",
                    "create table a (id int primary key, n z_positive, m late not null, o early," +
                        " hidden int invisible default 3, constraint ck check (n <> m))",
                    "create synonym other for a",
                    "create view v as select best as b, id from other",
                    "create sequence s",
                    "comment on view v is 'it''s'",
                    "comment on domain late is 'late'",
                    "comment on constraint ck is 'why'",
                    "comment on sequence s is 'of numbers'",
                )
            script(new) shouldBe script(old)
        }

        test("SQLite: a virtual table stays virtual") {
            val (_, new) =
                again(
                    SQLITE,
                    "create table a (id integer primary key, body text)",
                    "create virtual table \"the words\" using fts5 (body, content='a', content_rowid='id')",
                    "create trigger t after insert on a begin" +
                        " insert into \"the words\" (rowid, body) values (new.id, new.body); end",
                )
            new.execute("insert into a (body) values ('one two')")
            new.query("select rowid from \"the words\" where body match 'two'") shouldBe listOf("1")
        }

        test("SQLite: a column without a type becomes BLOB, which keeps values unchanged") {
            val old = fresh(SQLITE, "create table a (k text primary key, v, w not null default 1)")
            val table = baseline(old).wanted().table(TableName.of("a")).orElseThrow()
            table.columns().drop(1).map { it.type() } shouldBe listOf(BlobType(), BlobType())
            val new = made(SQLITE, baseline(old))
            for (database in listOf(old, new)) {
                database.execute("insert into a (k, v) values ('1', 1), ('2', '1')")
                database.query("select typeof(v) || typeof(w) from a order by k") shouldBe
                    listOf("integerinteger", "textinteger")
            }
        }

        test("SQLite: a declared type stays where Kmigrate's would keep other values") {
            val (old, new) =
                again(
                    SQLITE,
                    "create table a (id integer primary key, b datetime, c date, d json, e nvarchar(9)," +
                        " f timestamp not null default current_timestamp, g float)",
                )
            val types = baseline(old).wanted().table(TableName.of("a")).orElseThrow().columns()
            types.map { it.type() }.filterIsInstance<CustomType>().map { it.sql() } shouldBe
                listOf("datetime", "date", "json", "timestamp")
            for (database in listOf(old, new)) {
                database.execute("insert into a (b, c, d, e) values ('5', '5', '5', 5)")
                database.query(
                    "select typeof(b) || typeof(c) || typeof(d) || typeof(e) from a"
                ) shouldBe listOf("integerintegerintegertext")
            }
        }

        test("SQLite: a table stays STRICT, and without row ids") {
            val (_, new) =
                again(
                    SQLITE,
                    "create table a (id integer primary key, b real, c any, d int) strict",
                    "create table b (k text primary key, v int) strict, without rowid",
                    "create table c (k int primary key, v int) without rowid",
                )
            new.query(
                    "select name || strict || wr from pragma_table_list where name in ('a', 'b', 'c')"
                )
                .sortedBy { it } shouldBe listOf("a10", "b11", "c01")
            new.query("select type from pragma_table_info('a')") shouldBe
                listOf("INTEGER", "REAL", "ANY", "INTEGER")
        }
    })

private fun fresh(kind: TestDatabase, vararg statements: String): DataSource =
    kind.fresh().also { database -> database.connection.use { it.execute(*statements) } }

private fun baseline(database: DataSource): Comparison =
    migrator(database, listOf()).baseline(ObjectFilter.all())

/** A new database with its baseline; there and back and there again. */
private fun made(kind: TestDatabase, comparison: Comparison): DataSource {
    val database = kind.fresh()
    val baseline = migration("a1", up = comparison.changes().map { it.operation() })
    val migrator = migrator(database, listOf(baseline))
    migrator.upgrade()
    migrator.downgrade("base")
    usersTables(database).shouldBeEmpty()
    migrator.upgrade()
    return database
}

private fun again(kind: TestDatabase, vararg statements: String): Pair<DataSource, DataSource> {
    val old = fresh(kind, *statements)
    val comparison = baseline(old)
    comparison.notCompared().shouldBeEmpty()
    return old to made(kind, comparison)
}

private fun mariadbAgain(vararg statements: String) = sameAgain(MARIADB, *statements)

private fun sameAgain(kind: TestDatabase, vararg statements: String) {
    val (old, new) = again(kind, *statements)
    usersTables(old).forEach { table ->
        val text = describe(new, "show create table $table")
        text shouldContain "CREATE TABLE"
        text shouldBe describe(old, "show create table $table")
    }
}

/** The second or third column has it; how wide a client shows a number is nothing that is kept. */
private fun describe(database: DataSource, show: String): String =
    database.connection.use { connection ->
        connection.createStatement().use { statement ->
            statement.executeQuery(show).use { row ->
                row.next()
                (1..row.metaData.columnCount)
                    .map { row.getString(it).orEmpty() }
                    .first { it.startsWith("CREATE") }
                    .replace(Regex("""(int)\(\d+\)"""), "$1")
            }
        }
    }

private val CHOSEN = Regex("CONSTRAINT_[0-9A-F]+(_\\d+)?")

private fun script(database: DataSource): List<String> =
    database
        .query("script nodata nosettings")
        .map { it.orEmpty().replace(CHOSEN, "CHOSEN") }
        .filterNot { "migrate_" in it || "CREATE USER" in it || it.startsWith("--") }
        .sorted()
