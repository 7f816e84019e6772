package io.kmigrate.cli.output

import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.DatabaseSchema
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.View

/** A section of a page for each object that is not a table: views, enums, sequences, programs. */
internal class ObjectSections(private val objects: List<SchemaObject>) {
    fun write(html: HtmlWriter) = objects.forEach { value ->
        html.element("section") {
            element("h2") {
                text("${kind(value)} ")
                name(value.name().toString())
            }
            definition(value)?.let { element("pre", it) }
        }
    }

    private fun kind(value: SchemaObject): String =
        when (value) {
            is DatabaseEnum -> "Enum"
            is Sequence -> "Sequence"
            is View -> if (value.materialized()) "Materialized view" else "View"
            is StoredProgram -> value.id().kind().word().replaceFirstChar { it.uppercase() }
            is DatabaseSchema -> "Schema"
        }

    private fun definition(value: SchemaObject): String? =
        when (value) {
            is DatabaseEnum -> value.labels().joinToString("\n")
            is Sequence -> "start ${value.start()}, increment ${value.increment()}"
            is View -> value.query()
            is StoredProgram -> value.definition()
            is DatabaseSchema -> null
        }
}
