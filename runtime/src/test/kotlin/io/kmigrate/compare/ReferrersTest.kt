package io.kmigrate.compare

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.ObjectFilter.Kind.VIEW
import io.kmigrate.diff.brief
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection

/** What is left alone can be in the way of what is not. */
class ReferrersTest :
    FunSpec({
        (TestDatabase.entries - TestDatabase.SQLITE).forEach { database ->
            test(
                "$database: a table that another schema refers to stays, and so do the tables it refers to"
            ) {
                val elsewhere = database.fresh().connection.use { inSchema(it, database) }
                database.fresh().connection.use { connection ->
                    val near = connection.schema ?: connection.catalog
                    val far = if (database.isOfMysql) elsewhere else "billing"
                    connection.execute(
                        "create table t (id int not null primary key)",
                        "create table root (id int not null primary key)",
                        "create table users (id int not null primary key, a int, foreign key (a) references root (id))",
                        "create table gone (id int not null primary key, b int, foreign key (b) references users (id))",
                    )
                    if (far == "billing") connection.execute("create schema billing")
                    connection.execute(
                        "create table $far.log (id int not null primary key, u int," +
                            " constraint fk_log foreign key (u) references ${quoted(near, database)}.users (id))"
                    )
                    val found = differences(connection, model(t()))
                    found.operations().map(::brief) shouldBe listOf("dropTable gone")
                    val log = if (far == "billing") "billing.log" else "$far.log"
                    found.notCompared().map { it.substringBefore(", which is left alone") } shouldBe
                        listOf(
                            "table users, which the model does not have: foreign key fk_log of $log",
                            "table root, which the model does not have: " +
                                "${key(connection)} of users",
                        )
                    connection.execute("drop table $far.log")
                    differences(connection, model(t())).operations().map(::brief) shouldBe
                        listOf("dropTable gone", "dropTable users", "dropTable root")
                }
            }
        }

        TestDatabase.entries.forEach { database ->
            test("$database: a warning for a dropped object names the views that use it") {
                database.fresh().connection.use { connection ->
                    connection.execute(
                        "create table t (id int not null primary key, a int, b int)",
                        "create table gone (id int not null primary key)",
                        "create view uses_a as select id, a from t where a > 1",
                        "create view uses_gone as select id from gone",
                        "create view uses_neither as select id, 'a gone' as said from t",
                    )
                    val ids = model(t(nullable("b", text)))
                    val changes = differences(connection, ids, excluding = VIEW).changes()
                    changes.map {
                        brief(it.operation()) to it.danger()?.substringAfter("; ")
                    } shouldBe
                        listOf(
                            "alterColumn t.b type" to null,
                            "dropColumn t.a" to inTheWay("uses_a", "t.a"),
                            "dropTable gone" to inTheWay("uses_gone", "gone"),
                        )
                }
            }
        }

        TestDatabase.entries.forEach { database ->
            test("$database: a warning for a wider type names the view in its way") {
                database.fresh().connection.use { connection ->
                    connection.execute(
                        "create table t (id int not null primary key, a varchar(50))",
                        "create view uses_a as select id, a from t",
                        "create view uses_neither as select id from t",
                    )
                    val wider = model(t(nullable("a", varchar(80))))
                    val change = differences(connection, wider, excluding = VIEW).changes().single()
                    brief(change.operation()) shouldBe "alterColumn t.a type"
                    val refused = if (database == POSTGRESQL) inTheWay("uses_a", "t.a") else null
                    change.danger() shouldBe refused
                    val dialect = Dialects.forConnection(connection)
                    val alter = {
                        dialect
                            .render(change.operation(), dialect.introspector().catalog(connection))
                            .forEach {
                                connection.execute(it)
                            }
                    }
                    if (refused != null)
                        shouldThrow<UnsupportedOperationByDialectException> { alter() }
                            .message shouldContain "view uses_a"
                    else {
                        alter()
                        connection.strings("select count(*) from uses_a") shouldBe listOf("0")
                    }
                }
            }
        }

        test("PostgreSQL: an enumeration that another schema has a column of stays") {
            POSTGRESQL.fresh().connection.use { connection ->
                connection.execute(
                    "create type mood as enum ('ok')",
                    "create table t (id int not null primary key, a mood)",
                    "create schema billing",
                    "create table billing.log (id int not null primary key, moods mood[])",
                )
                differences(connection, model(t())).operations().map(::brief) shouldBe
                    listOf("dropColumn t.a")
                connection.execute("drop table billing.log")
                differences(connection, model(t())).operations().map(::brief) shouldBe
                    listOf("dropColumn t.a", "dropEnum mood")
            }
        }
    })

private fun inTheWay(view: String, read: String) =
    "view $view reads $read, and must be dropped before and created again after"

/** The name of the database, which is a schema in MariaDB and MySQL. */
private fun inSchema(connection: Connection, database: TestDatabase): String =
    if (database.isOfMysql) connection.catalog else connection.schema

private fun quoted(name: String, database: TestDatabase) =
    if (database.isOfMysql) "`$name`" else "\"$name\""

private fun key(connection: Connection): String {
    val users =
        Dialects.forConnection(connection).introspector().introspect(connection).tables().single {
            it.name().name() == "users"
        }
    return "foreign key ${users.foreignKeys().single().name()}"
}

private fun differences(
    connection: Connection,
    wanted: Snapshot,
    excluding: ObjectFilter.Kind? = null,
): Comparison =
    DatabaseComparer(Dialects.forConnection(connection), connection) { error(it) }
        .to(wanted, listOf()) { kind, _ -> kind != excluding }
