package io.kmigrate.dialect.sqlite

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Outcome
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager

/** What is said of a SQLite file that another program has locked, or may not be written. */
internal class LockedFileTest :
    FunSpec({
        val chain = MigrationSource.of(listOf(migration("aaaa", up = listOf(create("one")))))

        fun migrator(file: Path) =
            Migrator.builder()
                .dataSource(DatabaseUrl.parse("jdbc:sqlite:$file?busy_timeout=50").dataSource())
                .source(chain)
                .build()

        mapOf<String, (Migrator) -> Unit>(
                "an upgrade" to { it.upgrade() },
                "a status" to { it.status() },
                "the history" to { it.history() },
                "the log" to { it.log(0) },
                "a stamp" to { it.stamp("head") },
                "a plan" to { it.planUpgrade("head") },
            )
            .forEach { (what, call) ->
                test("a locked file is locked, and nothing else: $what") {
                    val file = tempdir().toPath().resolve("app.db")
                    DriverManager.getConnection("jdbc:sqlite:$file").use { other ->
                        other.execute("create table x (id int)", "pragma locking_mode = exclusive")
                        other.execute("begin exclusive")
                        val failure = shouldFailWith(ErrorCode.LOCKED) { call(migrator(file)) }
                        failure.outcome() shouldBe Outcome.LOCKED
                        failure.message!! shouldContain
                            "another program has the file of the SQLite database locked"
                    }
                }
            }

        test("the program that holds the lock is named, where the system tells").config(
            enabled = Files.exists(Path.of("/proc/locks"))
        ) {
            val file = tempdir().toPath().resolve("app.db")
            DriverManager.getConnection("jdbc:sqlite:$file").use {
                it.execute("create table x (id int)")
            }
            val holder = SqliteLockHolder.start(file)
            try {
                shouldFailWith(ErrorCode.LOCKED) { migrator(file).upgrade() }
                    .message!! shouldContain "locked: process ${holder.pid()} ("
            } finally {
                holder.destroyForcibly().waitFor()
            }
        }
    })
