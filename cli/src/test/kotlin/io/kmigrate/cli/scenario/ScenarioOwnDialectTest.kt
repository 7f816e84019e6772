package io.kmigrate.cli.scenario

import io.kmigrate.cli.survival.MigrateProcess
import io.kmigrate.testing.AcmeJar
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** A dialect in a jar that the project names in `classpath`, and the command has never heard of. */
internal class ScenarioOwnDialectTest : FunSpec() {
    init {
        val folder = tempdir().toPath()
        val jar = AcmeJar.build(folder.resolve("build").createDirectories())
        folder
            .resolve("migrate.toml")
            .writeText("[migrate]\nurl = \"acme:shop\"\nclasspath = [\"$jar\"]\n")
        folder
            .resolve("migrations")
            .createDirectories()
            .resolve("a1b2_make_books.migration.kts")
            .writeText(SCRIPT)

        test("the command upgrades and downgrades with it") {
            run(folder, "upgrade")
            run(folder, "current") shouldContain "a1b2c3d4e5f6"
            run(folder, "downgrade", "base")
            run(folder, "current", "--json").filterNot { it.isWhitespace() } shouldContain
                "\"revisions\":[]"
        }

        test("the command writes its SQL") {
            run(folder, "upgrade", "--sql", "--dialect", "acme") shouldContain
                "CREATE TABLE \"books\" (\n    \"id\" BIGINT NOT NULL,"
        }
    }

    /** What it prints, once it has ended well. */
    private fun run(folder: Path, vararg arguments: String): String {
        val process = MigrateProcess.start(folder, *arguments)
        val code = process.end()
        val output = process.log.readText()
        (code to output) shouldBe (0 to output)
        return output
    }

    private companion object {
        val SCRIPT =
            """
            revision = "a1b2c3d4e5f6"
            message = "make books"

            upgrade {
                createTable("books") {
                    val id = long("id")
                    varchar("title", 200)
                    primaryKey(id)
                }
            }
            """
                .trimIndent()
    }
}
