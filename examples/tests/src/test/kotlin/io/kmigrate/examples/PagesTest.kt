package io.kmigrate.examples

import io.kmigrate.testing.TestPostgres
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.TestAbortedException
import io.kotest.engine.concurrency.TestExecutionMode
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** The pages of `docs` run as written, each in a copy of the project that its reader has. */
internal class PagesTest : FunSpec() {
    init {
        blockingTest = true
        testExecutionMode = TestExecutionMode.LimitedConcurrency(2)
        // Not while a test waits for it.
        beforeSpec { Shop.folder }

        for (page in CONTINUE_THE_SHOP) {
            test("docs/$page runs as written") {
                Page.of("docs/$page", Shop.folder).played(Shop.ENVIRONMENT)
            }
        }

        for (page in BEGIN_WITH_NOTHING) {
            test("docs/$page runs as written") { Page.of("docs/$page").played() }
        }

        test("docs/production.md runs as written, with a role for each purpose") {
            val database = TestPostgres.freshDatabase()
            val name = database.connection.use { it.catalog }
            val environment =
                mapOf(
                    "PGHOST" to "localhost",
                    "PGPORT" to "${TestPostgres.port}",
                    "PGUSER" to "postgres",
                    "PGPASSWORD" to "postgres",
                    "PGDATABASE" to name,
                    "OWNER_URL" to url("shop_owner:owner-secret", name),
                    "APP_URL" to url("shop_app:app-secret", name),
                )
            Page.of("docs/production.md", Shop.folder).played(Shop.ENVIRONMENT + environment)
        }

        test("docs/import-alembic.md runs as written, where Alembic is installed") {
            val python =
                alembic
                    ?: throw TestAbortedException("skipped: no interpreter has the package alembic")
            Page.folder().use {
                val link = it.path.resolve(".venv/bin/python")
                link.parent.createDirectories()
                // A link would have the interpreter look for its packages beside it.
                link.writeText("#!/bin/sh\nexec $python \"\$@\"\n")
                link.toFile().setExecutable(true)
                Page.of("docs/import-alembic.md").play(it.path)
            }
        }

        for (page in IN_A_CLONE) {
            test("$page runs as written, in a clone") {
                Page.folder().use { Page.inClone(page, it.path).play(it.path) }
            }
        }

        test("every page with a console is played") {
            val played = CONTINUE_THE_SHOP + BEGIN_WITH_NOTHING + OTHERS
            docs
                .filter { "\n```console\n" in it.readText() }
                .map { it.name }
                .sorted()
                .shouldContainExactly(played.sorted())
        }

        test("the index names every page") {
            val index = docs.single { it.name == "README.md" }.readText()
            docs.map { it.name }.filter { "($it" !in index } shouldBe listOf("README.md")
        }

        test("every snippet in YAML is YAML") {
            docs
                .flatMap { page ->
                    BLOCK.findAll(page.readText()).mapNotNull { block ->
                        runCatching { Snippets.documents(block.groupValues[1]) }
                            .exceptionOrNull()
                            ?.let { "${page.name}: ${it.message}" }
                    }
                }
                .shouldBeEmpty()
        }

        test("the commands of snippets are found, and broken ones are not passed over") {
            Snippets.commands("yaml", YAML) shouldBe
                listOf("migrate validate", "migrate check --heads", "migrate upgrade --tag 'a b'")
            Snippets.commands("dockerfile", IMAGE) shouldBe
                listOf("migrate bundle -o app.jar", "migrate --scripts app.jar upgrade")
            Snippets.commands("bash", "cd shop\nmigrate upgrade # all\n./migrate log") shouldBe
                listOf("migrate upgrade # all", "./migrate log")
            Snippets.commands("groovy", "sh 'migrate check'\nsh 'ls'\necho 'migrate log'") shouldBe
                listOf("migrate check")
            Snippets.commands("sh", "migrate upgrade").shouldBeEmpty()
            shouldThrow<RuntimeException> { Snippets.commands("yaml", "a: [b") }
        }
    }

    private fun Page.played(environment: Map<String, String> = emptyMap()) =
        Page.folder().use { play(it.path, environment) }

    private fun url(login: String, name: String) =
        "postgresql://$login@localhost:${TestPostgres.port}/$name"

    private companion object {
        /** An interpreter with the package. */
        val alembic: String? by lazy {
            listOf("python3", "/usr/bin/python3").find { python ->
                runCatching {
                        ProcessBuilder(python, "-c", "import alembic")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    }
                    .getOrDefault(1) == 0
            }
        }

        val CONTINUE_THE_SHOP = listOf("ci.md", "faq.md", "kubernetes.md", "modules.md")
        val BEGIN_WITH_NOTHING =
            listOf("flyway.md", "import-flyway.md", "import-liquibase.md", "jpa.md")
        val IN_A_CLONE = listOf("README.md", "docs/commands.md")
        val OTHERS = listOf("getting-started.md", "import-alembic.md", "production.md")

        val docs: List<Path> = Path.of("../../docs").listDirectoryEntries("*.md")

        val BLOCK = Regex("```yaml\n(.*?)```", RegexOption.DOT_MATCHES_ALL)

        val YAML =
            """
            on: push
            steps:
              - run: migrate validate
              - run: |
                  echo first
                  migrate check --heads
              - command: [migrate, upgrade, --tag, "a b"]
              - name: migrates nothing
            """
                .trimIndent()

        val IMAGE =
            """
            FROM base
            RUN migrate bundle \
                -o app.jar
            ENTRYPOINT ["migrate", "--scripts", "app.jar"]
            CMD ["upgrade"]
            """
                .trimIndent()
    }
}
