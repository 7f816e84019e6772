package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.described
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.security.MessageDigest
import java.util.HexFormat
import kotlin.io.path.writeText
import org.jetbrains.exposed.v1.core.Table

/** What a schema holds besides tables, and the rarer words about tables. */
class BuilderObjectsTest :
    FunSpec({
        val csv =
            Files.createTempFile("prices", ".csv").also {
                it.writeText("id,note\n1,\"a, \"\"b\"\"\"\n\n2,\n")
                it.toFile().deleteOnExit()
            }
        val sqlFile =
            Files.createTempFile("dump", ".sql").also {
                it.writeText("\uFEFFselect 1;\r\nselect 2;\r\n")
                it.toFile().deleteOnExit()
            }
        val cases: List<Pair<String, OperationScope.() -> Unit>> =
            listOf(
                "createSchema(name: billing, ifNotExists: true)" to
                    {
                        createSchema("billing", ifNotExists = true)
                    },
                "dropSchema(name: billing)" to { dropSchema("billing") },
                "renameIndex(name: ix, table: s.t, newName: iy)" to
                    {
                        renameIndex("t", "ix", "iy", schema = "s")
                    },
                "renameConstraint(name: uq, table: t, newName: uq_a)" to
                    {
                        renameConstraint("t", "uq", "uq_a")
                    },
                "renameIndex(name: ix, table: t, newName: iy)\nrenameConstraint(name: uq, table: t, newName: uq_a)" to
                    {
                        batch("t") {
                            renameIndex("ix", "iy")
                            renameConstraint("uq", "uq_a")
                        }
                    },
                "moveTable(table: t, newSchema: billing)" to { moveTable("t", "billing") },
                "commentOnTable(table: t, comment: all of it)" to
                    {
                        commentOnTable("t", "all of it")
                    },
                "commentOnTable(table: t)" to { commentOnTable("t", "") },
                "createSequence(name: s)" to { createSequence("s") },
                "createSequence(name: a.s, start: 5, increment: 2, minimum: 1, maximum: 9, cache: 3, cycle: true)" to
                    {
                        createSequence("s", 5, 2, 1, 9, 3, cycle = true, schema = "a")
                    },
                "alterSequence(name: s, restart: 5, cycle: false)" to
                    {
                        alterSequence("s", restart = 5, cycle = false)
                    },
                "dropSequence(name: s, ifExists: true)" to { dropSequence("s", ifExists = true) },
                "createEnum(name: mood, labels: [sad, glad])" to
                    {
                        createEnum("mood", "sad", "glad")
                    },
                "addEnumValue(name: mood, value: so so, before: glad)" to
                    {
                        addEnumValue("mood", "so so", before = "glad")
                    },
                "addEnumValue(name: mood, value: happy, ifNotExists: true)" to
                    {
                        addEnumValue("mood", "happy", ifNotExists = true)
                    },
                "renameEnumValue(name: mood, value: sad, newValue: blue)" to
                    {
                        renameEnumValue("mood", "sad", "blue")
                    },
                "dropEnum(name: mood)" to { dropEnum("mood") },
                "createView(name: v, query: select 1\nfrom t, orReplace: true)" to
                    {
                        createView(
                            "v",
                            """
                            select 1
                            from t;
                            """,
                            orReplace = true,
                        )
                    },
                "dropView(name: v, materialized: true)" to { dropView("v", materialized = true) },
                "createFunction(name: f, arguments: int, definition: create function f(int) …)" to
                    {
                        createFunction("f", "create function f(int) …", arguments = "int")
                    },
                "dropProcedure(name: p, ifExists: true)" to { dropProcedure("p", ifExists = true) },
                "createAggregate(name: a, definition: create aggregate a …)" to
                    {
                        createAggregate("a", "create aggregate a …")
                    },
                "dropAggregate(name: a, arguments: int, ifExists: true)" to
                    {
                        dropAggregate("a", ifExists = true, arguments = "int")
                    },
                "createTrigger(name: g, table: t, definition: create trigger g …, orReplace: true)" to
                    {
                        createTrigger("g", "t", "create trigger g …", orReplace = true)
                    },
                "dropTrigger(name: a.g, table: a.t)" to { dropTrigger("g", "t", schema = "a") },
                "createExclusionConstraint(name: ex, table: t, method: gist, elements: [room with =, (during) with &&], where: live)" to
                    {
                        createExclusionConstraint(
                            "ex",
                            "t",
                            column("room") to "=",
                            expression("during") to "&&",
                            where = "live",
                        )
                    },
                "validateConstraint(name: fk, table: t)" to { validateConstraint("fk", "t") },
                "createIndex(name: ix, table: t, columns: [a nulls first, b text_pattern_ops desc nulls last, c(10)], nullsNotDistinct: true)" to
                    {
                        createIndex(
                            "ix",
                            "t",
                            column("a").nullsFirst(),
                            descending("b").operatorClass("text_pattern_ops").nullsLast(),
                            column("c").prefix(10),
                            nullsNotDistinct = true,
                        )
                    },
                "createForeignKey(name: fk, table: t, columns: [a], referencedTable: u, referencedColumns: [b], matchFull: true, notValid: true)" to
                    {
                        createForeignKey(
                            "fk",
                            "t",
                            "u",
                            listOf("a"),
                            listOf("b"),
                            matchFull = true,
                            notValid = true,
                        )
                    },
                "createUniqueConstraint(name: uq, table: t, columns: [a], nullsNotDistinct: true, deferral: INITIALLY_DEFERRED)" to
                    {
                        createUniqueConstraint(
                            "uq",
                            "t",
                            "a",
                            nullsNotDistinct = true,
                            deferrable = true,
                            initiallyDeferred = true,
                        )
                    },
                "createCheckConstraint(name: ck, table: t, condition: a > 0, notEnforced: true)" to
                    {
                        createCheckConstraint("ck", "t", "a > 0", enforced = false)
                    },
                "createForeignKey(name: fk, table: t, columns: [a, b], referencedTable: u, referencedColumns: [c, d], notEnforced: true, period: true)" to
                    {
                        createForeignKey(
                            "fk",
                            "t",
                            "u",
                            listOf("a", "b"),
                            listOf("c", "d"),
                            enforced = false,
                            period = true,
                        )
                    },
                "createUniqueConstraint(name: uq, table: t, columns: [a, b], withoutOverlaps: true)" to
                    {
                        createUniqueConstraint("uq", "t", "a", "b", withoutOverlaps = true)
                    },
                "createPrimaryKey(name: pk, table: t, columns: [a, b], withoutOverlaps: true)" to
                    {
                        createPrimaryKey("pk", "t", "a", "b", withoutOverlaps = true)
                    },
                "createNotNullConstraint(name: nn, table: t, column: a, notValid: true, noInherit: true)" to
                    {
                        createNotNullConstraint("nn", "t", "a", notValid = true, noInherit = true)
                    },
                "createCheckConstraint(name: ck, table: t, condition: a > 0, notValid: true)" to
                    {
                        createCheckConstraint("ck", "t", "a > 0", notValid = true)
                    },
                "alterColumn(table: t, column: a, identity: always from 5 by 2)" to
                    {
                        alterColumn("t", "a") { identity(always = true, start = 5, increment = 2) }
                    },
                "alterColumn(table: t, column: a, identity: none)" to
                    {
                        alterColumn("t", "a") { dropIdentity() }
                    },
                "alterColumn(table: t, column: a, generated: b * 2 virtual)" to
                    {
                        alterColumn("t", "a") { generatedAs("b * 2", stored = false) }
                    },
                "alterColumn(table: t, column: a, generated: none, collation: C)" to
                    {
                        alterColumn("t", "a") {
                            dropGenerated()
                            collation("C")
                        }
                    },
                "createTable(table: t, columns: [{name: a, type: int64, autoIncrement: true, identity: always from 1 by 1}], options: {mysql: ENGINE=InnoDB})" to
                    {
                        createTable("t", options = mapOf("mysql" to "ENGINE=InnoDB")) {
                            long("a").identity(always = true)
                        }
                    },
                "loadCsv(table: t, file: $csv, columns: [id, note], rows: 2, digest: 57a3d395996cb855)" to
                    {
                        loadCsv("t", csv.toString())
                    },
                "executeFile(file: $sqlFile, digest: ${digest("select 1;\nselect 2;\n")})" to
                    {
                        executeFile(sqlFile.toString())
                    },
                "backfill(name: b, table: s.t, key: [c, d], where: a is null, set: {a: b + 1}, undo: {set: {a: null}, where: a > 0}, background: true)" to
                    {
                        backfill(
                            "b",
                            "t",
                            where = "a is null",
                            key = listOf("c", "d"),
                            batchTime = "2s",
                            batchRows = 10,
                            pause = "1s",
                            passes = 3,
                            onError = skip(max = 5),
                            background = true,
                            schema = "s",
                        ) {
                            set("a", "b + 1")
                            undo(where = "a > 0") { set("a", "null") }
                        }
                    },
                "backfill(name: b, table: people, rows: code)" to
                    {
                        backfill("b", People) {
                            rows { batch -> batch.update { it[People.age] = it[People.age] + 1 } }
                        }
                    },
                "copyRows(name: copy t into u, table: t, where: a < 1, into: u, columns: [a])" to
                    {
                        copyRows("t", into = "u", where = "a < 1", columns = listOf("a"))
                    },
                "deleteRows(name: delete from t, table: t, where: a < 1)" to
                    {
                        deleteRows("t", where = "a < 1")
                    },
                "requiresBackfill(name: b)" to { requiresBackfill("b") },
                "execute(sql: update t set a = :a, parameters: {a: it's}, variants: {sqlite: })" to
                    {
                        execute(
                            "update t set a = :a",
                            "a" to "it's",
                            variants = mapOf("sqlite" to ""),
                        )
                    },
            )

        cases.forEachIndexed { row, (expected, describe) ->
            test("row ${row + 1}: ${expected.substringBefore('(')}") {
                described { describe() } shouldBe expected
            }
        }

        test("a batch is its operations, one after the other") {
            described {
                batch("t", schema = "s") {
                    addColumn { integer("a").nullable() }
                    alterColumn("b") { nullable(false) }
                    createIndex("ix", "a")
                    dropConstraint("ck")
                }
            } shouldBe
                """
                addColumn(table: s.t, column: {name: a, type: int32, nullable: true})
                alterColumn(table: s.t, column: b, nullable: false)
                createIndex(name: ix, table: s.t, columns: [a])
                dropConstraint(name: ck, table: s.t)
                """
                    .trimIndent()
        }
    })

private fun digest(text: String): String =
    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.toByteArray()), 0, 8)

private object People : Table("people") {
    val id = long("id")
    val age = integer("age")
    override val primaryKey = PrimaryKey(id)
}
