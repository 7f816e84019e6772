package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.execution.StepFailedException
import io.kmigrate.execution.TransactionMode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import javax.sql.DataSource

/** What is left of a run that failed and was rolled back: a row that says so, and nothing else. */
class FailedRunTest :
    FunSpec({
        val good = migration("aaaa", up = listOf(create("one")))
        val bad =
            migration(
                "bbbb",
                "aaaa",
                up = listOf(create("two"), sql("insert into gone values (1)")),
            )

        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                TransactionMode.entries.forEach { mode ->
                    test("$kind: a failure is in the log, by $mode, and the next run continues") {
                        val database = kind.fresh()
                        val migrator = migrator(database, good, bad) { transaction(mode) }
                        shouldThrow<StepFailedException> { migrator.upgrade() }
                        val entry = migrator.log(0).first()
                        entry.revision() shouldBe "bbbb"
                        entry.direction() shouldBe "up"
                        entry.outcome() shouldBe "failed"
                        entry.operationsDone() shouldBe 0
                        entry.message() shouldContain "gone"
                        val mended = migration("bbbb", "aaaa", up = listOf(create("two")))
                        val next = migrator(database, good, mended) { transaction(mode) }
                        next.upgrade().revisions() shouldContainExactly listOf("bbbb")
                        next.log(0).map { "${it.revision()} ${it.outcome()}" } shouldContainExactly
                            if (mode == TransactionMode.RUN)
                                listOf("bbbb done", "aaaa done", "bbbb failed")
                            else listOf("bbbb done", "bbbb failed", "aaaa done")
                    }
                }
            }

        test("a dry run that fails leaves no trace") {
            val migrator = migrator(TestDatabase.SQLITE.fresh(), good, bad)
            shouldThrow<StepFailedException> { migrator.dryRunUpgrade() }
            migrator.log(0).shouldBeEmpty()
        }

        listOf(
                "password of the URL Tr0ub4dor9",
                "CREATE ROLE app PASSWORD 'Tr0ub4dor9'",
                "create user app identified by 'Tr0ub4dor9'",
                "create user app identified by \"Tr0ub4dor9\"",
                "password=Tr0ub4dor9",
                "pwd: Tr0ub4dor9",
                "secret => 'Tr0ub4dor9",
                "token Tr0ub4dor9",
            )
            .forEach { said ->
                test("the log holds no password: $said") {
                    val url = "sqlite:${tempdir().resolve("app.db")}?password=Tr0ub4dor9"
                    val leaking = migration("aaaa", up = listOf(code { error(said) }))
                    val migrator = migrator(DatabaseUrl.parse(url).dataSource(), leaking)
                    shouldThrow<StepFailedException> { migrator.upgrade() }
                    val message = migrator.log(0).single().message()
                    message shouldNotContain "Tr0ub4dor9"
                    message shouldContain "***"
                }
            }
    })

private fun migrator(
    database: DataSource,
    vararg migrations: Migration,
    more: MigratorBuilder.() -> Unit = {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(migrations.toList()))
        .apply(more)
        .build()
