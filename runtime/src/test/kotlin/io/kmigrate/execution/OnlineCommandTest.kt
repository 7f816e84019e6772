package io.kmigrate.execution

import io.kmigrate.dialect.CopyingAlter
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lint.LintSettings
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.deleteIfExists
import kotlin.io.path.readLines
import kotlin.io.path.writeLines

/** A program of the user's changes a table, where MySQL would copy it while others wait. */
class OnlineCommandTest :
    FunSpec({
        val orders = TableName.of("orders")
        val wider =
            AlterColumn(
                orders,
                "amount",
                ColumnChange.none().withType(IntegerType(64, false)),
            )
        val scripts = listOf(migration("aaaa", up = listOf(wider)))
        val large = LintSettings.STANDARD.withLarge(LargeTable(10, 1L shl 40))

        fun prepared(): DataSource =
            TestDatabase.MYSQL.fresh().also { database ->
                database.execute(OnlineCases.tables(TestDatabase.MYSQL))
                database.execute("ANALYZE TABLE orders")
            }

        /** Another process of Java, that stands for the tool. */
        fun command(way: String, database: DataSource, heard: Path): String {
            val java = "${System.getProperty("java.home")}/bin/java"
            val classPath =
                System.getProperty("surefire.test.class.path")
                    ?: System.getProperty("java.class.path")
            return "\"$java\" -XX:TieredStopAtLevel=1 -cp \"$classPath\"" +
                " io.kmigrate.execution.OnlineCommandTestKt $way \"$heard\"" +
                " ${TestMysql.url(database)} --database={database} {table} '--alter={alter}'"
        }

        fun plain(): List<String?> =
            prepared()
                .also {
                    migrator(it, scripts) { online(OnlineMode.NEVER).lint(LintSettings.STANDARD) }
                        .upgrade()
                }
                .let { catalog(TestDatabase.MYSQL, it) }

        test("MySQL: a type that copies a large table is changed by the command alone") {
            val database = prepared()
            val heard = Files.createTempFile("kmigrate-command", ".txt")
            try {
                val statements = ArrayList<String>()
                val migrator =
                    migrator(database, scripts) {
                        lint(large)
                        onlineCommand(command("alter", database, heard))
                        listener {
                            if (it is ExecutionEvent.StatementStarted) statements += it.sql()
                        }
                    }
                val plan = migrator.preview(migrator.planUpgrade()).single().parts().single()
                plan.commit() shouldBe StepPreview.Commit.IN_PARTS
                plan.statements().single() shouldContain "--alter=MODIFY COLUMN"
                migrator.upgrade()
                heard.readLines() shouldContainExactly
                    listOf(
                        "--database=" + database.query("SELECT database()").single(),
                        "orders",
                        "--alter=MODIFY COLUMN `amount` BIGINT DEFAULT NULL",
                    )
                statements.filter { "ALTER TABLE" in it } shouldContainExactly listOf()
                catalog(TestDatabase.MYSQL, database) shouldContainExactly plain()
                database.query("SELECT count(*) FROM orders").single() shouldBe "$ONLINE_ROWS"
            } finally {
                heard.deleteIfExists()
            }
        }

        listOf(
                "fail" to "ended with exit code 3:\n  the replica is behind",
                "nothing" to "succeeded, and orders is as it was",
            )
            .forEach { (way, reason) ->
                test("MySQL: a command that says $way is a failure, and the next run finishes") {
                    val database = prepared()
                    val heard = Files.createTempFile("kmigrate-command", ".txt")
                    try {
                        fun upgrade(way: String) =
                            migrator(database, scripts) {
                                    lint(large)
                                    onlineCommand(command(way, database, heard))
                                }
                                .upgrade()
                        val failure = shouldThrow<OperationFailedException> { upgrade(way) }
                        val facts = failure.problems().single().facts()
                        facts.databaseMessage()!! shouldContain reason
                        facts.state()!! shouldContain
                            "stopped: no operation of this revision is done"
                        facts.sql()!! shouldContain "--alter=MODIFY COLUMN"
                        upgrade("alter")
                        database
                            .query("SELECT outcome FROM migrate_history")
                            .shouldContainExactly("done")
                    } finally {
                        heard.deleteIfExists()
                    }
                }
            }

        test("MySQL: a command that is not there is named") {
            val failure =
                shouldThrow<OperationFailedException> {
                    migrator(prepared(), scripts) {
                            lint(large)
                            onlineCommand("no-such-program {table} {alter}")
                        }
                        .upgrade()
                }
            failure.problems().single().facts().databaseMessage()!! shouldContain
                "no-such-program cannot be started"
        }

        test("the words of a command, with its places") {
            mapOf(
                    "gh-ost --table={table} --alter={alter}" to
                        listOf("gh-ost", "--table=orders", "--alter=ADD x INT"),
                    "pt '--alter {alter}' \"D={database},t={table}\" ''" to
                        listOf("pt", "--alter ADD x INT", "D=shop,t=orders", ""),
                    "a\"b c\"d {table}{alter}" to listOf("ab cd", "ordersADD x INT"),
                )
                .forEach { (text, words) ->
                    val change = CopyingAlter(orders, "ADD\n    x INT") { false }
                    OnlineCommand.parse(text).of(change, "shop") shouldContainExactly words
                }
            listOf("", "gh-ost", "gh-ost {table}", "gh-ost {alter}", "x {table} {alter} {password}")
                .forEach { text ->
                    shouldThrow<MigrationException> { OnlineCommand.parse(text) }.code() shouldBe
                        ErrorCode.BAD_ONLINE_COMMAND
                }
        }
    })

/** Records what it hears behind its own words, and does what they say. */
fun main(arguments: Array<String>) {
    val (way, heard, url) = arguments
    val words = arguments.drop(3)
    Path.of(heard).writeLines(words)
    when (way) {
        "fail" -> {
            println("the replica is behind")
            System.exit(3)
        }
        "alter" -> {
            val (_, table, alter) = words
            UrlDataSource(url).execute("ALTER TABLE `$table` ${alter.removePrefix("--alter=")}")
        }
    }
}
