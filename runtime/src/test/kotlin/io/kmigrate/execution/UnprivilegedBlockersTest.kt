package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.sql.Connection
import java.util.concurrent.CopyOnWriteArrayList
import javax.sql.DataSource

/**
 * Who blocks a statement is a guess where an account may not look: no connection of ours is in it.
 */
class UnprivilegedBlockersTest :
    FunSpec({
        listOf<Pair<String, () -> DataSource>>(
                "MARIADB" to TestMariadb::freshDatabaseOfAccount,
                "MYSQL" to TestMysql::freshDatabase,
            )
            .forEach { (kind, fresh) ->
                test("$kind: an account without privileges sees the other's session alone") {
                    val account = account(fresh())
                    account.execute("create table busy (id integer)")
                    val id = LongArray(1)
                    val blockers = CopyOnWriteArrayList<String>()
                    account.connection.use { holder ->
                        holder.createStatement().executeQuery("select connection_id()").use {
                            it.next()
                            id[0] = it.getLong(1)
                        }
                        holder.autoCommit = false
                        holder.execute("select id from busy")
                        val waiting =
                            migration("aaaa", up = listOf(sql("alter table busy add a int")))
                        Migrator.builder()
                            .dataSource(account)
                            .source(MigrationSource.of(listOf(waiting)))
                            .listener { event ->
                                if (event is ExecutionEvent.StatementBlocked) {
                                    blockers += event.blockers()
                                    holder.rollback()
                                }
                            }
                            .build()
                            .upgrade()
                            .revisions() shouldContainExactly listOf("aaaa")
                    }
                    blockers.single() shouldMatch
                        "perhaps connection ${id[0]}, user blocked(, from \\S+)?, sleep for \\d+ s"
                }
            }

        listOf("MARIADB" to TestMariadb::freshDatabase, "MYSQL" to TestMysql::freshDatabase)
            .forEach { (kind, fresh) ->
                test("$kind: a pool gets the lock's connection back in the database that it had") {
                    val database = fresh()
                    val connection = database.connection
                    val name = connection.catalog
                    val pool =
                        object : DataSource by database {
                            override fun getConnection() =
                                object : Connection by connection {
                                    override fun close() = Unit
                                }
                        }
                    val dialect = Dialects.forConnection(connection)
                    listOf(true, false).forEach { isWon ->
                        val lock = dialect.locking().lock(pool, "migrate_version")
                        if (isWon) lock.tryAcquire() shouldBe true else lock.holder()
                        lock.close()
                        connection.catalog shouldBe name
                    }
                }
            }
    })

/** The same database for an account that has all privileges on it, and no other. */
private fun account(database: DataSource): DataSource =
    database.connection.use { connection ->
        val name = connection.catalog
        connection.execute(
            "create user if not exists blocked@'%' identified by 'pw'",
            "grant all on $name.* to blocked@'%'",
        )
        UrlDataSource(
            connection.metaData.url.substringBefore('?') +
                "?user=blocked&password=pw&allowPublicKeyRetrieval=true"
        )
    }
