package io.kmigrate.compare

import io.kmigrate.Migrator
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.dialect.mysql.MysqlDialect
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.brief
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.sql.Connection
import javax.sql.DataSource

/**
 * A database and the one that its first revision makes say the same of themselves, word for word.
 */
class MysqlAdoptionTest :
    FunSpec({
        val both = listOf(MARIADB, MYSQL)

        // Texts that look like what the server adds to texts, and those that it writes otherwise.
        val texts =
            listOf(
                "' _x'",
                "'_utf8mb4'",
                "'a _utf8mb4''b'",
                "'it''s'",
                "'a \\\\ b'",
                "'\\n\\t'",
                "'ß € 漢'",
                "'`a`'",
                "'x)'",
                "'\"q\"'",
                "''",
            )
        both.forEach { kind ->
            test("$kind: such texts stay in checks, computed columns and defaults") {
                val parts = texts.mapIndexed { n, text ->
                    "a$n varchar(40) default $text, b$n varchar(90) default (concat($text, 'x'))," +
                        " c$n varchar(90) as (concat(a$n, $text))," +
                        " constraint ck${'a' + n} check (a$n <> $text), constraint ck${'a' + n}2 check ($text <> a$n or id > 1)"
                }
                adopted(kind, "create table t (id int primary key, ${parts.joinToString()})")
            }
        }

        val defaults =
            listOf(
                "bit(1)" to "b'1'",
                "bit(10)" to "b'1010'",
                "bit(4)" to "0",
                "binary(4)" to "'ab'",
                "binary(3)" to "0x010002",
                "varbinary(10)" to "0x00",
                "varbinary(10)" to "0xff00ff00",
                "varbinary(10)" to "'it''s'",
                "varbinary(10)" to "''",
                "enum('a','0x62')" to "'0x62'",
                "enum('a','b') character set binary" to "'b'",
                "set('x','y') character set binary" to "'x,y'",
                "set('x','y')" to "'x,y'",
                "varchar(10)" to "'0x41'",
                "varchar(10)" to "'b''1'''",
                "year" to "'2001'",
                "decimal(5,2)" to "1.50",
                "date" to "'2000-01-01'",
                "time(3)" to "'10:00:00.500'",
                "double" to "1e10",
            )
        both.forEach { kind ->
            test("$kind: defaults stay, whatever the catalog makes of them") {
                // MariaDB keeps the bytes of such texts in a catalog that is text.
                val kept = defaults.filterNot { (_, value) -> kind == MARIADB && "ff" in value }
                val columns = kept.mapIndexed { n, (type, value) -> "a$n $type default $value" }
                adopted(kind, "create table t (id int primary key, ${columns.joinToString()})")
            }
        }

        listOf("rentals", "staff").forEach { name ->
            both.forEach { kind ->
                test("$kind: the schema of $name comes again as it is") {
                    adopted(kind, *statements(name))
                }
            }
        }

        // Moments of zero are for those who allow them.
        val lenient = "NO_ENGINE_SUBSTITUTION"
        listOf(lenient, "$lenient,ANSI_QUOTES", "$lenient,ANSI_QUOTES,PIPES_AS_CONCAT").forEach {
            mode ->
            both.forEach { kind ->
                test("$kind: the schema of a blog comes again under sql_mode $mode") {
                    adopted(kind, *statements("blog")) { moded(it, mode) }
                }
            }
        }

        // Both sides spell names and join texts as the mode says.
        listOf("ANSI_QUOTES", "ANSI", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES").forEach { mode ->
            // MySQL cannot show such a table itself.
            both
                .filterNot { it == MYSQL && "BACKSLASH" in mode }
                .forEach { kind ->
                    test("$kind: names and texts come again under sql_mode $mode") {
                        adopted(
                            kind,
                            "create table \"a b\" (id int primary key, \"c\"\"d\" varchar(20) default 'it''s \"x\"', n int," +
                                " constraint \"c k\" check (\"c\"\"d\" <> 'it''s'), key \"i x\" (\"c\"\"d\"))",
                            "create table p (id int primary key, \"a b\" int comment 'it''s')" +
                                " partition by range (\"id\") (partition \"p 1\" values less than (7))",
                            "create view \"v w\" as select \"c\"\"d\", 'it''s' as \"it's\" from \"a b\" where \"n\" > 1",
                            "create view x as select \"it's\" from \"v w\"",
                            "create procedure p() select \"c\"\"d\" from \"a b\"",
                            "create trigger g before insert on \"a b\" for each row set new.\"n\" = 1",
                        ) {
                            moded(it, mode)
                        }
                    }
                }
        }

        test("MYSQL: checks that are not enforced stay so") {
            adopted(
                MYSQL,
                "create table t (id int primary key, a int," +
                    " constraint `c``k` check (a > 0) not enforced, constraint ck2 check (a < 9))",
            )
        }

        test("MYSQL: shapes keep their reference system, and texts what cuts them into words") {
            adopted(
                MYSQL,
                "create table t (id int primary key, p point not null srid 4326, q geometry not null, r linestring srid 0," +
                    " n text, m varchar(200), spatial index sp (p), fulltext key fx (n, m) with parser ngram, fulltext key fy (m))",
            )
        }

        listOf<Pair<String, () -> DataSource>>(
                "MARIADB" to ::mariadbOfAccounts,
                "MYSQL" to MYSQL::fresh,
            )
            .forEach { (kind, open) ->
                test("$kind: a text that the account may not read is named, and not written") {
                    val database = open()
                    database.connection.use {
                        it.execute(
                            "create table t (id int primary key)",
                            "create function f() returns int deterministic return 1",
                            "create procedure p() select 1",
                            "create view v as select id from t",
                        )
                    }
                    val found = baseline(onlooker(database))
                    found.notCompared() shouldBe
                        listOf(
                            "unreadable text of function f",
                            "unreadable text of procedure p",
                            "unreadable text of view v",
                        )
                    found.changes().map { brief(it.operation()) } shouldBe listOf("createTable t")
                }
            }

        both.forEach { kind ->
            test("$kind: a spatial index is over the whole of its column") {
                adopted(
                    kind,
                    "create table t (id int primary key, p geometry not null, spatial index sp (p))",
                )
            }

            test("$kind: triggers of one event act in their order") {
                val (old, new) =
                    adopted(
                        kind,
                        "create table t (id int primary key, a varchar(90))",
                        "create trigger z before insert on t for each row set new.a = concat(new.a, 'z')",
                        "create trigger m before insert on t for each row precedes z set new.a = concat(new.a, 'm')",
                        "create trigger a before insert on t for each /* a row */ row follows z begin" +
                            " set new.a = concat(new.a, 'a'); end",
                        "create trigger b before insert on t for each row precedes a set new.a = concat(new.a, 'b')",
                        "create trigger c before update on t for each row set new.a = 'c'",
                    )
                listOf(old, new).map { database ->
                    database.connection.use {
                        it.execute("insert into t values (1, '')")
                        it.strings("select a from t")
                    }
                } shouldBe listOf(listOf("mzba"), listOf("mzba"))
            }

            test("$kind: an ALGORITHM of a view, which no script can say, is named") {
                val old =
                    fresh(
                        kind,
                        "create table t (id int primary key)",
                        "create algorithm = merge view v as select id from t",
                        "create view w as select id from t",
                    )
                baseline(old).notCompared() shouldBe listOf("ALGORITHM of view v")
            }
        }
    })

private fun fresh(kind: TestDatabase, vararg statements: String): DataSource =
    kind.fresh().also { database -> database.connection.use { it.execute(*statements) } }

private val dialect = MysqlDialect()

private fun statements(name: String): Array<String> {
    val text = MysqlAdoptionTest::class.java.getResource("/adoption/$name.sql")!!.readText()
    return dialect.split(text).toTypedArray()
}

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()

private fun baseline(database: DataSource): Comparison =
    migrator(database).baseline(ObjectFilter.all())

/** A database and the one that its first revision makes, which is made twice. */
internal fun adopted(
    kind: TestDatabase,
    vararg statements: String,
    seen: (DataSource) -> DataSource = { it },
): Pair<DataSource, DataSource> {
    val old = seen(kind.fresh())
    old.connection.use { it.execute(*statements) }
    val comparison = baseline(old)
    comparison.notCompared().shouldBeEmpty()
    val new = seen(kind.fresh())
    val first = migration("a1", up = comparison.changes().map { it.operation() })
    val migrator = migrator(new, first)
    migrator.upgrade()
    migrator.downgrade("base")
    migrator.upgrade()
    new.connection.use { it.execute("drop table migrate_version", "drop table migrate_history") }
    catalog(new) shouldBe catalog(old)
    return old to new
}

/**
 * A new server of MariaDB gives everybody all privileges on databases with such names as the tests
 * have.
 */
private fun mariadbOfAccounts(): DataSource =
    TestMariadb.freshDatabaseOfAccount().also { database ->
        database.connection.use {
            it.execute(
                "delete from mysql.db where db like 'test%' and user in ('', 'PUBLIC')",
                "flush privileges",
            )
        }
    }

/** The same database for an account that may read rows and call programs. */
private fun onlooker(database: DataSource): DataSource =
    database.connection.use { connection ->
        connection.execute(
            "create user if not exists onlooker@'%' identified by 'pw'",
            "grant select, execute on ${connection.catalog}.* to onlooker@'%'",
        )
        UrlDataSource(
            connection.metaData.url.substringBefore('?') +
                "?user=onlooker&password=pw&allowPublicKeyRetrieval=true"
        )
    }

private fun moded(database: DataSource, mode: String): DataSource =
    object : DataSource by database {
        override fun getConnection(): Connection =
            database.connection.also { it.execute("set session sql_mode = '$mode'") }
    }

/** What the documents name: a new table has its indexes in another order. */
private fun String.inAnyOrder(): String {
    val (keys, others) =
        lines().map { it.removeSuffix(",").trimEnd() }.partition { KEY.containsMatchIn(it) }
    return (others + keys.sorted()).joinToString("\n")
}

private val KEY = Regex("^ +(UNIQUE |SPATIAL |FULLTEXT )?KEY ")

private val CHANGING = Regex("AUTO_INCREMENT=\\d+ |DEFINER=\\S+ ")

/** What the server says of everything in a database. */
private fun catalog(database: DataSource): List<String> =
    database.connection.use { connection ->
        val tables =
            connection.strings(
                "select concat(if(table_type = 'VIEW', 'view ', 'table '), '`', replace(table_name, '`', '``'), '`')" +
                    " from information_schema.tables where table_schema = database() order by 1"
            )
        val routines =
            connection.strings(
                "select concat(routine_type, ' `', routine_name, '`') from information_schema.routines" +
                    " where routine_schema = database() order by 1"
            )
        val triggers =
            connection.strings(
                "select concat('trigger `', trigger_name, '`') from information_schema.triggers" +
                    " where trigger_schema = database() order by 1"
            )
        (tables + routines + triggers).map { "$it: ${shown(connection, "show create $it")}" }
    }

private fun shown(connection: Connection, show: String): String =
    connection.createStatement().use { statement ->
        statement.executeQuery(show).use { row ->
            row.next()
            (1..row.metaData.columnCount)
                .map { row.getString(it).orEmpty() }
                .first { it.startsWith("CREATE") }
                .replace(CHANGING, "")
                .inAnyOrder()
        }
    }
