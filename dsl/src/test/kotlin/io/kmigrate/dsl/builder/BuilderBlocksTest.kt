package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.dsl.source.BlockText
import io.kmigrate.failure.MigrationException
import io.kmigrate.revision.ScriptDescription
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

private fun migration(block: OperationScope.() -> Unit) =
    scriptOf(block).toMigration("a1.migration.kts")

private fun environments(vararg names: String): Set<String> =
    object : MigrationScript(emptyMap()) {
            init {
                revision = "a1"
                onlyIn(*names)
            }
        }
        .toMigration("a1.migration.kts")
        .options()
        .onlyIn()

/** Blocks that say where and when their operations run. */
class BuilderBlocksTest :
    FunSpec({
        val blocks: OperationScope.() -> Unit = {
            dropTable("a")
            on("postgresql") {
                dropTable("b")
                on("postgresql", "h2") { unsafe("nobody reads it") { dropTable("c") } }
                onlyIf("select count(*) from d", equals = 0) { dropTable("d") }
            }
            on("mysql", "mariadb") { dropTable("e") }
            onlyIf("select 'x'", equals = "x") { dropTable("f") }
            onlyIf("select 'x'", equals = "x") {
                dropTable("g")
                dropTable("h")
            }
            onlyIfMissing { createIndex("ix", "t", "a") }
        }

        test("each operation knows the blocks around it") {
            val up = migration(blocks).up()
            up.map { ScriptDescription.of(it).toString() } shouldContainExactly
                listOf(
                    "dropTable(table: a)",
                    "dropTable(table: b, on: [postgresql])",
                    "dropTable(table: c, on: [postgresql])",
                    "dropTable(table: d, on: [postgresql], onlyIf: {query: select count(*) from d, equals: 0})",
                    "dropTable(table: e, on: [mariadb, mysql])",
                    "dropTable(table: f, onlyIf: {query: select 'x', equals: x})",
                    "dropTable(table: g, onlyIf: {query: select 'x', equals: x})",
                    "dropTable(table: h, onlyIf: {query: select 'x', equals: x})",
                    "createIndex(name: ix, table: t, columns: [a], onlyIfMissing: true)",
                )
            up.map { it.unsafe() }.filterNotNull() shouldBe listOf("nobody reads it")
            up.map { it.guard()?.block() } shouldBe listOf(null, null, null, 1, null, 2, 3, 3, 4)
        }

        test("a script is written with its blocks") {
            BlockText.of(migration(blocks).up()).joinToString("\n") shouldBe
                """
                dropTable("a")
                on("postgresql") {
                    dropTable("b")
                    unsafe("nobody reads it") {
                        dropTable("c")
                    }
                    onlyIf("select count(*) from d", equals = 0) {
                        dropTable("d")
                    }
                }
                on("mariadb", "mysql") {
                    dropTable("e")
                }
                onlyIf("select 'x'", equals = "x") {
                    dropTable("f")
                }
                onlyIf("select 'x'", equals = "x") {
                    dropTable("g")
                    dropTable("h")
                }
                onlyIfMissing {
                    createIndex("ix", "t", "a")
                }
                """
                    .trimIndent()
        }

        val refused: List<Pair<String, OperationScope.() -> Unit>> =
            listOf(
                "on names no database: write on(\"postgresql\") { … }" to { on { dropTable("a") } },
                "there is no database postgres, did you mean \"postgresql\"?; there are h2, mariadb, mysql, oracle, postgresql, sqlite, sqlserver" to
                    {
                        on("postgres") { dropTable("a") }
                    },
                "on(mysql) is inside on(postgresql, h2): its operations would never run" to
                    {
                        on("postgresql", "h2") { on("mysql") { dropTable("a") } }
                    },
                "changes { } describes one text: write on(…) around execute, each with its own changes" to
                    {
                        execute("x", changes = { on("h2") { dropTable("a") } })
                    },
                "onlyIfMissing is inside onlyIf: write one query that asks for both" to
                    {
                        onlyIf("select 1", equals = 1) { onlyIfMissing { createSequence("s") } }
                    },
                "the query of onlyIf is empty" to { onlyIf(" ", equals = 1) { dropTable("a") } },
                "equals of onlyIf takes a number, true or false, a text or null" to
                    {
                        onlyIf("select 1", equals = listOf(1)) { dropTable("a") }
                    },
                "dropTable is inside onlyIfMissing, which takes operations that make something: use onlyIf" to
                    {
                        onlyIfMissing { dropTable("a") }
                    },
                "a backfill is inside onlyIf: say in its where which rows it changes" to
                    {
                        onlyIf("select 1", equals = 1) { requiresBackfill("b") }
                    },
            )
        refused.forEach { (message, block) ->
            test("refused: $message") {
                shouldThrow<MigrationException> { migration(block) }
                    .problems()
                    .map { it.message() } shouldContainExactly listOf(message)
            }
        }

        test("onlyIn names environments") {
            environments("staging", "local") shouldBe setOf("local", "staging")
            shouldThrow<MigrationException> { environments("staging", " ") }
                .problems()
                .map { it.message() } shouldContainExactly
                listOf("onlyIn names an empty environment")
            shouldThrow<MigrationException> { environments() }
        }
    })
