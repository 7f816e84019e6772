package io.kmigrate.compare

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.dialect.UnsupportedObjects
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.brief
import io.kmigrate.migrator
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import javax.sql.DataSource
import kotlin.reflect.KClass
import org.jetbrains.exposed.v1.core.Table

/** A schema that a filter names is seen as the one is in which the connection starts. */
class SchemaInspectionTest :
    FunSpec({
        mapOf(
                POSTGRESQL to POSTGRES_FAR,
                MARIADB to MARIADB_FAR,
                MYSQL to MYSQL_FAR,
                H2 to H2_FAR,
            )
            .forEach { (kind, far) ->
                test("$kind: an object that a model cannot express is named with its schema") {
                    val found = migrator(made(kind, far)).compareWithDatabase(Including())
                    found.notCompared() shouldContainExactly far.sayable + far.unsayable
                    found.changes().map { brief(it.operation()) } shouldBe listOf()
                }

                test("$kind: parts of an excluded table are excluded") {
                    val found = migrator(made(kind, far)).baseline(Including("fast"))
                    found.notCompared() shouldContainExactly far.unplaced
                    found
                        .changes()
                        .map { "${it.operation()}" }
                        .filter { "fast" in it }
                        .shouldBeEmpty()
                }

                test(
                    "$kind: the first revision recreates the schema, except for the objects it names"
                ) {
                    val old = made(kind, far)
                    val baseline = migrator(old).baseline(Including())
                    baseline.notCompared() shouldContainExactly far.unplaced
                    val before = schema(old)
                    val othersBefore = others(old)
                    val new = made(kind, if (kind.isOfMysql) NOTHING else NOTHING_AT_ALL)
                    new.connection.use { connection ->
                        val dialect = Dialects.forConnection(connection)
                        baseline.changes().forEach { change ->
                            dialect
                                .render(
                                    change.operation(),
                                    dialect.introspector().catalog(connection),
                                )
                                .forEach {
                                    connection.execute(it)
                                }
                        }
                    }
                    schema(new) shouldBe UnqualifiedPrograms(before).others()
                    others(new) shouldBe othersBefore
                }
            }

        test("PostgreSQL: an enumeration stays as long as the model has a column of it") {
            val database = POSTGRESQL.fresh()
            database.connection.use { connection ->
                connection.execute(
                    "create schema $SCHEMA",
                    "create type $SCHEMA.mood as enum ('ok', 'so')",
                    "create type near as enum ('yes')",
                    "create table t (id int not null primary key, near near not null)",
                    "create table $SCHEMA.felt (id int not null primary key, mood $SCHEMA.mood not null)",
                )
            }
            fun changes(vararg tables: KClass<*>): List<String> =
                migrator(database, tables.toList()).compareWithDatabase(Including()).changes().map {
                    brief(it.operation())
                }
            changes(NearKnown::class, FarMoods::class) shouldBe listOf()
            changes(NearKnown::class) shouldBe
                listOf("dropTable $SCHEMA.felt", "dropEnum $SCHEMA.mood")
        }
    })

private const val SCHEMA = "far_off"

object Near : Table("t") {
    override val primaryKey = PrimaryKey(integer("id"))
}

object FarBills : Table("$SCHEMA.bills") {
    override val primaryKey = PrimaryKey(integer("id"))
}

object FarFast : Table("$SCHEMA.fast") {
    override val primaryKey = PrimaryKey(integer("id"))
}

enum class Mood {
    ok,
    so,
}

enum class Known {
    yes
}

object NearKnown : Table("t") {
    override val primaryKey = PrimaryKey(integer("id"))
    val near = customEnumeration("near", "near", { Known.valueOf(it.toString()) }, { it })
}

object FarMoods : Table("$SCHEMA.felt") {
    override val primaryKey = PrimaryKey(integer("id"))
    val mood = customEnumeration("mood", "$SCHEMA.mood", { Mood.valueOf(it.toString()) }, { it })
}

/** The schema as a whole, but for what [excluded] is called. */
private class Including(private val excluded: String = "") : ObjectFilter {
    override fun includes(kind: ObjectFilter.Kind, name: TableName) = name.name() != excluded

    override fun schemas() = setOf(SCHEMA)
}

private class Far(
    val statements: List<String>,
    val sayable: List<String> = listOf(),
    val unsayable: List<String> = listOf(),
    val unplaced: List<String> = listOf(),
)

private fun made(kind: TestDatabase, far: Far): DataSource =
    kind.fresh().also { database ->
        database.connection.use { connection ->
            // On MariaDB and MySQL, a schema is a database of the server that all tests share.
            if (kind.isOfMysql) connection.execute("drop database if exists $SCHEMA")
            connection.execute(*far.statements.toTypedArray())
        }
    }

private fun migrator(
    database: DataSource,
    tables: List<KClass<*>> = listOf(Near::class, FarBills::class, FarFast::class),
): Migrator =
    migrator(database, listOf()) {
        model(Model.ofTables(*tables.map { it.java.name }.toTypedArray()))
    }

/** Names that H2 chose are others in another database. */
private fun schema(database: DataSource): Snapshot =
    database.connection.use {
        val dialect = Dialects.forConnection(it)
        val found = dialect.introspector().introspect(it, SchemaScope(SCHEMA))
        if (dialect.name() == "h2") dialect.introspector().baseline(it, SchemaScope(SCHEMA), found)
        else found
    }

/** What has no words of its own. */
private fun others(database: DataSource): UnsupportedObjects =
    database.connection.use {
        Dialects.forConnection(it).introspector().unsupportedObjects(it, SchemaScope(SCHEMA))
    }

private val NOTHING_AT_ALL = Far(listOf())

private val NOTHING = Far(listOf("create schema $SCHEMA"))

private val BOTH =
    listOf(
        "create schema $SCHEMA",
        "create table t (id int not null primary key)",
        "create table $SCHEMA.bills (id int not null primary key)",
        "create view $SCHEMA.shown as select b.id from $SCHEMA.bills b join t on t.id = b.id",
        "create sequence $SCHEMA.numbers",
    )

private val POSTGRES_FAR =
    Far(
        BOTH +
            listOf(
                "create unlogged table $SCHEMA.fast (id int not null primary key)",
                "create view $SCHEMA.above as select id from $SCHEMA.shown",
                "create domain $SCHEMA.positive as int check (value > 0)",
                "create type $SCHEMA.mood as enum ('ok', 'so')",
                "create rule keep as on delete to $SCHEMA.bills do instead nothing",
                "create function $SCHEMA.f() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger g before insert on $SCHEMA.bills for each row execute function $SCHEMA.f()",
                "create collation nordic (provider = libc, locale = 'C')",
                "comment on view $SCHEMA.shown is 'for all'",
            ),
        listOf(
            "views $SCHEMA.above, $SCHEMA.shown",
            "sequence $SCHEMA.numbers",
            "function $SCHEMA.f, trigger $SCHEMA.g on $SCHEMA.bills",
        ),
        listOf(
            "collation nordic",
            "UNLOGGED of $SCHEMA.fast",
            "rule keep on $SCHEMA.bills",
            "comment on view $SCHEMA.shown",
            "domain $SCHEMA.positive",
        ),
    )

private val MARIADB_FAR =
    Far(
        BOTH +
            listOf(
                "create table $SCHEMA.fast (id int not null primary key) engine = MyISAM",
                "create function $SCHEMA.f() returns int return 1",
                "create trigger $SCHEMA.g before insert on $SCHEMA.bills for each row set new.id = 1",
            ),
        listOf(
            "view $SCHEMA.shown",
            "sequence $SCHEMA.numbers",
            "function $SCHEMA.f, trigger $SCHEMA.g on $SCHEMA.bills",
        ),
        listOf("engine MyISAM of $SCHEMA.fast"),
        listOf("function $SCHEMA.f, whose text does not say the schema"),
    )

private val MYSQL_FAR =
    Far(
        BOTH.filterNot { "sequence" in it } +
            listOf(
                "create table $SCHEMA.fast (id int not null primary key) engine = MyISAM",
                "create function $SCHEMA.f() returns int deterministic return 1",
                "create trigger $SCHEMA.g before insert on $SCHEMA.bills for each row set new.id = 1",
            ),
        listOf("view $SCHEMA.shown", "function $SCHEMA.f, trigger $SCHEMA.g on $SCHEMA.bills"),
        listOf("engine MyISAM of $SCHEMA.fast"),
        listOf(
            "function $SCHEMA.f, trigger $SCHEMA.g on $SCHEMA.bills, whose text does not say the schema"
        ),
    )

private val H2_FAR =
    Far(
        BOTH +
            listOf(
                "create table $SCHEMA.fast (id int not null primary key)",
                "create domain $SCHEMA.positive as int check (value > 0)",
                "create constant $SCHEMA.best value 1",
                "create alias $SCHEMA.f for \"java.lang.Math.abs(int)\"",
            ),
        listOf("view $SCHEMA.shown", "sequence $SCHEMA.numbers", "function $SCHEMA.f"),
        listOf("constant $SCHEMA.best", "domain $SCHEMA.positive"),
    )
