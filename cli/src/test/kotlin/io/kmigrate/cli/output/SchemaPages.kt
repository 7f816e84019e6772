package io.kmigrate.cli.output

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.history.Author
import io.kmigrate.history.History
import io.kmigrate.history.LogEntry
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameTable
import io.kmigrate.plan.SchemaHistory
import io.kmigrate.plan.Status
import io.kmigrate.revision.Migration
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
import io.kmigrate.testing.migration
import io.kmigrate.testing.table
import java.time.Duration
import java.time.Instant

/** Schemas that pages are made of. */
internal object SchemaPages {
    /** Texts that mean something in HTML, in its scripts, or in the direction of writing. */
    val HOSTILE =
        listOf(
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(2)>",
            "<!-- ",
            "]]>",
            "\" onmouseover=\"alert(3)",
            "' a='",
            "&lt;b&gt;",
            "javascript:alert(4)",
            "שולחן",
            "a\u202eb",
            "名前🚗",
            "line\nbreak",
            "</title>",
        )

    /** Each of the texts, at each place of a schema. */
    fun hostile(): List<Migration> = HOSTILE.mapIndexed { place, text ->
        val name = TableName.of(text)
        val column = Column.of(text, ColumnType.VarcharType(9)).withComment(text)
        val key = ForeignKey.of(text, listOf("id"), name, listOf("id"))
        val made =
            table(text, column)
                .withComment(text)
                .withForeignKeys(listOf(key))
                .withCheckConstraints(listOf(CheckConstraint("ck$text", "name <> '$text'")))
                .withIndexes(listOf(Index.of("ix$text", text)))
        val view = View(TableName.of("view $text"), "select '$text'", false)
        migration(
            "a$place",
            *parents(place),
            up = listOf(CreateTable(made, false), CreateView(view, false)),
        )
    }

    private fun parents(place: Int) = if (place == 0) emptyArray() else arrayOf("a${place - 1}")

    /** Five tables, one of which has had another name. */
    fun shop(): List<Migration> {
        val customers = table("clients").withComment("People who have bought something")
        fun refers(name: String, vararg others: String): Table {
            val columns = others.map { Column.of("${it}_id", ColumnType.IntegerType(32, false)) }
            return table(name, *columns.toTypedArray())
                .withForeignKeys(
                    others.map {
                        ForeignKey.of(null, listOf("${it}_id"), TableName.of(it), listOf("id"))
                    }
                )
        }
        val rows = listOf(mapOf<String, Any>("id" to 1, "name" to "Tea"))
        return listOf(
            migration("a1", up = listOf(CreateTable(customers, false), create(table("products")))),
            migration(
                "b2",
                "a1",
                up =
                    listOf(
                        RenameTable(TableName.of("clients"), "customers"),
                        CommentOnTable(TableName.of("products"), "Goods, “for sale”"),
                        BulkInsert(TableName.of("products"), rows),
                    ),
            ),
            migration(
                "c3",
                "b2",
                up =
                    listOf(
                        create(refers("orders", "customers")),
                        create(refers("order_lines", "orders", "products")),
                        create(refers("payments", "orders")),
                        AddColumn(
                            TableName.of("customers"),
                            Column.of("email", ColumnType.VarcharType(254)).withNullable(true),
                            null,
                            false,
                        ),
                        CreateIndex(
                            TableName.of("customers"),
                            Index.of("ix_email", "email"),
                            false,
                            false,
                        ),
                    ),
            ),
        )
    }

    private const val GROUP = 100

    private fun create(table: Table): Operation = CreateTable(table, false)

    /** Tables in groups of about a hundred, with references as an application has them. */
    fun large(count: Int): List<Migration> {
        val tables =
            (0 until count).map { number ->
                val first = number - number % GROUP
                val others =
                    listOf(7, 3)
                        .map { first + number % GROUP / it }
                        .filter { it < number }
                        .distinct()
                val columns =
                    (0 until 12).map { Column.of("column_$it", ColumnType.VarcharType(100)) } +
                        others.map { Column.of("t${it}_id", ColumnType.IntegerType(32, false)) }
                table("table_$number", *columns.toTypedArray())
                    .withForeignKeys(
                        others.map {
                            ForeignKey.of(
                                null,
                                listOf("t${it}_id"),
                                TableName.of("table_$it"),
                                listOf("id"),
                            )
                        }
                    )
            }
        return listOf(migration("a1", up = tables.map(::create)))
    }

    /** The page of a history whose revisions are applied but for the last. */
    fun page(migrations: List<Migration>, isOnline: Boolean = false, user: String = "ann"): String {
        val applied = migrations.dropLast(1).map { it.revision().id() }
        val graph = RevisionGraph.of(migrations.map { it.revision() })
        val status = Status(graph, History.of(listOfNotNull(applied.lastOrNull())))
        val log = applied.map { entry(it, user) }
        val online = if (isOnline) AppliedRevisions(status, log) else null
        return SchemaPage(SchemaHistory.of(migrations), "heads", online).text()
    }

    private fun entry(revision: String, user: String) =
        LogEntry(
            revision,
            "up",
            "make $revision",
            Author(user, "host", "1"),
            null,
            Instant.parse("2026-01-02T03:04:05Z"),
            Duration.ZERO,
            1,
            "done",
        )
}
