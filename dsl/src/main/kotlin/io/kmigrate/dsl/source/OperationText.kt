package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.BulkUpdate
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropEnum
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropProgram
import io.kmigrate.operation.DropSchema
import io.kmigrate.operation.DropSequence
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.DropView
import io.kmigrate.operation.ExecuteFile
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.LoadCsv
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationVisitor
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.operation.RenameEnumValue
import io.kmigrate.operation.RenameIndex
import io.kmigrate.operation.RenameTable
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RunCode
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** Operations as the calls of a script that describe them: one or more calls an operation. */
@API(status = INTERNAL, since = "0.1")
public object OperationText {
    /**
     * The calls, in their order; a call may have several lines.
     *
     * @throws IllegalArgumentException for a step that is code
     */
    public fun of(operations: List<Operation>): List<String> = operations.flatMap {
        it.accept(Calls)
    }
}

private object Calls : OperationVisitor<List<String>> {
    override fun createTable(operation: CreateTable): List<String> = TableText.of(operation)

    override fun dropTable(operation: DropTable) =
        one("dropTable", operation.table(), flag("ifExists", operation.ifExists()))

    override fun renameTable(operation: RenameTable) =
        one("renameTable", operation.table(), literal(operation.newName()))

    override fun moveTable(operation: MoveTable) =
        one("moveTable", operation.table(), value(operation.newSchema()))

    override fun commentOnTable(operation: CommentOnTable) =
        one("commentOnTable", operation.table(), value(operation.comment()))

    override fun addColumn(operation: AddColumn): List<String> {
        val head =
            call(
                "addColumn",
                literal(operation.table().name()),
                flag("ifNotExists", operation.ifNotExists()),
                schema(operation.table()),
                *place(operation.place()),
            )
        val notNull = operation.notNull()
        val column =
            operation.column().withNullable(operation.column().nullable() || notNull != null)
        return listOf("$head { ${ColumnText.of(column, operation.foreignKey())} }") +
            listOfNotNull(notNull)
                .map { CreateNotNullConstraint(operation.table(), it) }
                .let(OperationText::of)
    }

    override fun dropColumn(operation: DropColumn) =
        one(
            "dropColumn",
            operation.table(),
            literal(operation.column()),
            flag("ifExists", operation.ifExists()),
        )

    override fun renameColumn(operation: RenameColumn) =
        one(
            "renameColumn",
            operation.table(),
            literal(operation.column()),
            literal(operation.newName()),
        )

    override fun alterColumn(operation: AlterColumn): List<String> =
        listOf(AlterColumnText.of(operation))

    override fun createIndex(operation: CreateIndex) =
        indexCall(
            operation.table(),
            operation.index(),
            operation.ifNotExists(),
            operation.concurrently(),
        )

    override fun dropIndex(operation: DropIndex) =
        on(
            "dropIndex",
            operation.name(),
            operation.table(),
            flag("ifExists", operation.ifExists()),
            flag("concurrently", operation.concurrently()),
        )

    override fun renameIndex(operation: RenameIndex) =
        one(
            "renameIndex",
            operation.table(),
            literal(operation.name()),
            literal(operation.newName()),
        )

    override fun renameConstraint(operation: RenameConstraint) =
        one(
            "renameConstraint",
            operation.table(),
            literal(operation.name()),
            literal(operation.newName()),
        )

    override fun createPrimaryKey(operation: CreatePrimaryKey) =
        on(
            "createPrimaryKey",
            operation.primaryKey().name(),
            operation.table(),
            literals(operation.primaryKey().columns()),
            flag("withoutOverlaps", operation.primaryKey().withoutOverlaps()),
        )

    override fun createUniqueConstraint(operation: CreateUniqueConstraint) =
        on(
            "createUniqueConstraint",
            operation.constraint().name(),
            operation.table(),
            literals(operation.constraint().columns()),
            flag("nullsNotDistinct", operation.constraint().nullsNotDistinct()),
            *deferral(operation.constraint().deferral()),
            flag("withoutOverlaps", operation.constraint().withoutOverlaps()),
        )

    override fun createCheckConstraint(operation: CreateCheckConstraint) =
        on(
            "createCheckConstraint",
            operation.constraint().name(),
            operation.table(),
            literal(operation.constraint().condition()),
            flag("notValid", !operation.constraint().valid()),
            named("enforced", "false").takeIf { !operation.constraint().enforced() },
        )

    override fun createNotNullConstraint(operation: CreateNotNullConstraint) =
        on(
            "createNotNullConstraint",
            operation.constraint().name(),
            operation.table(),
            literal(operation.constraint().column()),
            flag("notValid", !operation.constraint().valid()),
            flag("noInherit", operation.constraint().noInherit()),
        )

    override fun createForeignKey(operation: CreateForeignKey): List<String> {
        val key = operation.foreignKey()
        return on(
            "createForeignKey",
            key.name(),
            operation.table(),
            literal(key.referencedTable().name()),
            listText(key.columns()),
            listText(key.referencedColumns()),
            *ColumnText.actions(key),
            flag("matchFull", key.matchFull()),
            flag("notValid", !key.valid()),
            named("enforced", "false").takeIf { !key.enforced() },
            flag("period", key.period()),
            named("referentSchema", key.referencedTable().schema()?.let(::literal)),
        )
    }

    override fun createExclusionConstraint(operation: CreateExclusionConstraint): List<String> {
        val constraint = operation.constraint()
        val elements =
            constraint.elements().map { "${indexColumn(it.column())} to ${literal(it.operator())}" }
        return on(
            "createExclusionConstraint",
            constraint.name(),
            operation.table(),
            *elements.toTypedArray(),
            named("method", literal(constraint.method())).takeIf { constraint.method() != "gist" },
            named("where", constraint.where()?.let(::literal)),
            *deferral(constraint.deferral()),
        )
    }

    override fun validateConstraint(operation: ValidateConstraint) =
        on("validateConstraint", operation.name(), operation.table())

    override fun dropConstraint(operation: DropConstraint) =
        on(
            "dropConstraint",
            operation.name(),
            operation.table(),
            flag("ifExists", operation.ifExists()),
        )

    override fun createSchema(operation: CreateSchema) =
        listOf(
            call(
                "createSchema",
                literal(operation.name()),
                flag("ifNotExists", operation.ifNotExists()),
            )
        )

    override fun dropSchema(operation: DropSchema) =
        listOf(
            call("dropSchema", literal(operation.name()), flag("ifExists", operation.ifExists()))
        )

    override fun createSequence(operation: CreateSequence): List<String> {
        val sequence = operation.sequence()
        return one(
            "createSequence",
            sequence.name(),
            named("start", sequence.start().takeIf { it != 1L }?.let(::longText)),
            named("increment", sequence.increment().takeIf { it != 1L }?.let(::longText)),
            named("minimum", sequence.minimum()?.let(::longText)),
            named("maximum", sequence.maximum()?.let(::longText)),
            named("cache", sequence.cache()?.let(::longText)),
            flag("cycle", sequence.cycle()),
            flag("ifNotExists", operation.ifNotExists()),
        )
    }

    override fun alterSequence(operation: AlterSequence): List<String> {
        val change = operation.change()
        return one(
            "alterSequence",
            operation.sequence(),
            named("restart", change.restart()?.let(::longText)),
            named("increment", change.increment()?.let(::longText)),
            named("minimum", change.minimum()?.let(::longText)),
            named("maximum", change.maximum()?.let(::longText)),
            named("cache", change.cache()?.let(::longText)),
            named("cycle", change.cycle()?.toString()),
        )
    }

    override fun dropSequence(operation: DropSequence) =
        one("dropSequence", operation.sequence(), flag("ifExists", operation.ifExists()))

    override fun createEnum(operation: CreateEnum) =
        one(
            "createEnum",
            operation.type().name(),
            literals(operation.type().labels()),
            flag("ifNotExists", operation.ifNotExists()),
        )

    override fun addEnumValue(operation: AddEnumValue) =
        one(
            "addEnumValue",
            operation.type(),
            literal(operation.value()),
            named(
                if (operation.beforeNeighbour()) "before" else "after",
                operation.neighbour()?.let(::literal),
            ),
            flag("ifNotExists", operation.ifNotExists()),
        )

    override fun renameEnumValue(operation: RenameEnumValue) =
        one(
            "renameEnumValue",
            operation.type(),
            literal(operation.value()),
            literal(operation.newValue()),
        )

    override fun dropEnum(operation: DropEnum) =
        one("dropEnum", operation.type(), flag("ifExists", operation.ifExists()))

    override fun createView(operation: CreateView) =
        one(
            "createView",
            operation.view().name(),
            sqlText(operation.view().query()),
            flag("orReplace", operation.orReplace()),
            flag("materialized", operation.view().materialized()),
        )

    override fun dropView(operation: DropView) =
        one(
            "dropView",
            operation.view(),
            flag("materialized", operation.materialized()),
            flag("ifExists", operation.ifExists()),
        )

    override fun createProgram(operation: CreateProgram): List<String> =
        program(
            "create",
            operation.program().id(),
            sqlText(operation.program().definition()),
            flag("orReplace", operation.orReplace()),
        )

    override fun dropProgram(operation: DropProgram): List<String> =
        program("drop", operation.program(), flag("ifExists", operation.ifExists()))

    private fun program(verb: String, id: StoredProgram.Id, vararg more: String?): List<String> {
        val kind = id.kind().word().replaceFirstChar { it.uppercase() }
        return listOf(
            call(
                verb + kind,
                literal(id.name().name()),
                id.table()?.let { literal(it.name()) },
                *more,
                named("arguments", id.arguments()?.let(::literal)),
                schema(id.name()),
            )
        )
    }

    override fun bulkInsert(operation: BulkInsert): List<String> {
        val rows =
            operation.rows().map { row ->
                row.entries.joinToString(", ", "mapOf(", ")") { (column, cell) ->
                    "${literal(column)} to ${value(cell)}"
                }
            }
        return listOf(
            rows.joinToString(
                ",\n    ",
                "bulkInsert(\n    ${literal(operation.table().name())},\n    ",
                ",\n" + (schema(operation.table())?.let { "    $it,\n" } ?: "") + ")",
            )
        )
    }

    override fun bulkUpdate(operation: BulkUpdate): List<String> {
        val values =
            operation.values().map { (column, cell) -> "${literal(column)} to ${value(cell)}" }
        return one(
            "bulkUpdate",
            operation.table(),
            *values.toTypedArray(),
            named("where", operation.where()?.let(::sqlText)),
        )
    }

    override fun bulkDelete(operation: BulkDelete): List<String> =
        one(
            "bulkDelete",
            operation.table(),
            named("where", operation.where()?.let(::sqlText) ?: "null"),
        )

    override fun loadCsv(operation: LoadCsv) =
        one("loadCsv", operation.table(), literal(operation.file()))

    override fun executeFile(operation: ExecuteFile) =
        listOf(
            call(
                "executeFile",
                literal(operation.file()),
                operation.changes()?.let(::changesText),
            )
        )

    /** What a text does to the schema, in a block of its own. */
    private fun changesText(changes: List<Operation>): String =
        if (changes.isEmpty()) "changes = {}"
        else
            OperationText.of(changes).joinToString("\n", "changes = {\n", "\n}") {
                it.prependIndent("    ")
            }

    override fun executeSql(operation: ExecuteSql): List<String> {
        val parameters =
            operation.parameters().map { (name, value) -> "${literal(name)} to ${value(value)}" }
        val undo = operation.undo()
        return listOf(
            call(
                "execute",
                sqlText(operation.sql()),
                *parameters.toTypedArray(),
                named("variants", optionsText(operation.variants(), ::sqlText)),
                operation.changes()?.let(::changesText),
                named("undo", undo?.let { sqlText(it.sql()) }),
                named("undoVariants", undo?.let { optionsText(it.variants(), ::sqlText) }),
            )
        )
    }

    override fun runCode(operation: RunCode): List<String> =
        throw IllegalArgumentException(OperationMessages.codeWithoutText(operation.description()))

    override fun backfill(operation: Backfill): List<String> = listOf(BackfillText.of(operation))

    override fun requireBackfill(operation: RequireBackfill): List<String> =
        listOf(call("requiresBackfill", literal(operation.name())))

    private fun one(name: String, table: TableName, vararg more: String?) =
        listOf(call(name, literal(table.name()), *more, schema(table)))

    private fun on(name: String, what: String?, table: TableName, vararg more: String?) =
        listOf(call(name, value(what), literal(table.name()), *more, schema(table)))
}

internal fun schema(table: TableName): String? = named("schema", table.schema()?.let(::literal))

internal fun deferral(deferral: Deferral): Array<String?> =
    arrayOf(
        flag("deferrable", deferral != Deferral.NOT_DEFERRABLE),
        flag("initiallyDeferred", deferral == Deferral.INITIALLY_DEFERRED),
    )
