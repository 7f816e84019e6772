package io.kmigrate.exposed

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.code
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.seed
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException
import javax.sql.DataSource
import kotlin.random.Random
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.asLiteral
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.inList
import org.jetbrains.exposed.v1.core.neq
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll

/**
 * Every text comes back from every type as it was given: as a default, as a row, from code, and in
 * the conditions of checks, indexes and generated columns.
 */
class LiteralPropertiesTest :
    FunSpec({
        val seed = seed("literals.seed")

        TestDatabase.entries.forEach { kind ->
            KINDS.forEach { (title, type) ->
                test("$kind: $title takes every text (seed $seed)") {
                    val texts = (TEXTS + randomTexts(Random(seed))).distinct()
                    val samples = texts.mapIndexed { number, text ->
                        val json = title.startsWith("json")
                        TextSample(number, if (json) document(text) else text, json, kind, type)
                    }
                    val database = kind.fresh()
                    upgrade(database, samples.flatMap { it.operations() })
                    verify(samples, database)
                }
            }

            test("$kind: U+0000 is kept, or refused before anything runs") {
                val database = kind.fresh()
                val sample = TextSample(0, "a\u0000b", false, kind) { VARCHAR }
                if (kind == POSTGRESQL) {
                    shouldThrow<MigrationException> { upgrade(database, sample.operations()) }
                        .message shouldContain "cannot keep the character U+0000 in a text"
                } else {
                    upgrade(database, sample.operations())
                    verify(listOf(sample), database)
                }
            }
        }

        listOf("new\nline", "crlf\r\n", "back\\no").forEach { text ->
            test(
                "a check of Exposed's own type with ${text.toList()} is refused, and not changed"
            ) {
                val table =
                    object : Table("t") {
                        val c = varchar("c", 9)

                        init {
                            check("ck") { c neq text }
                        }
                    }
                shouldThrow<IllegalArgumentException> { ExposedTables.toTable(table) }
                    .message shouldContain "give the condition as SQL text"
            }
        }
    })

private val VARCHAR = null

private val LINE_BREAK = Regex("[\n\r]|\\\\[nr]")

/** How the types are made; none is Exposed's own varchar. */
private val KINDS: List<Pair<String, (TextSample) -> ColumnType?>> =
    listOf(
        "varchar" to { VARCHAR },
        "customType" to { CustomType("varchar(200)") },
        "databaseEnum" to { EnumType("e${it.number}", listOf(OTHER, it.text)) },
        "json" to { JsonType(false) },
        "jsonb" to { JsonType(true) },
    )

private const val OTHER = "zzz"

private val TEXTS =
    listOf(
        "owner",
        "it's",
        "'",
        "''",
        "a\"b",
        "`tick`",
        "back\\slash",
        "ends\\",
        "\\' or 1=1 -- x",
        "x' or 1=1",
        "100%",
        "\${name} \$1 \$\$",
        "what? ?? ?",
        "x::text",
        ":name",
        "-- no",
        "/* no */",
        "{d '1'}",
        "U&'\\0041'",
        "new\nline",
        "crlf\r\nline",
        "tab\there",
        "\u0002mark\u0003",
        "é ß 漢字",
        "😀",
    )

private fun verify(samples: List<TextSample>, database: DataSource) =
    database.connection.use { connection ->
        val dialect = Dialects.forConnection(connection)
        samples.forEach { it.verify(connection, dialect) }
    }

private fun randomTexts(random: Random): List<String> {
    val parts = listOf("'", "\"", "\\", "?", "\n", "%", "\$", "a", "é", "😀", ";", "--", "n", "0")
    val count = Integer.getInteger("texts.count", 3)
    return List(count) {
        List(1 + random.nextInt(6)) { parts.random(random) }.joinToString("") + "x"
    }
}

/** JSON whose text is the same on every database, which some write in their own way. */
private fun document(text: String): String =
    text.toCharArray().joinToString("", "{\"k\":\"", "\"}") { char ->
        when (char) {
            '"',
            '\\' -> "\\$char"
            '\n' -> "\\n"
            '\r' -> "\\r"
            '\t' -> "\\t"
            else -> if (char < ' ') "\\u%04x".format(char.code) else "$char"
        }
    }

/** A table of its own for a text: the text is the default, a row, and in each condition. */
private class TextSample(
    val number: Int,
    val text: String,
    private val isJson: Boolean,
    private val kind: TestDatabase,
    type: (TextSample) -> ColumnType?,
) {
    private val described = type(this)

    /** Exposed renders a check by itself, and a line break in it as it does a backslash. */
    private val isChecked = !isJson && (described != null || !LINE_BREAK.containsMatchIn(text))
    private val table = Texts()

    private inner class Texts : Table("t$number") {
        val id = integer("id")
        val c = declared("c").default(text)
        val d = declared("d").nullable()
        val same = bool("same").nullable()

        init {
            if (!isJson) {
                if (isChecked) check("ck_$number") { d neq text }
                same
                    .databaseGenerated()
                    .withDefinition("GENERATED ALWAYS AS (", c eq text, ") STORED")
            }
            if (!isJson && kind in listOf(SQLITE, POSTGRESQL)) {
                index("ix_$number", true, id, filterCondition = { c inList listOf(text) })
            }
        }

        private fun declared(name: String): Column<String> =
            described?.let { registerColumn(name, SchemaColumnType(it)) } ?: varchar(name, 200)
    }

    fun operations(): List<Operation> = buildList {
        val type = described
        if (type is EnumType && kind == POSTGRESQL) {
            add(CreateEnum(DatabaseEnum(type.name(), type.labels()), false))
        }
        add(CreateTable(ExposedTables.toTable(table), false))
        add(BulkInsert(table.name(), listOf(mapOf("id" to 1), mapOf("id" to 2, "c" to text))))
        add(
            code("rows of $number") {
                table.insert { row ->
                    row[id] = 3
                    row[c] = text
                }
                withClue(text) {
                    table.selectAll().orderBy(table.id).map {
                        it[table.c].replace("{\"k\": ", "{\"k\":")
                    } shouldBe List(3) { text }
                    if (!isJson) {
                        table.selectAll().where { table.c eq text }.count() shouldBe 3
                        table.selectAll().where { table.c neq text }.count() shouldBe 0
                    }
                    if (!isJson && described != null) {
                        table
                            .selectAll()
                            .where { table.c eq table.c.asLiteral(text) }
                            .count() shouldBe 3
                    }
                }
            }
        )
    }

    private fun Table.name() = TableName.of(tableName)

    /** What the database thinks of the conditions. */
    fun verify(database: Connection, dialect: Dialect): Unit =
        withClue("table $number: <$text>") {
            if (isJson) return
            val names = if (kind.isOfMysql) "`" else "\""
            fun name(text: String) = names + text + names
            database.query(
                "select ${name("id")} from ${name("t$number")} where ${name("same")}"
            ) shouldBe listOf("1", "2", "3")
            fun update(value: String) =
                database.execute(
                    "update ${name("t$number")} set ${name("d")} = " +
                        "${dialect.textParameters().literal(CustomType("text"), value)} where ${name("id")} = 1"
                )
            update(OTHER)
            if (isChecked) shouldThrow<SQLException> { update(text) }
            if (kind in listOf(SQLITE, POSTGRESQL)) {
                shouldThrow<SQLException> {
                    database.execute("insert into ${name("t$number")} (${name("id")}) values (1)")
                }
            }
        }
}

private fun upgrade(database: DataSource, operations: List<Operation>) {
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration("a1", up = operations))))
        .build()
        .upgrade()
}
