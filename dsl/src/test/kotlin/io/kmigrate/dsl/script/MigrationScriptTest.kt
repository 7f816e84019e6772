package io.kmigrate.dsl.script

import io.kmigrate.revision.Migration
import io.kmigrate.revision.OnlineMode
import io.kmigrate.revision.Revision
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import org.jetbrains.exposed.v1.core.Table

/** A helper of the application's, outside the script. */
private fun io.kmigrate.dsl.builder.OperationScope.dropBoth(first: String, second: String) {
    dropTable(first)
    dropTable(second)
}

class MigrationScriptTest :
    FunSpec({
        test("the header becomes the revision") {
            val script =
                object : MigrationScript(emptyMap()) {
                    init {
                        revision = "c3"
                        downRevisions("a1", "b2")
                        message = "merge them"
                        branchLabels("billing")
                        dependsOn("4be1", "audit")
                        transactional = false
                        online = "always"
                    }
                }
            val migration = script.toMigration("m/c3.migration.kts")
            migration.revision() shouldBe
                Revision(
                    "c3",
                    listOf("a1", "b2"),
                    listOf("4be1", "audit"),
                    listOf("billing"),
                    "merge them",
                    "m/c3.migration.kts",
                )
            migration.options().transactional() shouldBe false
            migration.options().online() shouldBe OnlineMode.ALWAYS
            migration.up().shouldBeEmpty()
            migration.downgrade() shouldBe Migration.Derived()
        }

        test("a base may declare that it has no parent") {
            val script =
                object : MigrationScript(emptyMap()) {
                    init {
                        revision = "a1"
                        downRevision = null
                    }
                }
            script.toMigration("a1").revision() shouldBe
                Revision("a1", listOf(), listOf(), listOf(), "", "a1")
        }

        test("downgrade is written, empty on purpose, irreversible or derived") {
            fun downgradeOf(say: MigrationScript.() -> Unit): String {
                val script =
                    object : MigrationScript(emptyMap()) {
                        init {
                            revision = "a1"
                            say()
                        }
                    }
                return when (val down = script.toMigration("a1").downgrade()) {
                    is Migration.Written -> "written " + described(down.operations())
                    is Migration.Irreversible -> "irreversible ${down.reason()}"
                    is Migration.Derived -> "derived"
                }
            }
            downgradeOf { downgrade { dropTable("t") } } shouldBe "written dropTable(table: t)"
            downgradeOf { downgrade {} } shouldBe "written "
            downgradeOf { irreversible("data is gone") } shouldBe "irreversible data is gone"
            downgradeOf {} shouldBe "derived"
        }

        test("blocks are evaluated after the whole script, and see its parameters") {
            val script =
                object : MigrationScript(mapOf("region" to "eu")) {
                    init {
                        revision = "a1"
                        upgrade { dropTable("${parameters["region"]}_${later.tableName}") }
                    }

                    val later = Table("below")
                }
            described(script.toMigration("a1").up()) shouldBe "dropTable(table: eu_below)"
            described(script.toMigration("a1").up()) shouldBe "dropTable(table: eu_below)"
        }

        test("every operation knows its script line, through lambdas and helpers") {
            val script =
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        upgrade {
                            dropTable("a")
                            listOf("b", "c").forEach { dropTable(it) }
                            dropBoth("d", "e")
                            createTable("f") {
                                long("a")
                                long("b")
                            }
                        }
                    }
                }
            val places = script.toMigration("dir/a1.migration.kts").up().map { it.location() }
            places.map(script::lineOf) shouldBe listOf(3, 4, 4, 5, 5, 6)
            places.map { it?.file() }.distinct() shouldBe listOf("dir/a1.migration.kts")
        }
    })
