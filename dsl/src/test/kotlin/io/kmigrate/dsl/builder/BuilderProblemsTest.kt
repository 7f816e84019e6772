package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.CountedScript
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import org.jetbrains.exposed.v1.core.Table

class BuilderProblemsTest :
    FunSpec({
        test("every bad call of a block is shown, each with its line") {
            val script =
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        upgrade {
                            dropTable(" ")
                            createTable("t") {
                                long("a")
                                long("a")
                            }
                            dropColumn("t", "")
                        }
                    }
                }
            val failure = shouldThrow<MigrationException> { script.toMigration("a1.kts") }
            script.sentences(failure).joinToString("\n") shouldBe
                """
                a1.kts:+3 invalid-operation: a table's name is empty | correct the call
                a1.kts:+6 duplicate-column: Duplicate column name "a" in table "t" | give each column of the table a name of its own
                a1.kts:+8 invalid-operation: the column's name is empty | correct the call
                """
                    .trimIndent()
        }

        val refused: List<Pair<String, OperationScope.() -> Unit>> =
            listOf(
                "table t has no columns" to { createTable("t") {} },
                "table t has two primary keys" to
                    {
                        createTable("t") {
                            val id = long("id")
                            primaryKey(id)
                            primaryKey(id)
                        }
                    },
                "primaryKey names column id twice" to
                    {
                        createTable("t") {
                            val id = long("id")
                            primaryKey(id, id)
                        }
                    },
                "table t declares no column b" to
                    {
                        createTable("t") {
                            long("a")
                            foreignKey("fk", listOf("b"), "u", listOf("id"))
                        }
                    },
                "the foreign key has 2 columns and refers to 1" to
                    {
                        createForeignKey("fk", "t", "u", listOf("a", "b"), listOf("c"))
                    },
                "a period is the last of several columns: name the columns before it that are compared" to
                    {
                        createPrimaryKey("pk", "t", "during", withoutOverlaps = true)
                    },
                "notNull names the NOT NULL of column a, which is nullable" to
                    {
                        createTable("t") {
                            val a = long("a").nullable()
                            notNull("nn", a)
                        }
                    },
                "initiallyDeferred = true needs deferrable = true" to
                    {
                        createForeignKey(
                            "fk",
                            "t",
                            "u",
                            listOf("a"),
                            listOf("b"),
                            initiallyDeferred = true,
                        )
                    },
                "addColumn declares one column, this one 2: call it once for each" to
                    {
                        addColumn("t") {
                            long("a")
                            long("b")
                        }
                    },
                "alterColumn changes nothing" to { alterColumn("t", "c") {} },
                "using(\"…\") is a place to fill in: say in SQL how the old value becomes the new type" to
                    {
                        alterColumn("t", "c") {
                            type { long(it) }
                            using("…")
                        }
                    },
                "using(…) needs a type { }" to { alterColumn("t", "c") { using("a") } },
                "alterColumn changes the default twice" to
                    {
                        alterColumn("t", "c") {
                            default(0)
                            dropDefault()
                        }
                    },
                "type { } declares a type alone; write nullable(…), default(…) or comment(…) beside it" to
                    {
                        alterColumn("t", "c") { type { long(it).nullable() } }
                    },
                "default cannot write a byte[] as SQL; use defaultExpression" to
                    {
                        alterColumn("t", "c") { default(byteArrayOf(1)) }
                    },
                "createUniqueConstraint names no column" to { createUniqueConstraint("uq", "t") },
                "the index's name is empty" to { createIndex("", "t", "a") },
                "bulkInsert has no rows" to { bulkInsert("t", emptyList()) },
                "bulkInsert has a row without columns" to { bulkInsert("t", mapOf()) },
                "bulkInsert cannot write the Table of column a as SQL" to
                    {
                        bulkInsert("t", "a" to Table("x"))
                    },
                "bulkUpdate has no values: say \"column\" to value" to { bulkUpdate("t") },
                "bulkUpdate names column a twice" to { bulkUpdate("t", "a" to 1, "a" to 2) },
                "bulkUpdate cannot write the Table of column a as SQL" to
                    {
                        bulkUpdate("t", "a" to Table("x"))
                    },
                "where of bulkUpdate is empty" to { bulkUpdate("t", "a" to 1, where = " ") },
                "where of bulkDelete is empty" to { bulkDelete("t", where = "") },
                "the SQL of expression is empty" to { bulkInsert("t", "a" to expression("")) },
                "execute cannot write the IndexColumn of parameter a as SQL" to
                    {
                        execute("select :a", "a" to expression("now()"))
                    },
                "the SQL of execute is empty" to { execute(" ") },
                "the description of data is empty" to { data("") {} },
                "the enumeration mood has no labels" to
                    {
                        addColumn("t") { databaseEnum("c", "mood") }
                    },
            )
        for ((sentence, describe) in refused) {
            test("refused: $sentence") {
                val failure =
                    shouldThrow<MigrationException> {
                        scriptOf { describe() }.toMigration("a1.kts")
                    }
                failure.problems().map { "${it.code()}: ${it.message()}" } shouldBe
                    listOf("invalid-operation: $sentence")
            }
        }
    })
