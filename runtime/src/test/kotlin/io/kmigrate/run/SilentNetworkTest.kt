package io.kmigrate.run

import io.kmigrate.allTables
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.execution.ExecutionEvent.StatementStarted
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.CodeContext
import io.kmigrate.testing.FragileNetwork
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.testing.withHeartbeat
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.time.Duration
import javax.sql.DataSource

/** A network that swallows what is sent, and says nothing. */
class SilentNetworkTest :
    FunSpec({
        fun urlSource(url: String): DataSource = DatabaseUrl.parse(url).dataSource()

        val sleeps =
            mapOf(
                POSTGRESQL to "select pg_sleep(100)",
                MYSQL to "do sleep(100)",
            )
        val urls =
            mapOf<TestDatabase, (DataSource) -> String>(
                POSTGRESQL to TestPostgres::url,
                MARIADB to TestMariadb::url,
                MYSQL to TestMysql::url,
            )
        val port = Regex("(?<=localhost:|127\\.0\\.0\\.1:)\\d+")

        sleeps.forEach { (kind, sleep) ->
            test("$kind: a run whose connections fall silent ends, and says what it knows") {
                withHeartbeat(200) {
                    val database = kind.fresh()
                    val url = urls.getValue(kind)(database)
                    val target = port.find(url).shouldNotBeNull().value.toInt()
                    val warnings = mutableListOf<String>()
                    FragileNetwork(target).use { network ->
                        val migrations =
                            listOf(
                                migration("aaaa", up = listOf(create("one"))),
                                migration("bbbb", "aaaa", up = listOf(sql(sleep))),
                            )
                        val source = urlSource(port.replace(url, "${network.port}"))
                        val migrator =
                            migrator(source, migrations) {
                                warnings { warnings += it }
                                listener {
                                    if (it is StatementStarted && it.sql() == sleep) {
                                        network.fallSilent()
                                    }
                                }
                            }
                        val failure =
                            shouldFailWith(ErrorCode.OPERATION_FAILED) { migrator.upgrade() }
                        val problem = failure.problems().single()
                        problem.facts().state().shouldNotBeNull()
                        problem.fix().shouldNotBeNull().command() shouldContain
                            "the connection was lost"
                    }
                    warnings.single() shouldContain "does not answer any more"
                    allTables(database) shouldContain "one"
                }
            }
        }

        fun CodeContext.timeout() = unwrap(Connection::class.java).networkTimeout

        listOf(POSTGRESQL, MARIADB).forEach { kind ->
            test(
                "$kind: answers are awaited a little longer than the server lets a statement run"
            ) {
                val seen = mutableListOf<Int>()
                val look = { id: String ->
                    listOf(migration(id, up = listOf(code { seen += it.timeout() })))
                }
                migrator(kind.fresh(), look("aaaa")) { statementTimeout(Duration.ofSeconds(7)) }
                    .upgrade()
                migrator(kind.fresh(), look("aaaa")).upgrade()
                seen shouldContainExactly listOf(17_000, 0)
            }
        }

        test("MARIADB: the operating system notices a lost network after a minute") {
            urlSource(TestMariadb.url(TestMariadb.freshDatabase())).connection.use { own ->
                val conf = own.unwrap(org.mariadb.jdbc.Connection::class.java).context.conf
                conf.tcpKeepIdle() shouldBe 30
                conf.tcpKeepCount() shouldBe 3
            }
        }

        test("the limit for the login is over with it, and one of the user's stays") {
            mapOf(POSTGRESQL to "50", MARIADB to "50000").forEach { (kind, given) ->
                val url = urls.getValue(kind)(kind.fresh())
                val mark = if ('?' in url) "&" else "?"
                listOf("" to 0, "${mark}socketTimeout=$given" to 50_000).forEach { (more, left) ->
                    urlSource(url + more).connection.use { it.networkTimeout shouldBe left }
                }
            }
        }
    })
