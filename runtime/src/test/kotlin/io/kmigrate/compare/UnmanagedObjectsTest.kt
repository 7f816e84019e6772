package io.kmigrate.compare

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.sql.Connection

/** What a model cannot say is named, and nothing else. */
class UnmanagedObjectsTest :
    FunSpec({
        TestDatabase.entries.forEach { database ->
            test("$database: views are named") {
                database.fresh().connection.use { connection ->
                    connection.execute("create table t (id int not null primary key)")
                    named(connection).shouldBeEmpty()
                    connection.execute(
                        "create view v as select id from t",
                        "create view w as select id from t",
                    )
                    val names = connection.schema().objects().map { it.name().toString() }.sorted()
                    named(connection) shouldBe listOf("views ${names.joinToString(", ")}")
                    val filter = ObjectFilter { _, name -> name.name().lowercase() != "w" }
                    named(connection, filter) shouldBe listOf("view ${names.first()}")
                }
            }
        }

        test("PostgreSQL: parts of an excluded table are excluded") {
            POSTGRESQL.fresh().connection.use { connection ->
                connection.execute(
                    "create unlogged table t (id int)",
                    "create unlogged table u (id int)",
                    "create domain d as int",
                )
                named(connection) { _, name -> name.name() != "u" } shouldBe
                    listOf("UNLOGGED of t", "domain d")
            }
        }

        test("PostgreSQL: sequences and programs are named") {
            POSTGRESQL.fresh().connection.use { connection ->
                connection.execute(
                    "create table t (id serial primary key)",
                    "create sequence numbers",
                    "create function f() returns trigger language plpgsql as 'begin return new; end'",
                    "create trigger g before insert on t for each row execute function f()",
                )
                named(connection) shouldBe listOf("sequence numbers", "function f, trigger g on t")
            }
        }
    })

private fun named(
    connection: Connection,
    filter: ObjectFilter = ObjectFilter.all(),
): List<String> {
    val dialect = Dialects.forConnection(connection)
    val unsupported = dialect.introspector().unsupportedObjects(connection, SchemaScope.OWN)
    return UnmanagedObjects(connection.schema(), unsupported, filter).sentences()
}

private fun Connection.schema(): Snapshot =
    Dialects.forConnection(this).introspector().introspect(this)
