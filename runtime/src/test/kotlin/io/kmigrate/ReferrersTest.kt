package io.kmigrate

import io.kmigrate.dialect.Dialects
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.SchemaDiff
import io.kmigrate.diff.brief
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.sql.Connection

/** Tables of schemas that are left alone keep what they refer to. */
class ReferrersTest :
    FunSpec({
        listOf(POSTGRESQL, H2, MARIADB).forEach { database ->
            test("$database: a table that another schema refers to stays, and what it refers to") {
                val elsewhere = database.fresh().connection.use { inSchema(it, database) }
                database.fresh().connection.use { connection ->
                    val near = connection.schema ?: connection.catalog
                    val far = if (database == MARIADB) elsewhere else "billing"
                    connection.execute(
                        "create table t (id int not null primary key)",
                        "create table root (id int not null primary key)",
                        "create table users (id int not null primary key, a int references root (id))",
                        "create table gone (id int not null primary key, b int references users (id))",
                    )
                    if (far == "billing") connection.execute("create schema billing")
                    connection.execute(
                        "create table $far.log (id int not null primary key, u int," +
                            " constraint fk_log foreign key (u) references ${quoted(near, database)}.users (id))"
                    )
                    val found = differences(connection, model(t()))
                    found.operations().map(::brief) shouldBe listOf("dropTable gone")
                    val log = if (far == "billing") "billing.log" else "$far.log"
                    found.kept().map { it.substringBefore(", which is left alone") } shouldBe
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

/** The name of the database, which is a schema in MariaDB. */
private fun inSchema(connection: Connection, database: TestDatabase): String =
    if (database == MARIADB) connection.catalog else connection.schema

private fun quoted(name: String, database: TestDatabase) =
    if (database == MARIADB) "`$name`" else "\"$name\""

private fun key(connection: Connection): String {
    val users =
        Dialects.forConnection(connection).introspect(connection).tables().single {
            it.name().name() == "users"
        }
    return "foreign key ${users.foreignKeys().single().name()}"
}

private fun differences(connection: Connection, wanted: Snapshot): SchemaDiff =
    DatabaseDiff(Dialects.forConnection(connection), connection) { error(it) }
        .to(wanted, listOf(), ObjectFilter.all())
