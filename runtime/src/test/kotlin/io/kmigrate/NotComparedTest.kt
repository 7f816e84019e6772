package io.kmigrate

import io.kmigrate.dialect.Dialects
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
class NotComparedTest :
    FunSpec({
        TestDatabase.entries.forEach { database ->
            test("$database: views are named") {
                database.fresh().connection.use { connection ->
                    connection.execute("create table t (id int not null primary key)")
                    NotCompared(connection.schema(), ObjectFilter.all()).sentences().shouldBeEmpty()
                    connection.execute(
                        "create view v as select id from t",
                        "create view w as select id from t",
                    )
                    val names = connection.schema().objects().map { it.name().toString() }.sorted()
                    NotCompared(connection.schema(), ObjectFilter.all()).sentences() shouldBe
                        listOf("views ${names.joinToString(", ")}")
                    val filter = ObjectFilter { _, name -> name.name().lowercase() != "w" }
                    NotCompared(connection.schema(), filter).sentences() shouldBe
                        listOf("view ${names.first()}")
                }
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
                NotCompared(connection.schema(), ObjectFilter.all()).sentences() shouldBe
                    listOf("sequence numbers", "function f, trigger g on t")
            }
        }
    })

private fun Connection.schema(): Snapshot = Dialects.forConnection(this).introspect(this)
