package io.kmigrate.dialect.sqlite

import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText
import org.sqlite.SQLiteDataSource

/** Others may have put something where the lock file belongs. */
class SqliteLockFileTest :
    FunSpec({
        /** The lock of `app.db` in a new folder, after [prepare] saw the folder and the place. */
        fun tryLock(prepare: (folder: Path, place: Path) -> Unit): Boolean {
            val folder = temporaryFolder("lock-file")
            val database = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
            prepare(folder, folder.resolve("app.db-migrate-lock-v"))
            return SqliteDialect().locking().lock(database, "v").use { it.tryAcquire() }
        }

        val victims: Map<String, (victim: Path, place: Path) -> Unit> =
            mapOf(
                "a symbolic link" to { victim, place -> Files.createSymbolicLink(place, victim) },
                "a relative symbolic link" to
                    { victim, place ->
                        Files.createSymbolicLink(place, victim.fileName)
                    },
                "a link to a link" to
                    { victim, place ->
                        val between = victim.resolveSibling("between")
                        Files.createSymbolicLink(between, victim)
                        Files.createSymbolicLink(place, between)
                    },
                "a hard link" to { victim, place -> Files.createLink(place, victim) },
                "the file itself" to { victim, place -> Files.move(victim, place) },
            )
        val contents =
            listOf("root:x:0:0\n", "pid", "pid 12 on host\n" + "x".repeat(9000), "\u0000")

        for ((what, put) in victims) {
            test("a lock does not overwrite a file that is in its place by $what") {
                for (content in contents) {
                    withClue(content.take(20)) {
                        lateinit var kept: Path
                        val failure =
                            shouldFailWith(ErrorCode.LOCK_FILE) {
                                tryLock { folder, place ->
                                    val victim =
                                        folder.resolve("victim").also {
                                            it.writeText(content)
                                        }
                                    put(victim, place)
                                    kept = if (victim.exists()) victim else place
                                }
                            }
                        failure.message shouldContain "app.db-migrate-lock-v cannot be used"
                        kept.readText() shouldBe content
                    }
                }
            }
        }

        test("a hard link to another lock file is refused, although its content is right") {
            shouldFailWith(ErrorCode.LOCK_FILE) {
                tryLock { folder, place ->
                    val other =
                        folder.resolve("other").also { it.writeText("pid 1 on host since\n") }
                    Files.createLink(place, other)
                }
            }
        }

        test("a lock creates no file at the end of a link that leads nowhere") {
            lateinit var target: Path
            shouldFailWith(ErrorCode.LOCK_FILE) {
                tryLock { folder, place ->
                    target = folder.resolve("made")
                    Files.createSymbolicLink(place, target)
                }
            }
            target.exists(NOFOLLOW_LINKS) shouldBe false
        }

        test("a lock does not wait for a pipe, nor write to a device or a folder") {
            for (name in listOf("/dev/null", "/dev/full", "/proc/self/fd", "/proc/self/mem")) {
                shouldFailWith(ErrorCode.LOCK_FILE) {
                    tryLock { _, place -> Files.createSymbolicLink(place, Path.of(name)) }
                }
            }
            shouldFailWith(ErrorCode.LOCK_FILE) {
                tryLock { _, place ->
                    ProcessBuilder("mkfifo", "$place").start().waitFor(10, TimeUnit.SECONDS)
                }
            }
        }

        test("the holder is not read from a link, a pipe, or a file with other content") {
            for (put in
                listOf<(Path, Path) -> Unit>(
                    { victim, place -> Files.createSymbolicLink(place, victim) },
                    { victim, place -> Files.createLink(place, victim) },
                    { _, place -> place.writeText("a secret") },
                    { _, place -> Files.createSymbolicLink(place, Path.of("/dev/zero")) },
                    { _, place -> ProcessBuilder("mkfifo", "$place").start().waitFor() },
                )) {
                val folder = temporaryFolder("lock-holder")
                val database = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
                val victim = folder.resolve("victim").also { it.writeText("pid 1, a secret") }
                put(victim, folder.resolve("app.db-migrate-lock-v"))
                SqliteDialect().locking().lock(database, "v").use { it.holder() } shouldBe null
            }
        }

        test("lock files that a killed process left are used again") {
            for (left in
                listOf("", "\n", "pid 12", "pid 12 on host since x" + " ".repeat(4000) + "\n")) {
                lateinit var lock: Path
                tryLock { _, place -> lock = place.also { it.writeText(left) } } shouldBe true
                lock.exists() shouldBe false
            }
        }

        test("control characters in a lock file do not reach the terminal") {
            val folder = temporaryFolder("lock-text")
            val database = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
            folder.resolve("app.db-migrate-lock-v").writeText("pid 1 on \u001b]0;owned\u0007\n")
            SqliteDialect().locking().lock(database, "v").use { it.holder() } shouldBe
                "pid 1 on \\x1b]0;owned\\x07"
        }
    })
