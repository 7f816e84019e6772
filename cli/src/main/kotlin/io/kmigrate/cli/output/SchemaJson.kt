package io.kmigrate.cli.output

import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.OperationDescription
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.View

/** A schema as plain values: each table with the words of `createTable` in a plan's JSON. */
internal class SchemaJson(private val schema: Snapshot) {
    fun json(): Map<String, Any?> =
        linkedMapOf(
            "tables" to
                schema.tables().map {
                    val arguments = OperationDescription.of(CreateTable(it, false)).arguments()
                    linkedMapOf<String, Any?>("name" to it.name().toString()) +
                        (arguments - "table")
                },
            "objects" to schema.objects().map(::one),
        )

    private fun one(value: SchemaObject): Map<String, Any?> {
        val more: Map<String, Any?> =
            when (value) {
                is DatabaseEnum -> mapOf("kind" to "enum", "labels" to value.labels())
                is Sequence ->
                    mapOf(
                        "kind" to "sequence",
                        "start" to value.start(),
                        "increment" to value.increment(),
                    )
                is View ->
                    mapOf(
                        "kind" to if (value.materialized()) "materialized view" else "view",
                        "query" to value.query(),
                    )
                is StoredProgram ->
                    mapOf(
                        "kind" to value.id().kind().word(),
                        "definition" to value.definition(),
                    )
                else -> mapOf("kind" to "schema")
            }
        return linkedMapOf<String, Any?>("name" to value.name().toString()) + more
    }
}
