package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestJava
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** An application that compiled scripts, migrated and has no more to do: its process ends. */
internal class ApplicationEndTest : FunSpec() {
    private val folder by lazy { tempdir().toPath() }

    private val scripts by lazy {
        folder.resolve("migrations").createDirectories().also {
            it.resolve("1.migration.kts")
                .writeText(
                    "revision = \"aaaa1111\"\nupgrade { createTable(\"one\") { long(\"id\") } }\n"
                )
        }
    }

    init {
        TestDatabase.entries.forEach { kind ->
            test("$kind: no thread of Kmigrate or of the driver keeps the process") {
                val process =
                    ProcessBuilder(
                            *TestJava.command,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Application::class.java.name,
                            url(kind),
                            "$scripts",
                            "${folder.resolve("cache")}",
                        )
                        .redirectErrorStream(true)
                        .start()
                try {
                    process.inputReader().readLine() shouldBe "applied [aaaa1111], and [] go on"
                    process.waitFor(30, TimeUnit.SECONDS) shouldBe true
                    process.exitValue() shouldBe 0
                } finally {
                    process.destroyForcibly()
                }
            }
        }
    }

    private fun url(kind: TestDatabase): String =
        when (kind) {
            TestDatabase.SQLITE -> "jdbc:sqlite:${folder.resolve("app.db")}"
            TestDatabase.POSTGRESQL -> TestPostgres.url(TestPostgres.freshDatabase())
            TestDatabase.MARIADB -> TestMariadb.url(TestMariadb.freshDatabase())
            TestDatabase.MYSQL -> TestMysql.url(TestMysql.freshDatabase())
            TestDatabase.H2 -> "jdbc:h2:${folder.resolve("app")}"
        }

    /** Says which threads would go on once it ends. */
    internal object Application {
        @JvmStatic
        fun main(arguments: Array<String>) {
            val (url, scripts, cache) = arguments
            val migrator =
                Migrator.builder()
                    .dataSource(DatabaseUrl.parse(url).dataSource())
                    .scripts(Path.of(scripts))
                    .cacheFolder(Path.of(cache))
                    .build()
            val applied = migrator.upgrade("heads").steps().map { it.revision() }
            val left =
                Thread.getAllStackTraces().keys.filterNot {
                    it.isDaemon || it == Thread.currentThread()
                }
            println("applied $applied, and ${left.map { it.name }} go on")
        }
    }
}
