package io.kmigrate.dialect.postgres

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.SQLException

class PostgresSessionTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)

        listOf(true, false).forEach { autoCommit ->
            test("a connection with autocommit $autoCommit is left as it was found") {
                database.connection.use { connection ->
                    connection.execute("SET search_path = pg_catalog, public")
                    connection.autoCommit = autoCommit
                    connection.transactionIsolation = Connection.TRANSACTION_REPEATABLE_READ
                    DIALECT.sessions().session(connection).use { session ->
                        connection.autoCommit shouldBe true
                        session.begin(listOf())
                        connection.strings("SELECT now() <> statement_timestamp() OR true")
                        session.commit()
                        connection.execute("VACUUM")
                        session.begin(listOf())
                        connection.strings("SELECT 1")
                    }
                    connection.autoCommit shouldBe autoCommit
                    connection.transactionIsolation shouldBe Connection.TRANSACTION_REPEATABLE_READ
                    connection.strings("SHOW search_path") shouldContainExactly
                        listOf("pg_catalog, public")
                }
            }
        }

        test(
            "committed changes stay, and changes rolled back or left open are reverted, also DDL"
        ) {
            database.connection.use { connection ->
                DIALECT.sessions().session(connection).use { session ->
                    session.rollback()
                    session.begin(listOf())
                    connection.execute("CREATE TABLE public.kept (a int)")
                    session.commit()
                    session.begin(listOf())
                    connection.execute("CREATE TABLE public.undone (a int)")
                    session.rollback()
                    session.begin(listOf())
                    connection.execute("CREATE TABLE public.left_open (a int)")
                }
                DIALECT.introspector().introspect(connection).tables().map {
                    it.name().name()
                } shouldContainExactly listOf("kept")
            }
        }

        test("a commit that fails can be rolled back, and the connection stays usable") {
            database.connection.use { connection ->
                connection.execute(
                    "CREATE TABLE node (id int PRIMARY KEY, up int REFERENCES node DEFERRABLE INITIALLY DEFERRED)"
                )
                DIALECT.sessions().session(connection).use { session ->
                    session.begin(listOf())
                    connection.execute("INSERT INTO node VALUES (1, 2)")
                    shouldThrow<SQLException> { session.commit() }.sqlState shouldBe "23503"
                    session.rollback()
                    session.begin(listOf())
                    connection.strings("SELECT id FROM node") shouldBe listOf()
                    shouldThrow<SQLException> { connection.execute("SELECT nothing") }
                    shouldThrow<SQLException> { session.commit() }
                    session.rollback()
                    connection.strings("SELECT 1") shouldBe listOf("1")
                }
            }
        }
    })
